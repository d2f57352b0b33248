package auth

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"time"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"

	"licenseledger/store/ledger"
)

// refusal is an error number of Microsoft's sign-in service and what it asks of
// whom.
// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
type refusal struct {
	code ledger.Code
	text string
}

var refusals = map[int]refusal{
	65001:   {ledger.CodeConsentRequired, "Nobody has consented to what the app asks for. An administrator grants it in the app registration, under API permissions."},
	650052:  {ledger.CodeConsentRequired, "The tenant does not have the service that the app asks for. An administrator opens Power Apps once in this tenant, or consents to the permission."},
	500011:  {ledger.CodeConsentRequired, "The tenant does not have the service that the app asks for. An administrator opens Power Apps once in this tenant, or consents to the permission."},
	50105:   {ledger.CodeForbidden, "The app is open to assigned accounts only. An administrator assigns this account to the app."},
	53003:   {ledger.CodeForbidden, "A Conditional Access rule of the tenant refuses this sign-in. An administrator can say which one."},
	53000:   {ledger.CodeForbidden, "A Conditional Access rule of the tenant asks for a managed device. An administrator can say which one."},
	90002:   {ledger.CodeSignInRequired, "Microsoft does not know this tenant. Check the tenant id and the cloud."},
	700016:  {ledger.CodeSignInRequired, "The tenant does not know this app. Check the application id, the tenant and the cloud."},
	700027:  {ledger.CodeSignInRequired, "Microsoft does not accept the certificate. Register it with the app, or choose the one that is registered; it may have expired."},
	7000215: {ledger.CodeSignInRequired, "Microsoft does not accept the app's secret. Choose the one that is registered."},
	7000222: {ledger.CodeSignInRequired, "The app's secret has expired. Register a new one."},
	7000112: {ledger.CodeForbidden, "The app is switched off in this tenant. An administrator enables it."},
}

// classify turns what MSAL returned into a code and a remedy. MSAL's own text
// repeats the answer, which names people, apps and tenants: it is not kept.
func classify(ctx context.Context, err error) error {
	const op = "sign in"
	if ctx.Err() != nil {
		return &ledger.Error{Code: ledger.CodeCanceled, Op: op, Message: "Stopped before the end.", Err: context.Cause(ctx)}
	}
	var answered msal.CallErr
	if errors.As(err, &answered) && answered.Resp != nil {
		return refused(op, answered.Resp)
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return &ledger.Error{Code: ledger.CodeOffline, Op: op, Err: untrusted,
			Message: "The connection to Microsoft's sign-in service is not trusted: the certificate does not come from an authority that this computer knows. A proxy of the network may read along; give its authority to License Ledger or to the system."}
	}
	var call *url.Error
	var network net.Error
	if errors.As(err, &call) || errors.As(err, &network) || errors.Is(err, context.DeadlineExceeded) {
		cause := err
		if call != nil {
			cause = call.Err
		}
		return &ledger.Error{Code: ledger.CodeOffline, Op: op, Err: cause,
			Message: "Microsoft's sign-in service could not be reached. Check the network and the proxy, then sync again."}
	}
	return ledger.Errorf(ledger.CodeSignInRequired, op, "Microsoft's sign-in service gave no token. Check the sign-in address, the tenant and the certificate.")
}

func refused(op string, resp *http.Response) error {
	number, id := read(resp)
	e := &ledger.Error{Op: op, RequestID: id, Err: fmt.Errorf("HTTP %d", resp.StatusCode)}
	if number != 0 {
		e.Err = fmt.Errorf("AADSTS%d", number)
	}
	known, ok := refusals[number]
	switch {
	case ok:
		e.Code, e.Message = known.code, known.text
	case resp.StatusCode == http.StatusTooManyRequests:
		e.Code, e.Message = ledger.CodeThrottled, "Microsoft's sign-in service asked to wait. Sync again later."
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
			e.RetryAfter = time.Duration(seconds) * time.Second
		}
	case resp.StatusCode >= 500:
		e.Code, e.Message = ledger.CodeOffline, "Microsoft's sign-in service could not answer. Sync again later."
	default:
		e.Code, e.Message = ledger.CodeSignInRequired, "Microsoft refused the sign-in. Look the error number up in Microsoft's list of sign-in errors, then sign in again."
	}
	return e
}

var numberPattern = regexp.MustCompile(`AADSTS([0-9]{5,8})`)

var idPattern = regexp.MustCompile(`^[0-9a-fA-F-]{36}$`)

// read finds the error number and the trace id in an answer that MSAL has
// already read and put back.
func read(resp *http.Response) (number int, id string) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return 0, ""
	}
	var answer struct {
		Description string `json:"error_description"`
		Codes       []int  `json:"error_codes"`
		TraceID     string `json:"trace_id"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return 0, ""
	}
	if len(answer.Codes) > 0 {
		number = answer.Codes[0]
	} else if match := numberPattern.FindStringSubmatch(answer.Description); match != nil {
		number, _ = strconv.Atoi(match[1]) // digits, by the pattern
	}
	if idPattern.MatchString(answer.TraceID) {
		id = answer.TraceID
	}
	return number, id
}
