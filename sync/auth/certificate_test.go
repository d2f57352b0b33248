package auth_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// anotherCertificate makes a certificate that nobody registered.
func anotherCertificate(t *testing.T) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "another"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})...)
}

func TestToken_SignsInForEachAudience(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1})
	c, err := auth.NewCertificate(auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID,
		PEM: tenant.ClientCertificatePEM, HTTP: tenant.HTTP})
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[string]bool{}
	for _, audience := range []string{tenant.GraphAudience, tenant.PowerPlatformAudience, tenant.GraphAudience} {
		token, err := c.Token(t.Context(), audience)
		if err != nil || strings.Count(token, ".") != 2 {
			t.Fatalf("token for %s: %v", audience, err)
		}
		tokens[token] = true
	}
	if len(tokens) != 2 {
		t.Errorf("%d different tokens for 2 audiences: they are not kept", len(tokens))
	}
	if refused := tenant.Refused(); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
}

func TestToken_SaysWhoHasToDoWhat(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1})
	good := auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID, PEM: tenant.ClientCertificatePEM, HTTP: tenant.HTTP}
	for name, c := range map[string]struct {
		change func(*auth.CertificateConfig)
		want   ledger.Code
		says   string
	}{
		"an app that the tenant does not know": {func(c *auth.CertificateConfig) { c.ClientID = "11111111-2222-3333-4444-555555555555" },
			ledger.CodeSignInRequired, "application id"},
		"a certificate that is not registered": {func(c *auth.CertificateConfig) { c.PEM = anotherCertificate(t) },
			ledger.CodeSignInRequired, "certificate"},
		"a sign-in service that is not there": {func(c *auth.CertificateConfig) { c.Authority = "https://127.0.0.1:1/" + tenant.TenantID },
			ledger.CodeOffline, "could not be reached"},
		"an authority that is not trusted": {func(c *auth.CertificateConfig) { c.HTTP = nil }, ledger.CodeOffline, "not trusted"},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := good
			c.change(&cfg)
			signIn, err := auth.NewCertificate(cfg)
			if err != nil {
				t.Fatal(err)
			}
			_, err = signIn.Token(t.Context(), tenant.GraphAudience)
			if ledger.CodeOf(err) != c.want || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error is %v (%s)", err, ledger.CodeOf(err))
			}
		})
	}
}

func TestNewCertificate_RefusesWhatCannotBeUsed(t *testing.T) {
	pem := anotherCertificate(t)
	key := bytes.Index(pem, []byte("-----BEGIN PRIVATE KEY"))
	for name, cfg := range map[string]auth.CertificateConfig{
		"no tenant":           {Authority: "https://login.example/", ClientID: "app", PEM: pem},
		"no TLS":              {Authority: "http://login.example/tenant", ClientID: "app", PEM: pem},
		"no app":              {Authority: "https://login.example/tenant", PEM: pem},
		"no certificate":      {Authority: "https://login.example/tenant", ClientID: "app", PEM: []byte("CANARY")},
		"no key":              {Authority: "https://login.example/tenant", ClientID: "app", PEM: pem[:key]},
		"another one's key":   {Authority: "https://login.example/tenant", ClientID: "app", PEM: append(bytes.Clone(pem[:key]), anotherCertificate(t)[key:]...)},
		"the key alone":       {Authority: "https://login.example/tenant", ClientID: "app", PEM: pem[key:]},
		"a file that was cut": {Authority: "https://login.example/tenant", ClientID: "app", PEM: pem[:len(pem)-200]},
		"another scheme":      {Authority: "ftp://login.example/tenant", ClientID: "app", PEM: pem, Password: "CANARY"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := auth.NewCertificate(cfg)
			if ledger.CodeOf(err) != ledger.CodeInvalid || strings.Contains(fmt.Sprint(err), "CANARY") {
				t.Errorf("error is %v", err)
			}
		})
	}
}

// entra is a sign-in service that refuses with one of Microsoft's errors.
func entra(t *testing.T, status int, number int, header http.Header) auth.CertificateConfig {
	t.Helper()
	var server *httptest.Server
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "openid-configuration") {
			fmt.Fprintf(w, `{"issuer":"%[1]s/tenant/v2.0","authorization_endpoint":"%[1]s/tenant/authorize","token_endpoint":"%[1]s/tenant/oauth2/v2.0/token"}`, server.URL)
			return
		}
		for name, values := range header {
			w.Header()[name] = values
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, `{"error":"invalid_grant","error_description":"AADSTS%d: The user or administrator 'jane@contoso.com' CANARY","error_codes":[%d],
			"trace_id":"11111111-2222-3333-4444-555555555555"}`, number, number)
	}))
	t.Cleanup(server.Close)
	return auth.CertificateConfig{Authority: server.URL + "/tenant", ClientID: "app", PEM: anotherCertificate(t), HTTP: server.Client()}
}

func TestToken_KeepsTheNumberAndNothingElseOfMicrosoftsText(t *testing.T) {
	for name, c := range map[string]struct {
		status, number int
		want           ledger.Code
	}{
		"no consent":        {400, 65001, ledger.CodeConsentRequired},
		"no service":        {400, 650052, ledger.CodeConsentRequired},
		"wrong secret":      {401, 7000215, ledger.CodeSignInRequired},
		"wrong certificate": {401, 700027, ledger.CodeSignInRequired},
		"not assigned":      {400, 50105, ledger.CodeForbidden},
		"not in our list":   {400, 50076, ledger.CodeSignInRequired},
		"throttled":         {429, 50196, ledger.CodeThrottled},
		"broken":            {503, 90033, ledger.CodeOffline},
	} {
		t.Run(name, func(t *testing.T) {
			signIn, err := auth.NewCertificate(entra(t, c.status, c.number, http.Header{"Retry-After": {"7"}}))
			if err != nil {
				t.Fatal(err)
			}
			_, err = signIn.Token(t.Context(), "https://graph.microsoft.com")
			var e *ledger.Error
			if !errors.As(err, &e) || e.Code != c.want || !strings.Contains(err.Error(), fmt.Sprint("AADSTS", c.number)) {
				t.Fatalf("error is %v (%s)", err, ledger.CodeOf(err))
			}
			if strings.Contains(err.Error(), "CANARY") || strings.Contains(err.Error(), "jane") || e.RequestID == "" {
				t.Errorf("error is %+v", e)
			}
			if c.want == ledger.CodeThrottled && e.RetryAfter != 7*time.Second {
				t.Errorf("RetryAfter is %v", e.RetryAfter)
			}
		})
	}
}

func TestToken_CanBeCancelled(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1})
	signIn, err := auth.NewCertificate(auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID,
		PEM: tenant.ClientCertificatePEM, HTTP: tenant.HTTP})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := signIn.Token(ctx, tenant.GraphAudience); ledger.CodeOf(err) != ledger.CodeCanceled || !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}
