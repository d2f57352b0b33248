package simtenant_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"licenseledger/sync/simtenant"
)

func serve(t *testing.T, cfg simtenant.Config) (*simtenant.Tenant, simtenant.Endpoints, *http.Client) {
	t.Helper()
	tenant := simtenant.New(cfg)
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(server.Endpoints().CAPEM) {
		t.Fatal("the authority is no certificate")
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	t.Cleanup(client.CloseIdleConnections)
	return tenant, server.Endpoints(), client
}

func application(t *testing.T, e simtenant.Endpoints, certificate []byte, clientID string, client *http.Client) confidential.Client {
	t.Helper()
	certs, key, err := confidential.CertFromPEM(certificate, "")
	if err != nil {
		t.Fatal(err)
	}
	cred, err := confidential.NewCredFromCert(certs, key)
	if err != nil {
		t.Fatal(err)
	}
	app, err := confidential.New(e.Authority, clientID, cred, confidential.WithHTTPClient(client), confidential.WithInstanceDiscovery(false))
	if err != nil {
		t.Fatal(err)
	}
	return app
}

func request(t *testing.T, client *http.Client, method, address, token string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestUnmodifiedMSALGetsTokensForBothAudiences(t *testing.T) {
	tenant, e, client := serve(t, simtenant.Config{Users: 40})
	app := application(t, e, e.ClientCertificatePEM, e.ClientID, client)
	graph, err := app.AcquireTokenByCredential(t.Context(), []string{e.GraphAudience + "/.default"})
	if err != nil {
		t.Fatal(err)
	}
	platform, err := app.AcquireTokenByCredential(t.Context(), []string{e.PowerPlatformAudience + "/.default"})
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(graph.ExpiresOn); left < 50*time.Minute || left > time.Hour {
		t.Errorf("the token lives %s", left)
	}
	if r, body := request(t, client, "GET", e.Graph+"/v1.0/organization", graph.AccessToken); r.StatusCode != 200 || !strings.Contains(body, e.TenantID) {
		t.Errorf("organization: %d %s", r.StatusCode, body)
	} else if got := r.Header.Get("Date"); got != "Mon, 05 Jan 2026 06:30:00 GMT" {
		t.Errorf("Date is %q, not the virtual clock", got)
	}
	const export = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlans?api-version=2016-11-01"
	r, _ := request(t, client, "POST", e.PowerPlatform+export, platform.AccessToken)
	if r.StatusCode != 202 || !strings.HasPrefix(r.Header.Get("Location"), e.PowerPlatform) {
		t.Fatalf("export: %d %q", r.StatusCode, r.Header.Get("Location"))
	}
	body := ""
	for range 3 {
		_, body = request(t, client, "GET", r.Header.Get("Location"), platform.AccessToken)
	}
	var ready struct{ SharedAccessSignature string }
	if err := json.Unmarshal([]byte(body), &ready); err != nil || !strings.HasPrefix(ready.SharedAccessSignature, e.Blob) {
		t.Fatalf("ready: %s", body)
	}
	if r, body := request(t, client, "GET", ready.SharedAccessSignature, ""); r.StatusCode != 200 || !strings.HasPrefix(body, "User Name,Email Address,") {
		t.Errorf("download: %d %.80s", r.StatusCode, body)
	}
	if refused := tenant.Refused(); len(refused) != 0 {
		t.Errorf("refused: %q", refused)
	}
	if r, _ := request(t, client, "POST", e.PowerPlatform+export, graph.AccessToken); r.StatusCode != 401 {
		t.Errorf("a Graph token at Power Platform: %d", r.StatusCode)
	}
	if r, _ := request(t, client, "GET", e.PowerPlatform+"/v1.0/organization", graph.AccessToken); r.StatusCode == 200 {
		t.Error("Power Platform's host serves Graph")
	}
}

func TestSignInRefusesTheWrongApplication(t *testing.T) {
	_, e, client := serve(t, simtenant.Config{Users: 5})
	_, other, _ := serve(t, simtenant.Config{Users: 5, Seed: 2})
	scopes := []string{e.GraphAudience + "/.default"}
	for _, tt := range []struct {
		name, says string
		app        confidential.Client
		scopes     []string
	}{
		{"another certificate", "AADSTS700027", application(t, e, other.ClientCertificatePEM, e.ClientID, client), scopes},
		{"another client id", "AADSTS700016", application(t, e, e.ClientCertificatePEM, "3f0f2a37-8d1c-4f6e-9a55-000000000000", client), scopes},
		{"a resource that is not there", "AADSTS500011", application(t, e, e.ClientCertificatePEM, e.ClientID, client), []string{"https://vault.example/.default"}},
		{"a single permission", "AADSTS1002012", application(t, e, e.ClientCertificatePEM, e.ClientID, client), []string{"https://graph.microsoft.com/User.Read.All"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tt.app.AcquireTokenByCredential(t.Context(), tt.scopes); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%v, want %s", err, tt.says)
			}
		})
	}
}

// An assertion is a claim with a signature: each part of it is checked.
func TestSignInRefusesAnAlteredAssertion(t *testing.T) {
	_, e, client := serve(t, simtenant.Config{Users: 5})
	var sent url.Values
	spy := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPost {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return nil, err
			}
			if sent, err = url.ParseQuery(string(body)); err != nil {
				return nil, err
			}
			r.Body = io.NopCloser(strings.NewReader(string(body)))
		}
		return client.Transport.RoundTrip(r)
	})}
	app := application(t, e, e.ClientCertificatePEM, e.ClientID, spy)
	if _, err := app.AcquireTokenByCredential(t.Context(), []string{e.GraphAudience + "/.default"}); err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(sent.Get("client_assertion"), ".")
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	longer := strings.Replace(string(claims), `"exp":1`, `"exp":2`, 1)
	for name, change := range map[string]func(url.Values){
		"a later expiry": func(f url.Values) {
			f.Set("client_assertion", parts[0]+"."+base64.RawURLEncoding.EncodeToString([]byte(longer))+"."+parts[2])
		},
		"no signature":     func(f url.Values) { f.Set("client_assertion", parts[0]+"."+parts[1]+".") },
		"no assertion":     func(f url.Values) { f.Del("client_assertion") },
		"another way":      func(f url.Values) { f.Set("grant_type", "password") },
		"another type":     func(f url.Values) { f.Set("client_assertion_type", "saml") },
		"no scope":         func(f url.Values) { f.Del("scope") },
		"a foreign header": func(f url.Values) { f.Set("client_assertion", "e30."+parts[1]+"."+parts[2]) },
	} {
		form := url.Values{}
		for k, v := range sent {
			form[k] = append([]string(nil), v...)
		}
		change(form)
		response, err := client.PostForm(e.Authority+"/oauth2/v2.0/token", form)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode < 400 || !strings.Contains(string(body), "AADSTS") {
			t.Errorf("%s: %d %s", name, response.StatusCode, body)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestTheConnectionIsCutInTheMiddleOfAPageOnce(t *testing.T) {
	_, e, client := serve(t, simtenant.Config{Users: 40, Knobs: simtenant.Knobs{DropConnectionAt: 2}})
	token, err := application(t, e, e.ClientCertificatePEM, e.ClientID, client).AcquireTokenByCredential(t.Context(), []string{e.GraphAudience + "/.default"})
	if err != nil {
		t.Fatal(err)
	}
	var cut []bool
	for range 3 {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.Graph+"/v1.0/users?$top=20", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token.AccessToken)
		response, err := client.Do(r)
		if err != nil {
			t.Fatalf("the answer did not even begin: %v", err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		cut = append(cut, err != nil && len(body) > 0)
	}
	if cut[0] || !cut[1] || cut[2] {
		t.Errorf("cut: %v, want only the second", cut)
	}
}

func TestConnectionsEndAfterEveryAnswer(t *testing.T) {
	for _, retire := range []bool{false, true} {
		_, e, client := serve(t, simtenant.Config{Users: 5, Knobs: simtenant.Knobs{RetireConnections: retire}})
		again := 0
		for range 5 {
			r, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
				if info.Reused {
					again++
				}
			}}), http.MethodGet, e.Graph+"/v1.0/users", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			response, err := client.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, response.Body)
			response.Body.Close()
			if response.ProtoMajor != 2 {
				t.Errorf("it spoke %s", response.Proto)
			}
		}
		if retire == (again == 4) { // a question may be on its way before the end is heard of
			t.Errorf("retired: %v; %d of 5 answers came over a connection that was there", retire, again)
		}
	}
}

func TestListenSaysWhatIsWrong(t *testing.T) {
	tenant, e, _ := serve(t, simtenant.Config{Users: 5})
	taken, err := url.Parse(e.Graph)
	if err != nil {
		t.Fatal(err)
	}
	for listen, says := range map[string]string{
		"0.0.0.0:0":         "this machine only",
		"8.8.8.8:80":        "this machine only",
		"127.0.0.1":         "an address and a port",
		"127.0.0.1:a":       "the port must be",
		"127.0.0.1:9999999": "the port must be",
		taken.Host:          "is not free",
	} {
		if _, err := tenant.Serve(listen); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want %q", listen, err, says)
		}
	}
}

func TestAnotherProcessMovesTheClockAndTurnsKnobs(t *testing.T) {
	tenant, e, client := serve(t, simtenant.Config{Users: 5})
	post := func(path, body string) (int, string) {
		t.Helper()
		response, err := client.Post(e.Admin+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		answer, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(answer)
	}
	if status, body := post("/advance?by=6h", ""); status != 200 || !strings.Contains(body, `"now":"2026-01-05T12:30:00Z"`) {
		t.Errorf("by: %d %s", status, body)
	}
	if status, body := post("/advance?to=2026-01-07T00:00:00Z", ""); status != 200 || !strings.Contains(body, `"day":"2026-01-07"`) {
		t.Errorf("to: %d %s", status, body)
	}
	if status, _ := post("/advance?to=2026-01-06T00:00:00Z", ""); status != 400 {
		t.Errorf("back in time: %d", status)
	}
	if status, body := post("/knobs", `{"report_hold":"6h","page_size":3,"forbid":["User.Read.All"]}`); status != 200 {
		t.Errorf("knobs: %d %s", status, body)
	}
	if k := tenant.Knobs(); k.ReportHold != 6*time.Hour || k.PageSize != 3 || len(k.Forbid) != 1 {
		t.Errorf("knobs: %+v", k)
	}
	if status, _ := post("/knobs", `{"page_size":4}`); status != 200 || tenant.Knobs().ReportHold != 6*time.Hour {
		t.Errorf("a knob that was not named changed: %+v", tenant.Knobs())
	}
	for _, wrong := range []string{`{"pagesize":3}`, `{"report_hold":6}`, `{"report_header":"2019"}`, `[]`} {
		if status, body := post("/knobs", wrong); status != 400 {
			t.Errorf("%s: %d %s", wrong, status, body)
		}
	}
	if _, body := request(t, client, "GET", e.Admin+"/state", ""); !strings.Contains(body, `"report_hold":"6h0m0s"`) {
		t.Errorf("state: %s", body)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.Admin+"/state", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", "https://evil.example")
	if response, err := client.Do(r); err != nil || response.StatusCode != 403 {
		t.Errorf("a web page may steer the simulator: %v", err)
	} else {
		response.Body.Close()
	}
}

func TestSleepMovesTimeAndObeysTheContext(t *testing.T) {
	clock := simtenant.New(simtenant.Config{Users: 5}).Clock()
	before := clock.Now()
	if err := clock.Sleep(t.Context(), 90*time.Second); err != nil || clock.Now().Sub(before) != 90*time.Second {
		t.Errorf("%v, %s", err, clock.Now().Sub(before))
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if err := clock.Sleep(done, time.Hour); !errors.Is(err, context.Canceled) || clock.Now().Sub(before) != 90*time.Second {
		t.Errorf("a cancelled sleep: %v", err)
	}
}
