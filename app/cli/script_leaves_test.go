package cli_test

import (
	"encoding/json"
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

func (l *leaving) proxy(leads map[string]http.Handler) *proxytest.Proxy {
	all := proxytest.Newest()
	maps.Copy(all, leads)
	p := proxytest.New(l.t, proxytest.Options{Leads: all})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.proxies = append(l.proxies, p)
	return p
}

// microsoft leads Microsoft's names to a tenant.
func (l *leaving) microsoft(address string, pem []byte) *proxytest.Proxy {
	return l.proxy(proxytest.Microsoft(proxytest.ToTenant(address, pem)))
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

// left tells everything that came.
func (l *leaving) left() (atTenants, atProxies *proxytest.Left) {
	var asked []proxytest.Asked
	for _, p := range l.proxies {
		asked = append(asked, p.Asked()...)
	}
	return proxytest.LeftAt(l.tenants), proxytest.LeftThrough(asked)
}

// inBatches are calls that go inside POST /$batch alone, where a proxy sees only that; the
// tenants record each of them.
var inBatches = map[string]bool{"/users/{id}": true, "/groups/{id}": true}

// check holds all sessions to the closed list, once they are over. whole tells
// whether all of them ran.
func (l *leaving) check(whole bool) {
	atTenants, atProxies := l.left()
	distinct := maps.Clone(atTenants.Calls)
	maps.Copy(distinct, atProxies.Calls)
	for name, n := range map[string]int{"requests recorded by tenants": atTenants.Requests, "requests recorded by proxies": atProxies.Requests,
		"distinct calls": len(distinct), "requests outside the closed list": len(atTenants.Outside) + len(atProxies.Outside)} {
		l.t.Attr(strings.ReplaceAll(name, " ", "-"), strconv.Itoa(n))
	}
	for _, s := range []*proxytest.Left{atTenants, atProxies} {
		for _, line := range s.Outside {
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
		if atProxies.Calls[line] == 0 && !inBatches[c.Path] {
			l.t.Errorf("no session makes the call %s through the recording proxy", line)
		}
	}
	l.t.Logf("%d requests at tenants, %d through proxies; by call: %v", atTenants.Requests, atProxies.Requests, slices.Sorted(maps.Keys(distinct)))
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
	for _, address := range []string{"https://" + proxytest.Releases + "/latest", "https://telemetry.example/", "http://telemetry.example/plain", "https://graph.microsoft.com/v1.0/users"} {
		if answer, err := client.Get(address); err == nil {
			_, _ = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
	}
	atTenants, atProxies := l.left()
	if atTenants.Requests != 9 || atTenants.Shown != 1 || len(atTenants.Outside) != 3 {
		t.Errorf("at tenants: %+v", atTenants)
	}
	if want := []string{"CONNECT telemetry.example:443", "GET telemetry.example/plain", "CONNECT graph.microsoft.com, for what could not be seen"}; atProxies.Requests != 1 || !slices.Equal(atProxies.Outside, want) {
		t.Errorf("at proxies: %+v", atProxies)
	}
}
