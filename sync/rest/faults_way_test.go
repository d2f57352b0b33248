package rest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"licenseledger/sync/proxytest"
)

func fixed(token string) TokenSource {
	return func(context.Context, string) (string, error) { return token, nil }
}

// transport changes the way of a client that trusts the server.
func transport(change func(t *testing.T, b *bench, tr *http.Transport)) func(*testing.T, *bench, *Config) {
	return func(t *testing.T, b *bench, cfg *Config) {
		tr := b.Client().Transport.(*http.Transport).Clone()
		change(t, b, tr)
		t.Cleanup(tr.CloseIdleConnections)
		cfg.HTTP = &http.Client{Transport: tr}
	}
}

// named asks for the service by a name, which leads to it or nowhere.
func named(lead func(t *testing.T, b *bench, tr *http.Transport)) fault {
	return fault{way: func(t *testing.T, b *bench, cfg *Config) {
		cfg.Services[0].Base = "https://example.com/v1.0" // the name in the certificates of httptest
		transport(lead)(t, b, cfg)
	}}
}

// proxied goes through a proxy.
func proxied(o proxytest.Options, address func(p *proxytest.Proxy) string) fault {
	return named(func(t *testing.T, b *bench, tr *http.Transport) {
		o.Leads = map[string]http.Handler{"example.com": b.Config.Handler}
		p := proxytest.New(t, o)
		tr.TLSClientConfig.RootCAs.AppendCertsFromPEM(p.CA)
		tr.Proxy = func(*http.Request) (*url.URL, error) {
			return url.Parse(address(p))
		}
		tr.TLSNextProto, tr.ForceAttemptHTTP2 = map[string]func(string, *tls.Conn) http.RoundTripper{}, false
	})
}

// misnamed has an address in HTTPS_PROXY that is none; the service must not be asked
// without a proxy then.
func misnamed(address string) fault {
	return fault{way: func(t *testing.T, b *bench, cfg *Config) {
		t.Setenv("HTTPS_PROXY", address)
		transport(func(_ *testing.T, _ *bench, tr *http.Transport) { tr.Proxy = Proxy })(t, b, cfg)
	}}
}

// answerless is a name server that knows no name.
func answerless(t *testing.T, code byte) func(ctx context.Context, network, address string) (net.Conn, error) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(packet)
			if err != nil {
				return
			}
			packet[2], packet[3] = packet[2]|0x80, code // an answer: not found, or failed
			_, _ = server.WriteTo(packet[:n], from)
		}
	}()
	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
	return (&net.Dialer{Resolver: resolver}).DialContext
}

// certified serves with a certificate of one's own, which the client trusts unless
// it is self-signed.
func certified(change func(c *x509.Certificate), trusted bool) fault {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	now := time.Now()
	c := &x509.Certificate{SerialNumber: big.NewInt(9), Subject: pkix.Name{CommonName: "fault"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	change(c)
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		panic(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return fault{way: transport(func(t *testing.T, b *bench, tr *http.Transport) {
		bad := b.another(t, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}})
		tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, bad)
		}
		if trusted {
			tr.TLSClientConfig.RootCAs.AddCert(parsed)
		}
	})}
}

// another serves the same with another configuration of TLS, and gives where.
func (b *bench) another(t *testing.T, config *tls.Config) (address string) {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a call arrived over a connection that is not trusted")
	}))
	server.Config.ErrorLog = b.Config.ErrorLog
	server.TLS = config
	server.StartTLS()
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "https://")
}

// wayFaults lie before the answer: names, certificates, proxies.
func wayFaults() map[string]fault {
	itself := func(p *proxytest.Proxy) string { return p.URL }
	return map[string]fault{
		"name not found": named(func(t *testing.T, _ *bench, tr *http.Transport) { tr.DialContext = answerless(t, 0x83) }),
		"name not told":  named(func(t *testing.T, _ *bench, tr *http.Transport) { tr.DialContext = answerless(t, 0x82) }),
		"nobody listens": fault{way: transport(func(_ *testing.T, _ *bench, tr *http.Transport) {
			tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, "127.0.0.1:1")
			}
		})},
		"certificate of nobody known":        certified(func(*x509.Certificate) {}, false),
		"certificate of another host":        certified(func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.example"} }, true),
		"certificate that has run out":       certified(func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) }, true),
		"certificate of tomorrow":            certified(func(c *x509.Certificate) { c.NotBefore = time.Now().Add(30 * time.Minute) }, true),
		"encryption of 1999":                 certifiedOld(tls.VersionTLS10),
		"encryption of 2006":                 certifiedOld(tls.VersionTLS11),
		"proxy":                              proxied(proxytest.Options{}, itself),
		"proxy with a password":              proxied(proxytest.Options{User: "jane", Password: "CANARY"}, func(p *proxytest.Proxy) string { return strings.Replace(p.URL, "//", "//jane:CANARY@", 1) }),
		"proxy that wants a password":        proxied(proxytest.Options{User: "jane", Password: "CANARY"}, itself),
		"proxy that wants another":           proxied(proxytest.Options{User: "jane", Password: "right"}, func(p *proxytest.Proxy) string { return strings.Replace(p.URL, "//", "//jane:CANARY@", 1) }),
		"proxy that hangs up":                proxied(proxytest.Options{Resets: true}, itself),
		"proxy that is away":                 proxied(proxytest.Options{}, func(*proxytest.Proxy) string { return "http://jane:CANARY@127.0.0.1:1" }),
		"proxy with an address that is none": misnamed("htp://jane:CANARY@proxy"),
		"proxy with an odd password":         misnamed("http://jane:CANARY/CANARY@127.0.0.1:1"),
	}
}

// certifiedOld speaks an old version of TLS alone.
func certifiedOld(version uint16) fault {
	return fault{way: transport(func(t *testing.T, b *bench, tr *http.Transport) {
		old := b.another(t, &tls.Config{MinVersion: version, MaxVersion: version})
		tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, old)
		}
	})}
}

// What names a proxy is taken, with or without http:// in front; anything else would
// have the standard library go past it.
func TestProxy_TakesAddressesOfProxiesAlone(t *testing.T) {
	for address, ok := range map[string]bool{"http://proxy.example:8080": true, "proxy.example:8080": true, "jane:pass@proxy.example": true, "https://proxy.example": true, "socks5://127.0.0.1:9": true,
		"http://jane:p%40ss@proxy.example:8080": true, "htp://proxy.example": false, "http://": false, "http://:8080": false, "http://proxy.example:port": false, "jane:pa/ss@proxy.example:8080": false, "http://jane:%zz@proxy.example": false} {
		if isProxy(address) != ok {
			t.Errorf("%s is taken for a proxy: %v", address, !ok)
		}
	}
}
