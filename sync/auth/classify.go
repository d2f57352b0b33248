package auth

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	msal "github.com/AzureAD/microsoft-authentication-library-for-go/apps/errors"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// classify turns what MSAL returned, and what was heard meanwhile, into a code, a
// remedy and a link. MSAL's own text repeats the answer, which names people, apps
// and tenants: it is not kept.
func classify(ctx context.Context, err error, heard answer, links Links) *ledger.Error {
	if ctx.Err() != nil {
		return &ledger.Error{Code: ledger.CodeCanceled, Op: ledger.OpSignIn, Message: "Stopped before the end.", Err: context.Cause(ctx)}
	}
	var known *ledger.Error
	if errors.As(err, &known) {
		return known
	}
	if heard.astray {
		return &ledger.Error{Code: ledger.CodeOffline, Op: ledger.OpSignIn, Err: fmt.Errorf("HTTP %d", heard.status),
			Message: "A web page came instead of the answer of Microsoft's sign-in service. A proxy or a sign-in page of the network may be in between: open a browser, then try again."}
	}
	var answered msal.CallErr
	if errors.As(err, &answered) && heard.status != 0 {
		return refused(heard, links)
	}
	if why, ok := rest.NotTrusted(err); ok {
		told := &ledger.Error{Code: ledger.CodeOffline, Op: ledger.OpSignIn, Message: "The connection to Microsoft's sign-in service is not trusted: " + why}
		if untrusted := (*tls.CertificateVerificationError)(nil); errors.As(err, &untrusted) {
			told.Err = untrusted // without the address
		}
		return told
	}
	if text, ok := rest.ProxyTrouble(withoutAddress(err)); ok {
		return ledger.Errorf(ledger.CodeOffline, ledger.OpSignIn, "%s", text)
	}
	var call *url.Error
	var network net.Error
	switch {
	case errors.As(err, &call):
		return unreachable(call.Err) // without the address
	case errors.As(err, &network):
		return unreachable(network)
	case errors.Is(err, context.DeadlineExceeded):
		return unreachable(context.DeadlineExceeded)
	}
	if number := numberIn(err.Error()); number != 0 { // what the browser brought back
		return refused(answer{number: number}, links)
	}
	return ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "Microsoft's sign-in service gave no token. Check the sign-in address, the tenant and the app, then sign in again.")
}

func withoutAddress(err error) error {
	var call *url.Error
	if errors.As(err, &call) {
		return call.Err
	}
	return err
}

func unreachable(cause error) *ledger.Error {
	return &ledger.Error{Code: ledger.CodeOffline, Op: ledger.OpSignIn, Err: rest.WithoutWords(cause),
		Message: "Microsoft's sign-in service could not be reached. Check the network and the proxy, then try again."}
}

func refused(a answer, links Links) *ledger.Error {
	e := &ledger.Error{Op: ledger.OpSignIn, RequestID: a.id, Err: fmt.Errorf("HTTP %d", a.status)}
	if a.number != 0 {
		e.Err = fmt.Errorf("AADSTS%d", a.number)
	}
	known, ok := refusals[a.number]
	switch {
	case ok:
	case a.status == http.StatusTooManyRequests:
		e.Code, e.Message, e.RetryAfter = ledger.CodeThrottled, "Microsoft's sign-in service asked to wait. Try again later.", a.after
		return e
	case a.status >= 500:
		e.Code, e.Message = ledger.CodeOffline, "Microsoft's sign-in service could not answer. Try again later."
		return e
	default:
		if known, ok = codes[a.code]; !ok {
			known = refusal{signInRequired, "Microsoft refused the sign-in. Look the error number up in Microsoft's list of sign-in errors, then sign in again.", nil}
		}
	}
	e.Code, e.Message = known.code, known.text
	if known.link != nil {
		e.Link = known.link(links)
	}
	return e
}
