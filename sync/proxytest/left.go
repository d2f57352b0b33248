package proxytest

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Releases is a place that tells a newest version.
const Releases = "releases.example"

// services are those of Microsoft's public cloud, and of Releases.
var services = map[string]ledger.CallService{
	"login.microsoftonline.com": ledger.CallSignIn, "graph.microsoft.com": ledger.CallGraph, "api.bap.microsoft.com": ledger.CallPowerPlatform,
	"licensereports.blob.core.windows.net": ledger.CallDownload, Releases: ledger.CallRelease,
}

// Microsoft leads the names of Microsoft's public cloud.
func Microsoft(lead http.Handler) map[string]http.Handler {
	leads := map[string]http.Handler{}
	for host, service := range services {
		if service != ledger.CallRelease {
			leads[host] = lead
		}
	}
	return leads
}

// Newest leads Releases to an answer.
func Newest() map[string]http.Handler {
	return map[string]http.Handler{Releases: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"version": "99.0.0"}`)
	})}
}

// ToTenant leads to a simulated tenant that serves Microsoft's names, which an authority,
// as PEM, vouches for.
func ToTenant(address string, authority []byte) http.Handler {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	return To(address, &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12})
}

// Left is what was sent to anybody, by call of the closed list, and what is in none.
type Left struct {
	Requests int            `json:"requests"`
	Calls    map[string]int `json:"calls"`   // by "service METHOD path"
	Shown    int            `json:"shown"`   // pages that a person was shown in a browser
	Outside  []string       `json:"outside"` // with method, host and path
}

func newLeft() *Left { return &Left{Calls: map[string]int{}, Outside: []string{}} }

// LeftAt holds what a simulated tenant was asked, as it counts it, to the closed list.
func LeftAt(asked map[string]int) *Left {
	left := newLeft()
	for line, n := range asked {
		named := ledger.CallService("")
		for _, service := range services {
			if strings.HasPrefix(line, string(service)+" ") {
				named = service
			}
		}
		method, path, _ := strings.Cut(strings.TrimPrefix(line, string(named)+" "), " ")
		left.take(named, method, path, n)
	}
	return left
}

// LeftThrough holds what proxies were asked to the closed list. Whoever connects to a host
// of it and lets nothing be seen, since they do not trust the proxy, is outside too.
func LeftThrough(asked []Asked) *Left {
	left := newLeft()
	seen, hidden := map[string]bool{}, map[string]bool{}
	for _, r := range asked {
		host := strings.TrimSuffix(r.Host, ":443")
		service, known := services[host]
		switch {
		case !known:
			left.Outside = append(left.Outside, r.Method+" "+r.Host+r.Path)
		case r.Method != http.MethodConnect:
			left.take(service, r.Method, r.Path, 1)
			seen[host] = true
		default:
			hidden[host] = true
		}
	}
	for _, host := range slices.Sorted(maps.Keys(hidden)) {
		if !seen[host] {
			left.Outside = append(left.Outside, "CONNECT "+host+", for what could not be seen")
		}
	}
	return left
}

// take counts requests to a service.
func (l *Left) take(service ledger.CallService, method, path string, n int) {
	if service == ledger.CallSignIn && (strings.HasSuffix(path, "/oauth2/v2.0/authorize") || path == "/devicelogin") {
		l.Shown += n
		return
	}
	l.Requests += n
	if service == ledger.CallGraph {
		var ok bool
		if path, ok = strings.CutPrefix(path, "/v1.0"); !ok {
			path = "?"
		}
	}
	call, ok := ledger.CallOf(method, path, service)
	if !ok {
		l.Outside = append(l.Outside, fmt.Sprintf("%s %s %s", service, method, path))
		return
	}
	l.Calls[strings.Join([]string{string(service), method, call.Path}, " ")] += n
}
