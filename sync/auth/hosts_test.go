package auth_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
)

func TestCheckServices_MicrosoftsTokensStayAtMicrosoft(t *testing.T) {
	for _, c := range auth.Clouds() {
		if err := auth.CheckServices(c.Authority("tenant"), c.Graph, c.PowerPlatform); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	public := auth.Clouds()[0]
	for address, want := range map[string]ledger.Code{
		"https://graph.contoso.example/v1.0":       ledger.CodeInvalid,
		"https://graph.microsoft.com.example/v1.0": ledger.CodeInvalid,
		"https://notmicrosoft.com/v1.0":            ledger.CodeInvalid,
		"https://127.0.0.1:4431/v1.0":              ledger.CodeInvalid,
		"https://canary.graph.microsoft.com/v1.0":  "",
	} {
		for _, services := range [][]string{{address, public.PowerPlatform}, {public.Graph, address}} {
			err := auth.CheckServices(public.Authority("tenant"), services...)
			if ledger.CodeOf(err) != want {
				t.Errorf("%v: %v, want %q", services, err, want)
			}
		}
		// A sign-in service of one's own makes tokens of one's own.
		if err := auth.CheckServices("https://login.contoso.example/tenant", address, address); err != nil {
			t.Errorf("%s with another sign-in: %v", address, err)
		}
	}
}

// A sign-in service that names another one's address for tokens would turn what
// proves the app into a token of that one; and what is at the same host and no
// sign-in gets no proof either.
func TestToken_AskedForNowhereElse(t *testing.T) {
	var asked atomic.Int32
	other := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(other.Close)
	var server *httptest.Server
	var endpoint string
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			asked.Add(1)
		}
		fmt.Fprintf(w, `{"issuer":"%[1]s/tenant/v2.0","authorization_endpoint":"%[1]s/tenant/authorize","token_endpoint":"%[2]s"}`, server.URL, endpoint)
	}))
	t.Cleanup(server.Close)
	for address, says := range map[string]string{
		other.URL + "/tenant/oauth2/v2.0/token": "another host",
		server.URL + "/tenant/collect":          "where nobody signs in",
	} {
		endpoint = address
		signIn, err := auth.NewCertificate(auth.CertificateConfig{Authority: server.URL + "/tenant", ClientID: "app", PEM: anotherCertificate(t), HTTP: server.Client()})
		if err != nil {
			t.Fatal(err)
		}
		_, err = signIn.Token(t.Context(), "https://graph.microsoft.com")
		if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), says) || asked.Load() != 0 {
			t.Errorf("%s was asked %d times: %v", address, asked.Load(), err)
		}
	}
}
