package cli_test

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"licenseledger/sync/proxytest"
	"licenseledger/sync/simtenant"
)

// behindProxy is a computer whose way out is a proxy with a name and a password, and a
// tenant with Microsoft's names behind it.
type behindProxy struct {
	*aviary
	proxy  *proxytest.Proxy
	tenant *served
}

const proxyName, proxyPassword = "PRX-jane-4711", "PRX-open-sesame-0815"

func newBehindProxy(t *testing.T) *behindProxy {
	b := &behindProxy{aviary: newAviary(t, proxyName, proxyPassword)}
	var err error
	b.tenant, err = serveTenant(b.program, filepath.Join(t.TempDir(), "tenant"), []string{"--public-hosts", "--users", "12", "--seed", "5", "--report-polls", "-1"}, t.Cleanup)
	if err != nil {
		t.Fatal(err)
	}
	there := proxytest.ToTenant(b.tenant.address, b.tenant.authority)
	leads := proxytest.Microsoft(there)
	leads[proxytest.Releases] = there
	b.proxy = proxytest.New(t, proxytest.Options{Leads: leads, User: proxyName, Password: proxyPassword})
	b.trust(b.proxy.CA)
	return b
}

func pooled(pem []byte) *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	return pool
}

// trust has the program trust an authority beside the tenant's.
func (b *behindProxy) trust(pem []byte) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.tenant.folder, "ca.pem"), slices.Concat(b.tenant.authority, pem), 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// way sets the way out: the proxy with this name and password in front.
func (b *behindProxy) way(who string) {
	b.t.Setenv("HTTPS_PROXY", strings.Replace(b.proxy.URL, "//", "//"+who, 1))
}

// connected makes a ledger that is connected with the tenant.
func (b *behindProxy) connected(ledger string, more ...string) {
	words := slices.Concat(b.tenant.connect[1:], more)
	words[1] = ledger
	b.runs(words...)
}

// syncs syncs a ledger and gives what became of it, and what a person reads.
func (b *behindProxy) syncs(ledger string) (state, told string) {
	answer := b.runs("sync", ledger, "--json", "--whole")
	var result struct {
		State    string
		Warnings []struct{ Text string }
		Error    struct{ Message string }
	}
	if err := json.Unmarshal([]byte(answer), &result); err != nil {
		b.t.Fatalf("the sync says %q: %v", answer, err)
	}
	told = result.Error.Message
	for _, w := range result.Warnings {
		told += w.Text
	}
	return result.State, told
}

// asked tells whether the proxy was asked for a host.
func (b *behindProxy) asked(host string) bool {
	return slices.ContainsFunc(b.proxy.Asked(), func(a proxytest.Asked) bool { return strings.HasPrefix(a.Host, host) })
}

// The name and the password for the proxy are used, and stand nowhere: not in what the
// program says, its logs, its history file, nor in what is sent to support; whether the
// proxy lets the program through, refuses it, is away, or has an address that is none.
func TestProxy_ItsPasswordStandsNowhere(t *testing.T) {
	b := newBehindProxy(t)
	b.way(proxyName + ":" + proxyPassword + "@")
	b.connected("office.ledger")
	if state, told := b.syncs("office.ledger"); state != "complete" || !b.asked("graph.microsoft.com") {
		t.Fatalf("through the proxy the sync is %q: %s", state, told)
	}
	b.way(proxyPassword + ":" + proxyName + "@")
	if state, told := b.syncs("office.ledger"); state != "failed" || !strings.HasPrefix(told, "The proxy of the network asks who you are.") {
		t.Errorf("with another password the sync is %q: %s", state, told)
	}
	for to, told := range map[string]string{
		"http://" + proxyName + ":" + proxyPassword + "@127.0.0.1:1":    "The proxy of the network could not be reached.",
		"http://" + proxyName + ":%zz" + proxyPassword + "@127.0.0.1:1": "The address of the proxy is not valid.",
	} {
		t.Setenv("HTTPS_PROXY", to)
		if answer := b.runs("doctor", "office.ledger", "--json"); !strings.Contains(answer, told) {
			t.Errorf("the doctor says %q; want %q", answer, told)
		}
		b.runs("version", "--check", "https://"+proxytest.Releases+"/latest")
	}
	b.runs("diagnostics", "office.ledger", "--out", "support.zip")
	if b.files < 15 || !b.seen["work/support.zip"] {
		t.Errorf("%d files were searched: %v", b.files, slices.Sorted(maps.Keys(b.seen)))
	}
}

// NO_PROXY names hosts that are asked without the proxy. The host is 0.0.0.0, which is this
// computer and, unlike 127.0.0.1, nothing that goes past a proxy anyhow.
func TestProxy_IsPassedByWhereNoProxySaysSo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("0.0.0.0 leads nowhere here")
	}
	b := newBehindProxy(t)
	certificate, ca, err := simtenant.ServerCertificate([]string{"0.0.0.0"})
	if err != nil {
		t.Fatal(err)
	}
	b.trust(ca)
	here := func() string { // each service at an address of its own
		direct := httptest.NewUnstartedServer(&httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) {
				r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "https", b.tenant.address, r.In.Host
			},
			Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pooled(b.tenant.authority), MinVersion: tls.VersionTLS12}},
		})
		direct.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
		direct.StartTLS()
		t.Cleanup(direct.Close)
		return strings.Replace(direct.URL, "127.0.0.1", "0.0.0.0", 1)
	}
	b.way(proxyName + ":" + proxyPassword + "@")
	tenant := b.tenant.connect[slices.Index(b.tenant.connect, "--tenant")+1]
	b.connected("office.ledger", "--authority", here()+"/"+tenant, "--graph", here(), "--power-platform", here())
	if told := b.runs("doctor", "office.ledger"); !strings.Contains(told, "not_reachable") || !b.asked("0.0.0.0:") {
		t.Errorf("without NO_PROXY the doctor says %s", told)
	}
	before := len(b.proxy.Asked())
	t.Setenv("NO_PROXY", "contoso.example,0.0.0.0")
	if state, told := b.syncs("office.ledger"); state != "complete" || len(b.proxy.Asked()) != before {
		t.Errorf("with NO_PROXY the sync is %q: %s; the proxy was asked for %v", state, told, b.proxy.Asked()[before:])
	}
}
