package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/rest"
)

// AccessState tells how it stands with reading a source.
type AccessState string

// The closed list of states.
const (
	AccessAllowed        AccessState = "allowed"
	AccessConsentMissing AccessState = "consent_missing"
	AccessRoleMissing    AccessState = "role_missing"
	AccessPremiumMissing AccessState = "premium_missing" // needs Entra ID P1
	AccessNotInCloud     AccessState = "not_in_cloud"
	AccessOff            AccessState = "off" // it was not chosen to be read
	AccessSignIn         AccessState = "sign_in_needed"
	AccessNotReachable   AccessState = "not_reachable"
	AccessUnclear        AccessState = "unclear" // the answer says neither yes nor no
)

// AccessStates lists every state once.
func AccessStates() []AccessState {
	return []AccessState{AccessAllowed, AccessConsentMissing, AccessRoleMissing, AccessPremiumMissing, AccessNotInCloud,
		AccessOff, AccessSignIn, AccessNotReachable, AccessUnclear}
}

// code is the failure that a state stands for; "" for none.
func (s AccessState) code() ledger.Code {
	switch s {
	case AccessSignIn:
		return ledger.CodeSignInRequired
	case AccessConsentMissing:
		return ledger.CodeConsentRequired
	case AccessRoleMissing:
		return ledger.CodeForbidden
	case AccessNotReachable:
		return ledger.CodeOffline
	}
	return ""
}

// Finding is how it stands with reading one source, and what mends it.
type Finding struct {
	ledger.Access
	State AccessState
	// Sure is false where the check says less than reading would.
	Sure      bool
	IsApp     bool   // an app by itself was refused: roles are not what it lacks
	Link      string // where it is mended; "" when there is no such page
	Message   string // whole sentences in English
	RequestID string // Microsoft's, for support; "" for none
}

// Codes of Microsoft's refusals that say more than no.
const (
	codeNoPremium = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
	codeNoRole    = "Authentication_RequestFromUnsupportedUserRole"
	codeNoConsent = "Authentication_MSGraphPermissionMissing"
)

// judge tells a refusal for want of consent from one for want of a role, by what
// the token says that was consented to.
func (r *remote) judge(ctx context.Context, f *Finding, audience string, err error) {
	if err == nil {
		f.State = AccessAllowed
		return
	}
	var known *ledger.Error
	if errors.As(err, &known) {
		f.Message, f.RequestID = known.Message, known.RequestID
	}
	answered := rest.StatusOf(err)
	switch ledger.CodeOf(err) {
	case ledger.CodeOffline, ledger.CodeThrottled:
		f.State = AccessNotReachable
	case ledger.CodeSignInRequired:
		f.State = AccessSignIn
	case ledger.CodeConsentRequired, ledger.CodeForbidden:
		switch {
		case answered == http.StatusForbidden:
			f.State, f.IsApp = r.refusal(ctx, f.Access, audience, microsoftCode(err))
		case ledger.CodeOf(err) == ledger.CodeConsentRequired: // by the sign-in service
			f.State = AccessConsentMissing
		default:
			f.State = AccessSignIn
		}
	default:
		f.State = AccessUnclear
	}
}

func (r *remote) refusal(ctx context.Context, a ledger.Access, audience, code string) (state AccessState, isApp bool) {
	grants, readable := auth.Grants{}, false
	if token, err := r.config.Token(ctx, audience); err == nil {
		grants, readable = auth.GrantsOf(token)
	}
	switch {
	case code == codeNoPremium:
		return AccessPremiumMissing, grants.IsApp
	case code == codeNoRole, a.Set == ledger.AccessList:
		return AccessRoleMissing, grants.IsApp
	case code == codeNoConsent, !readable, !grants.Allows(a.Permission.Name):
		return AccessConsentMissing, grants.IsApp
	}
	return AccessRoleMissing, grants.IsApp
}

// explain puts the state into sentences, with the page where it is mended.
func (f *Finding) explain(links auth.Links) {
	switch f.State {
	case AccessAllowed:
		f.Message = "It may be read."
		if !f.Sure {
			f.Message = "The administrator's part of the Power Platform answers. Whether it gives the list is known after the first sync."
		}
	case AccessConsentMissing:
		f.Link = links.Consent
		f.Message = fmt.Sprintf("The permission %s is missing. An administrator adds it to the app registration and consents.", f.Permission.Name)
	case AccessRoleMissing:
		f.explainRole(links)
	case AccessPremiumMissing:
		f.Message = "Microsoft gives this to tenants with Entra ID P1 only. Everything else works without it."
	case AccessNotInCloud:
		f.Message = "Microsoft does not have this in the tenant's cloud. Everything else works without it."
	case AccessOff:
		switch f.Set {
		case ledger.AccessLaunches:
			f.Message = "Searching the audit log was not chosen, so this is not read."
		case ledger.AccessGroupNames:
			f.Message = "It was chosen not to read the names of groups."
		default:
			f.Message = "It was chosen not to keep when somebody was seen, so this is not read."
		}
	case AccessUnclear:
		f.Message = "Microsoft's answer says neither yes nor no. The next sync tells."
	}
}

func (f *Finding) explainRole(links auth.Links) {
	switch {
	case f.IsApp && f.Set == ledger.AccessList:
		f.Message = "The Power Platform refuses this app. An administrator registers it as a management app: New-PowerAppManagementApp -ApplicationId, then the application id. It may still refuse the list to an app; then a person has to sign in."
	case f.IsApp:
		f.Message = fmt.Sprintf("The permission %s is granted, and Microsoft refuses this app all the same. A person who signs in and has the role %s may read it.", f.Permission.Name, f.Role)
	case f.Role == ledger.RoleNone:
		f.Message = "The permission is granted, and Microsoft refuses this account all the same. Sign in with a member of the tenant, no guest."
	case f.Role == ledger.RoleAudit:
		f.Message = fmt.Sprintf("The account that signed in needs a role of Microsoft Purview; the least is %s. An administrator gives it in the Purview portal, under Roles and scopes; then sign in again.", f.Role)
	default:
		f.Link = links.Roles
		f.Message = fmt.Sprintf("The account that signed in needs a role that may read this; the least is %s. An administrator gives it, then sign in again.", f.Role)
	}
}
