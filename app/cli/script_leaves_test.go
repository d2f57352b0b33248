package cli_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"licenseledger/store/ledger"
	"licenseledger/sync/proxytest"
)

// leaving is what the sessions send to anybody. The programs know of a proxy that
// records whatever goes to another computer and leads nowhere; the tenants, on this
// computer, record what they are asked themselves; and where a tenant goes by
// Microsoft's names, a proxy that ends TLS leads to it.
type leaving struct {
	t       *testing.T
	outward *proxytest.Proxy

	mu      sync.Mutex
	proxies []*proxytest.Proxy
	tenants map[string]int // what they were asked, as simtenant counts it
}

type leavingKey struct{}

func newLeaving(t *testing.T) *leaving {
	t.Helper()
	l := &leaving{t: t, tenants: map[string]int{}}
	if os.Getenv(noNetwork) == "" {
		l.outward = l.proxy(nil)
	}
	return l
}

// releases is a place that tells a newest version.
const releases = "releases.example"

func (l *leaving) proxy(leads map[string]http.Handler) *proxytest.Proxy {
	all := map[string]http.Handler{releases: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"version": "99.0.0"}`)
	})}
	maps.Copy(all, leads)
	p := proxytest.New(l.t, proxytest.Options{Leads: all})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.proxies = append(l.proxies, p)
	return p
}

// microsoft leads Microsoft's names to a tenant.
func (l *leaving) microsoft(address string, pem []byte) *proxytest.Proxy {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	there := proxytest.To(address, &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12})
	leads := map[string]http.Handler{}
	for host, service := range publicServices {
		if service != ledger.CallRelease {
			leads[host] = there
		}
	}
	return l.proxy(leads)
}

// asked takes note of what a tenant was asked.
func (l *leaving) asked(tenant *served) error {
	answer, err := tenant.client.Get(tenant.admin + "/state")
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	var state struct{ Asked map[string]int }
	if err := json.NewDecoder(answer.Body).Decode(&state); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for line, n := range state.Asked {
		l.tenants[line] += n
	}
	return nil
}

// publicServices are those of Microsoft's public cloud.
var publicServices = map[string]ledger.CallService{
	"login.microsoftonline.com": ledger.CallSignIn, "graph.microsoft.com": ledger.CallGraph, "api.bap.microsoft.com": ledger.CallPowerPlatform,
	"licensereports.blob.core.windows.net": ledger.CallDownload, releases: ledger.CallRelease,
}

// seen is what was sent, by call of the closed list, and what is in none.
type seen struct {
	requests int
	calls    map[string]int
	browser  int // pages that a person was shown
	outside  []string
}

func (s *seen) take(service ledger.CallService, method, path string, n int) {
	if service == ledger.CallSignIn && (strings.HasSuffix(path, "/oauth2/v2.0/authorize") || path == "/devicelogin") {
		s.browser += n
		return
	}
	s.requests += n
	if service == ledger.CallGraph {
		var ok bool
		if path, ok = strings.CutPrefix(path, "/v1.0"); !ok {
			path = "?"
		}
	}
	call, ok := ledger.CallOf(method, path, service)
	if !ok {
		s.outside = append(s.outside, fmt.Sprintf("%s %s %s", service, method, path))
		return
	}
	s.calls[strings.Join([]string{string(service), method, call.Path}, " ")] += n
}

// seen tells everything that came.
func (l *leaving) seen() (atTenants, atProxies *seen) {
	atTenants, atProxies = &seen{calls: map[string]int{}}, &seen{calls: map[string]int{}}
	for line, n := range l.tenants {
		service, rest, _ := strings.Cut(strings.Replace(line, "power platform", "power-platform", 1), " ")
		method, path, _ := strings.Cut(rest, " ")
		atTenants.take(ledger.CallService(strings.Replace(service, "-p", " p", 1)), method, path, n)
	}
	for _, p := range l.proxies {
		for _, r := range p.Asked() {
			service, known := publicServices[strings.TrimSuffix(r.Host, ":443")]
			switch {
			case !known:
				atProxies.outside = append(atProxies.outside, r.Method+" "+r.Host+r.Path)
			case r.Method != http.MethodConnect:
				atProxies.take(service, r.Method, r.Path, 1)
			}
		}
	}
	return atTenants, atProxies
}

// inBatches are calls that go inside POST /$batch alone, where a proxy sees only that; the
// tenants record each of them.
var inBatches = map[string]bool{"/users/{id}": true, "/groups/{id}": true}

// check holds all sessions to the closed list, once they are over. whole tells
// whether all of them ran.
func (l *leaving) check(whole bool) {
	atTenants, atProxies := l.seen()
	distinct := maps.Clone(atTenants.calls)
	maps.Copy(distinct, atProxies.calls)
	for name, n := range map[string]int{"requests recorded by tenants": atTenants.requests, "requests recorded by proxies": atProxies.requests,
		"distinct calls": len(distinct), "requests outside the closed list": len(atTenants.outside) + len(atProxies.outside)} {
		l.t.Attr(strings.ReplaceAll(name, " ", "-"), strconv.Itoa(n))
	}
	for _, s := range []*seen{atTenants, atProxies} {
		for _, line := range s.outside {
			l.t.Errorf("not in the closed list: %s", line)
		}
	}
	if !whole {
		return
	}
	for _, c := range ledger.Calls() {
		if strings.HasPrefix(strings.ToLower(c.Path), "/security/auditlog/") || c.Path == "/auditLogs/signIns" {
			continue // by the minute, as Microsoft allows; the tests of app, whose clock is a virtual one, have them
		}
		line := strings.Join([]string{string(c.Service), c.Method, c.Path}, " ")
		if distinct[line] == 0 {
			l.t.Errorf("no session makes the call %s: it is not needed, or not tried", line)
		}
		if atProxies.calls[line] == 0 && !inBatches[c.Path] {
			l.t.Errorf("no session makes the call %s through the recording proxy", line)
		}
	}
	l.t.Logf("%d requests at tenants, %d through proxies; by call: %v", atTenants.requests, atProxies.requests, slices.Sorted(maps.Keys(distinct)))
}

// noNetwork says, if set, that there is no network, not even one within this
// computer: sessions that serve a tenant cannot run.
const noNetwork = "LICENSELEDGER_NO_NETWORK"

func leavingOf(ts *testscript.TestScript) *leaving { return ts.Value(leavingKey{}).(*leaving) }

// A request that is in no list would be found: the check is tried on some.
func TestLeaving_FindsWhatIsNotListed(t *testing.T) {
	l := newLeaving(t)
	l.tenants = map[string]int{"graph GET /v1.0/users": 3, "graph GET /v1.0/me/messages": 1, "graph GET /beta/users": 1, "graph PATCH /v1.0/users/{id}": 1,
		"power platform GET /providers/x": 1, "sign-in POST /devicelogin": 1, "sign-in POST /tenant/oauth2/v2.0/token": 1, "download GET /reports/x": 1}
	client, err := through(l.outward.URL, l.outward.CA)
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"https://" + releases + "/latest", "https://telemetry.example/", "http://telemetry.example/plain"} {
		if answer, err := client.Get(address); err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
	}
	atTenants, atProxies := l.seen()
	if atTenants.requests != 9 || atTenants.browser != 1 || len(atTenants.outside) != 3 {
		t.Errorf("at tenants: %+v", atTenants)
	}
	if want := []string{"CONNECT telemetry.example:443", "GET telemetry.example/plain"}; atProxies.requests != 1 || !slices.Equal(atProxies.outside, want) {
		t.Errorf("at proxies: %+v", atProxies)
	}
}
