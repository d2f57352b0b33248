package auth

import "licenseledger/store/ledger"

// refusal is an error number of Microsoft's sign-in service, what it asks of
// whom, and where that is done.
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
type refusal struct {
	code ledger.Code
	text string
	link func(Links) string // nil: nowhere in particular
}

func atConsent(l Links) string     { return l.Consent }
func atApp(l Links) string         { return l.App }
func atApps(l Links) string        { return l.Apps }
func atAssignments(l Links) string { return l.Assignments }
func atAccess(l Links) string      { return l.Access }

const (
	signInRequired  = ledger.CodeSignInRequired
	consentRequired = ledger.CodeConsentRequired
	forbidden       = ledger.CodeForbidden
)

const (
	textNoService = "The tenant does not have the service that the app asks for. An administrator opens Power Apps once in this tenant, or consents to the permission."
	textOften     = "The tenant asks people to sign in again after some time, and that time is over. Sign in again."
	textProof     = "The tenant asks for a second proof of who signs in. Sign in again and give it."
	textDevice    = "A Conditional Access rule of the tenant asks for a device that the organization manages. Sign in on such a device, or ask an administrator which rule it is."
	textOver      = "The sign-in is over: it was not used for long, the password was changed, or an administrator ended it. Sign in again."
	textDeclined  = "The sign-in was declined. Sign in again when you want to."
	textMeanwhile = "The sign-in was not finished in time. Start it again."
)

var refusals = map[int]refusal{
	// Consent.
	65001:  {consentRequired, "Nobody has consented to what the app asks for. An administrator grants it in the app registration, under API permissions.", atConsent},
	65004:  {consentRequired, "Consent to what the app asks for was declined. Sign in again and accept, or let an administrator consent for everybody.", atConsent},
	90094:  {consentRequired, "Only an administrator may consent to what the app asks for. An administrator does so once for everybody; then sign in again.", atConsent},
	90095:  {consentRequired, "Only an administrator may consent to what the app asks for. An administrator does so once for everybody; then sign in again.", atConsent},
	650052: {consentRequired, textNoService, atConsent},
	650057: {consentRequired, "The app registration does not ask for a permission that License Ledger needs. An administrator adds it under API permissions and consents.", atApp},
	500011: {consentRequired, textNoService, atConsent},

	// Who may, and from where.
	50105:  {forbidden, "The app is open to assigned accounts only. An administrator assigns this account to the app.", atAssignments},
	53000:  {forbidden, textDevice, atAccess},
	53001:  {forbidden, textDevice, atAccess},
	53002:  {forbidden, "A Conditional Access rule of the tenant allows approved apps only. An administrator can say which rule it is.", atAccess},
	53003:  {forbidden, "A Conditional Access rule of the tenant refuses this sign-in. An administrator can say which one.", atAccess},
	530003: {forbidden, textDevice, atAccess},
	530032: {forbidden, "A security rule of the tenant refuses this sign-in. An administrator can say which one.", atAccess},
	50020:  {forbidden, "This account belongs to another tenant. Sign in with one of this tenant.", nil},
	50053:  {forbidden, "The account is locked after too many attempts. Wait a while, or ask an administrator.", nil},
	50057:  {forbidden, "The account is blocked from signing in. An administrator can allow it again.", nil},

	// Somebody has to sign in again.
	50072:   {signInRequired, textProof, nil},
	50074:   {signInRequired, textProof, nil},
	50076:   {signInRequired, textProof, nil},
	50079:   {signInRequired, textProof, nil},
	50158:   {signInRequired, textProof, nil},
	50078:   {signInRequired, textOften, nil},
	50089:   {signInRequired, textOften, nil},
	70043:   {signInRequired, textOften, nil},
	70044:   {signInRequired, textOften, nil},
	50058:   {signInRequired, "Nobody is signed in. Sign in.", nil},
	50034:   {signInRequired, "The account is not in this tenant, or not any more. Sign in with another one.", nil},
	50055:   {signInRequired, "The password of the account has expired. Choose a new one, then sign in again.", nil},
	50173:   {signInRequired, textOver, nil},
	50132:   {signInRequired, textOver, nil},
	50133:   {signInRequired, textOver, nil},
	70000:   {signInRequired, textOver, nil},
	70008:   {signInRequired, textOver, nil},
	700082:  {signInRequired, textOver, nil},
	700084:  {signInRequired, textOver, nil},
	9002313: {signInRequired, "Microsoft did not understand the sign-in. Start it again.", nil},
	70019:   {signInRequired, textMeanwhile, nil},
	70020:   {signInRequired, textMeanwhile, nil},

	// The app, the tenant and the certificate.
	90002:   {signInRequired, "Microsoft does not know this tenant. Check the tenant id and the cloud.", nil},
	700016:  {signInRequired, "The tenant does not know this app. Check the application id, the tenant and the cloud.", atApps},
	700027:  {signInRequired, "Microsoft does not accept the certificate. Register it with the app, or choose the one that is registered; it may have expired.", atApp},
	7000215: {signInRequired, "Microsoft does not accept the app's secret. Choose the one that is registered.", atApp},
	7000222: {signInRequired, "The app's secret has expired. Register a new one.", atApp},
	7000112: {forbidden, "The app is switched off in this tenant. An administrator enables it.", atAssignments},
	7000218: {signInRequired, "The app registration does not let people sign in with this program. An administrator switches on \"Allow public client flows\" under Authentication.", atApp},
	50011:   {signInRequired, "The app registration does not know the address that the browser comes back to. An administrator adds http://localhost under Authentication, Mobile and desktop applications.", atApp},
	500113:  {signInRequired, "The app registration has no address that the browser comes back to. An administrator adds http://localhost under Authentication, Mobile and desktop applications.", atApp},
}

// codes are refusals that come with a code of OAuth and a number that says no
// more, or none.
var codes = map[string]refusal{
	"authorization_declined": {signInRequired, textDeclined, nil},
	"access_denied":          {signInRequired, textDeclined, nil},
	"expired_token":          {signInRequired, textMeanwhile, nil},
	"consent_required":       {consentRequired, "Consent to what the app asks for is missing. An administrator grants it.", atConsent},
	"interaction_required":   {signInRequired, "The tenant asks for a person. Sign in again.", nil},
	"login_required":         {signInRequired, "The tenant asks for a person. Sign in again.", nil},
	"invalid_grant":          {signInRequired, textOver, nil},
}
