package rest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// StatusError is the cause of a failure that came as an HTTP answer. Code is
// Microsoft's error code, never its message: messages name people and hosts.
type StatusError struct {
	Status int
	Code   string
}

// Error gives status and code.
func (e *StatusError) Error() string {
	if e.Code == "" {
		return fmt.Sprintf("HTTP %d", e.Status)
	}
	return fmt.Sprintf("HTTP %d %s", e.Status, e.Code)
}

// StatusOf finds the HTTP status behind an error; 0 when no answer came.
func StatusOf(err error) int {
	var e *StatusError
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// ErrorCode gives Microsoft's error code behind an error; "" when there is none.
func ErrorCode(err error) string {
	var e *StatusError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// TooMuch tells whether a call failed in a way that one which asks for less may
// not: the gateway gave up, nothing came for long, or it was throttled without
// end.
func TooMuch(err error) bool {
	return StatusOf(err) == http.StatusGatewayTimeout || errors.Is(err, errStalled) || ledger.CodeOf(err) == ledger.CodeThrottled
}

// unlessShrinks makes no other attempt where the caller asks for less instead.
func (f *failure) unlessShrinks(r Request) *failure {
	if r.Shrinks && f.err.Code != ledger.CodeThrottled && TooMuch(f.err) {
		f.again = false
	}
	if r.Defers && f.err.Code == ledger.CodeThrottled {
		f.again = false
	}
	return f
}

// burstWait is how long Microsoft's own client waits when the Power Platform
// says BurstRequestsThrottled, which comes without Retry-After.
// https://github.com/microsoft/powerplatform-licensing-samples
const burstWait = time.Minute

// refusal turns an answer outside 2xx into a failure.
func (c *Client) refusal(r Request, resp *http.Response) *failure {
	code := errorCode(readSome(resp.Body))
	id := requestID(resp.Header)
	after := retryAfter(resp.Header.Get("Retry-After"), c.answeredAt(resp))
	if strings.EqualFold(code, "BurstRequestsThrottled") && after == 0 {
		after = burstWait
	}
	fail := classify(r, resp, code, after)
	switch fail.err.Code {
	case ledger.CodeConsentRequired:
		fail.err.Link = c.links.Consent
	case ledger.CodeForbidden:
		fail.err.Link = c.links.Roles
	}
	fail.err.Op, fail.err.RequestID = r.Op, id
	fail.err.Err = &StatusError{Status: resp.StatusCode, Code: code}
	return fail
}

func classify(r Request, resp *http.Response, code string, after time.Duration) *failure {
	status := resp.StatusCode
	final := func(c ledger.Code, format string, args ...any) *failure {
		return &failure{err: ledger.Errorf(c, r.Op, format, args...)}
	}
	switch {
	case status == http.StatusTooManyRequests, isThrottle(code):
		fail := final(ledger.CodeThrottled, "Microsoft asked to wait longer than a run may wait. Sync again later; reading goes on where it stopped.")
		fail.again, fail.after, fail.reason, fail.err.RetryAfter = true, after, ReasonThrottled, after
		return fail
	case isExpiredCursor(status, code, resp.Request.URL):
		return final(ledger.CodeCursorExpired, "Microsoft no longer accepts the place where reading stopped. It is read from the beginning.")
	case status == http.StatusUnauthorized:
		return unauthorized(r, resp.Header, code)
	case status == http.StatusForbidden:
		return forbidden(r, code)
	case status == http.StatusNotFound, status == http.StatusGone:
		return final(ledger.CodeNotFound, "Microsoft does not know what was asked for.")
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 500 && status != http.StatusNotImplemented:
		fail := final(ledger.CodeOffline, "Microsoft's service could not answer. Sync again later; reading goes on where it stopped.")
		fail.again, fail.after, fail.reason, fail.err.RetryAfter = true, after, ReasonUnavailable, after
		// A gateway that gave up says nothing about what happened behind it.
		fail.sent = status == http.StatusBadGateway || status == http.StatusGatewayTimeout || status == http.StatusInternalServerError
		return fail
	case status >= 300 && status < 400:
		return final(ledger.CodeInvalid, "The service wanted to send the call to another place. That was refused, and no token went there. Check proxy and hosts.")
	}
	return final(ledger.CodeInvalid, "Microsoft refused the call as not valid. If a newer License Ledger exists, install it.")
}

func unauthorized(r Request, header http.Header, code string) *failure {
	text := "Microsoft did not accept the sign-in. Sign in again."
	if strings.EqualFold(code, "InvalidAuthenticationAudience") {
		text = "The token was made for another service. Check the cloud and the audience of this tenant."
	} else if strings.Contains(strings.Join(header.Values("WWW-Authenticate"), ", "), "insufficient_claims") {
		text = "A sign-in rule of the tenant asks for more proof. Sign in again."
	}
	// Another attempt is worth it only with another token: retry sees to that.
	return &failure{err: ledger.Errorf(ledger.CodeSignInRequired, r.Op, "%s", text), again: true}
}

func forbidden(r Request, code string) *failure {
	needs := r.Needs
	if needs == "" {
		needs = "a permission that it does not name"
	}
	switch strings.ToLower(code) {
	case "authorization_requestdenied", "authentication_msgraphpermissionmissing":
		return &failure{err: ledger.Errorf(ledger.CodeConsentRequired, r.Op,
			"Microsoft refused access. It needs %s: an administrator grants it to the app and consents; a person who signs in also needs a role that may read this.", needs)}
	case "authentication_requestfromunsupporteduserrole":
		return &failure{err: ledger.Errorf(ledger.CodeForbidden, r.Op,
			"Microsoft refused access: %s is granted, but whoever signed in has no role that may read this. It takes one of these: %s. Ask an administrator for the least of them, then sync again.", needs, r.roles())}
	}
	if r.Roles != "" {
		return &failure{err: ledger.Errorf(ledger.CodeForbidden, r.Op,
			"Microsoft refused access. It needs %s and, of a person who signs in, one of these roles: %s. Ask an administrator for what is missing, then sync again.", needs, r.Roles)}
	}
	return &failure{err: ledger.Errorf(ledger.CodeForbidden, r.Op,
		"Microsoft refused access. It needs %s: ask an administrator for it, then sync again.", needs)}
}

func (r Request) roles() string {
	if r.Roles == "" {
		return "Global Reader or more"
	}
	return r.Roles
}

func isThrottle(code string) bool {
	switch strings.ToLower(code) {
	case "burstrequeststhrottled", "toomanyconcurrentrequests", "toomanyrequests", "request_throttledtemporarily":
		return true
	}
	return false
}

// isExpiredCursor: Microsoft says it with 410, or with 400 and one of several
// codes; and a 400 to a link that was sent back as received can only mean the
// token in it.
func isExpiredCursor(status int, code string, u *url.URL) bool {
	if status != http.StatusGone && status != http.StatusBadRequest {
		return false
	}
	switch strings.ToLower(code) {
	case "syncstatenotfound", "resyncrequired", "directory_expiredpagetoken":
		return true
	}
	query := strings.ToLower(u.RawQuery)
	return strings.Contains(query, "skiptoken=") || strings.Contains(query, "deltatoken=")
}

var codePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.]{0,79}$`)

// errorCode finds Microsoft's code in an error body; "" when there is none.
func errorCode(body []byte) string {
	var envelope struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &envelope) != nil || !codePattern.MatchString(envelope.Error.Code) {
		return ""
	}
	if code := statusInside(envelope.Error.Message); code != "" {
		return code
	}
	return envelope.Error.Code
}

// statusInside finds the code of an error that some services put as JSON into the
// message of another one.
func statusInside(message string) string {
	var inside struct {
		Status string `json:"Status"`
	}
	if !strings.HasPrefix(strings.TrimSpace(message), "{") || json.Unmarshal([]byte(message), &inside) != nil || !codePattern.MatchString(inside.Status) {
		return ""
	}
	return inside.Status
}

// unreachable is an attempt that got no answer.
func unreachable(r Request, cause error) *failure {
	// url.Error repeats the address, and an address may be signed.
	var withURL *url.Error
	if errors.As(cause, &withURL) {
		cause = withURL.Err
	}
	if why, ok := NotTrusted(cause); ok { // trying again does not make it trusted
		return &failure{err: &ledger.Error{Code: ledger.CodeOffline, Op: r.Op, Err: cause, Message: "The connection is not trusted: " + why}}
	}
	if text, ok := ProxyTrouble(cause); ok {
		return &failure{err: ledger.Errorf(ledger.CodeOffline, r.Op, "%s", text), again: true, network: true, reason: ReasonConnection}
	}
	return &failure{
		err: &ledger.Error{Code: ledger.CodeOffline, Op: r.Op, Err: WithoutWords(cause),
			Message: "Microsoft could not be reached. Check the network and the proxy, then sync again; reading goes on where it stopped."},
		again: true, network: true, sent: true, reason: ReasonConnection,
	}
}

func asLedgerError(err error, op string) *ledger.Error {
	var known *ledger.Error
	if errors.As(err, &known) {
		return known
	}
	return &ledger.Error{Code: ledger.CodeInternal, Op: op, Message: "The call failed for a reason that License Ledger does not know.", Err: err}
}
