package auth

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// microsoftDomains are where the services of Microsoft's clouds are; nobody else
// gets a name in them.
var microsoftDomains = []string{"microsoft.com", "microsoft.us", "appsplatform.us", "microsoftonline.cn", "chinacloudapi.cn"}

// CheckServices refuses a connection that would send what Microsoft's sign-in
// service gives to somebody else's host, as a history file from a stranger may
// ask for. A sign-in service of one's own may go with services of one's own. The
// code is invalid.
func CheckServices(authority string, services ...string) error {
	from, err := url.Parse(authority)
	if err != nil || !isKnownLogin(from.Hostname()) {
		return nil // what is wrong with it is told elsewhere; tokens that it makes are good for nothing at Microsoft
	}
	for _, service := range services {
		to, err := url.Parse(service)
		if err != nil {
			continue
		}
		host := strings.ToLower(to.Hostname())
		if !slices.ContainsFunc(microsoftDomains, func(domain string) bool { return strings.HasSuffix(host, "."+domain) }) {
			return ledger.Errorf(ledger.CodeInvalid, opPrepare,
				"The connection signs in at Microsoft and would read at %s, which is not Microsoft's: a sign-in must not go there. Connect the history file anew, without that address.", to.Host)
		}
	}
	return nil
}

// onlyTo lets calls of the closed list through to the sign-in service alone,
// whatever the service says about where to go on: what proves who signs in is for
// nobody else.
type onlyTo struct {
	authority *url.URL
	next      http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (o onlyTo) RoundTrip(r *http.Request) (*http.Response, error) {
	where := strings.TrimPrefix(r.URL.EscapedPath(), strings.TrimSuffix(path.Dir(o.authority.EscapedPath()), "/"))
	if _, ok := ledger.CallOf(r.Method, where, ledger.CallSignIn); !ok {
		return refuse(r, "The sign-in service leads to a place where nobody signs in. That was refused, and nothing went there. Check the sign-in address of the connection.")
	}
	if !strings.EqualFold(r.URL.Host, o.authority.Host) && !(isKnownLogin(o.authority.Hostname()) && isKnownLogin(r.URL.Host)) {
		return refuse(r, "The sign-in service leads to another host. That was refused, and nothing went there. Check the sign-in address of the connection.")
	}
	return o.next.RoundTrip(r)
}

func refuse(r *http.Request, text string) (*http.Response, error) {
	if r.Body != nil {
		_ = r.Body.Close() // nobody reads it
	}
	return nil, ledger.Errorf(ledger.CodeInvalid, ledger.OpSignIn, "%s", text)
}
