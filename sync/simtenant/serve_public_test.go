package simtenant_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"licenseledger/sync/simtenant"
)

func servePublic(t *testing.T) (*simtenant.Tenant, simtenant.Endpoints) {
	t.Helper()
	tenant := simtenant.New(simtenant.Config{Users: 60, Seed: 4})
	server, err := tenant.ServePublic("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return tenant, server.Endpoints()
}

// ways are how a client that knows the public cloud alone comes here: a name
// leads elsewhere (a hosts file, --resolve), or through the proxy.
func ways(t *testing.T, e simtenant.Endpoints) map[string]*http.Client {
	t.Helper()
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(e.CAPEM)
	trusted := &tls.Config{RootCAs: pool}
	proxy, err := url.Parse(e.Proxy)
	if err != nil {
		t.Fatal(err)
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, e.Address)
	}
	return map[string]*http.Client{
		"a name that leads here": {Transport: &http.Transport{TLSClientConfig: trusted, DialContext: dial, ForceAttemptHTTP2: true}},
		"the proxy":              {Transport: &http.Transport{TLSClientConfig: trusted, Proxy: http.ProxyURL(proxy), ForceAttemptHTTP2: true}},
	}
}

// Unmodified MSAL signs in under the public names, asks whether it may trust
// them, and reads pages whose links keep to them.
func TestPublicHosts_ServeAClientThatKnowsNoOthers(t *testing.T) {
	tenant, e := servePublic(t)
	certificates, key, err := confidential.CertFromPEM(e.ClientCertificatePEM, "")
	if err != nil {
		t.Fatal(err)
	}
	cred, err := confidential.NewCredFromCert(certificates, key)
	if err != nil {
		t.Fatal(err)
	}
	for name, client := range ways(t, e) {
		t.Run(name, func(t *testing.T) {
			app, err := confidential.New("https://login.microsoftonline.com/"+e.TenantID, e.ClientID, cred, confidential.WithHTTPClient(client))
			if err != nil {
				t.Fatal(err)
			}
			token, err := app.AcquireTokenByCredential(t.Context(), []string{"https://graph.microsoft.com/.default"})
			if err != nil {
				t.Fatal(err)
			}
			people := 0
			for address := "https://graph.microsoft.com/v1.0/users?$top=25"; address != ""; {
				var page struct {
					Next  string `json:"@odata.nextLink"`
					Value []any
				}
				response, body := request(t, client, http.MethodGet, address, token.AccessToken)
				if response.StatusCode != http.StatusOK || json.Unmarshal([]byte(body), &page) != nil {
					t.Fatalf("%d %s", response.StatusCode, body)
				}
				if address = page.Next; address != "" && !strings.HasPrefix(address, "https://graph.microsoft.com/v1.0/users?") {
					t.Fatalf("the list goes on at %s", address)
				}
				people += len(page.Value)
			}
			if people < 60 {
				t.Errorf("%d people", people)
			}
			platform, err := app.AcquireTokenByCredential(t.Context(), []string{"https://service.powerapps.com//.default"})
			if err != nil {
				t.Fatal(err)
			}
			response, body := request(t, client, http.MethodPost, "https://api.bap.microsoft.com/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlans?api-version=2016-11-01", platform.AccessToken)
			if at := response.Header.Get("Location"); response.StatusCode != http.StatusAccepted || !strings.HasPrefix(at, "https://api.bap.microsoft.com/") {
				t.Errorf("the report: %d at %q: %s", response.StatusCode, at, body)
			}
		})
	}
	if refused := tenant.Refused(); len(refused) > 0 {
		t.Errorf("refused: %q", refused)
	}
}

func TestPublicHosts_AreAllThatTheProxyLeadsTo(t *testing.T) {
	_, e := servePublic(t)
	client := ways(t, e)["the proxy"]
	for _, address := range []string{"https://example.com/", "https://graph.microsoft.com.example/", "https://127.0.0.1:1/"} {
		if response, err := client.Get(address); err == nil {
			response.Body.Close()
			t.Errorf("%s answered %d", address, response.StatusCode)
		}
	}
	response, err := http.Get(e.Proxy + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("asked for a page, the proxy answers %d", response.StatusCode)
	}
}

// With another port than 443 in its addresses a client keeps it.
func TestPublicHosts_KeepThePort(t *testing.T) {
	_, e := servePublic(t)
	client := ways(t, e)["a name that leads here"]
	response, body := request(t, client, http.MethodGet, "https://login.microsoftonline.com:8443/"+e.TenantID+"/v2.0/.well-known/openid-configuration", "")
	if response.StatusCode != http.StatusOK || !strings.Contains(body, "https://login.microsoftonline.com:8443/"+e.TenantID+"/oauth2/v2.0/token") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}
