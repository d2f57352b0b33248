package app

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
)

// FuzzConnection reads a file, or a setting of a history file, that says how to reach a
// tenant: it is refused with a code or can be used, goes over https alone, and what
// Microsoft's sign-in gives stays at Microsoft.
func FuzzConnection(f *testing.F) {
	const ids = `"tenant_id":"11111111-2222-3333-4444-555555555555","client_id":"66666666-7777-8888-9999-000000000000"`
	for _, seed := range []string{
		`{` + ids + `,"cloud":"public","auth":"browser"}`, `{` + ids + `,"auth":"device","graph":"https://evil.example"}`,
		`{` + ids + `,"auth":"device","authority":"https://login.microsoftonline.com/x","power_platform":"https://api.bap.microsoft.com.evil.example"}`,
		`{` + ids + `,"auth":"device","authority":"https://LOGIN.microsoftonline.com:443","graph":"https://graph.microsoft.com@evil.example"}`,
		`{` + ids + `,"auth":"device","authority":"https://login.microsoftonline.com.","graph":"https://evil.example"}`,
		`{` + ids + `,"auth":"browser","authority":"https://sign.example","graph":"https://graph.example","power_platform":"https://power.example","graph_audience":"a","power_platform_audience":"b"}`,
		`{` + ids + `,"auth":"browser","authority":"https://sign.example/a/b?c#d","graph":"https://[::1]:99999"}`,
		`{` + ids + `,"auth":"device","cloud":"china","cost_center":"extension_x","use_minutes":-9223372036854775808}`,
		`{"tenant_id":"../../x","client_id":"\u0000","auth":"browser"}`, `{"tenant_id":"contoso.com","client_id":" ","auth":"device","graph":"https://%zz"}`,
		`{"Tenant_ID":"a","client_id":"b","auth":"certificate","certificate_path":"x"}`, `[]`, `{"tenant_id":5}`, "\xff",
	} {
		f.Add([]byte(seed))
	}
	microsofts := func(host string) bool {
		return slices.ContainsFunc([]string{".microsoft.com", ".microsoft.us", ".appsplatform.us", ".microsoftonline.cn", ".chinacloudapi.cn"},
			func(end string) bool { return strings.HasSuffix(strings.ToLower(host), end) })
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		var c Connection
		if json.Unmarshal(content, &c) != nil {
			return
		}
		// What lies at made-up paths of this computer is not for a test.
		c.CertificatePath, c.CAPath, c.SignInAppsPath = "", "", ""
		c, err := c.checked()
		if err != nil {
			if code := ledger.CodeOf(err); code != ledger.CodeUsage && code != ledger.CodeInvalid {
				t.Fatalf("%q: %v", content, err)
			}
			return
		}
		where := c.resolved()
		login, err := url.Parse(where.Authority)
		if err != nil || login.Scheme != "https" || login.Host == "" {
			t.Fatalf("%q signs in at %s", content, where.Authority)
		}
		atMicrosoft := slices.ContainsFunc(auth.Clouds(), func(cloud auth.Cloud) bool { return strings.EqualFold(cloud.Login, "https://"+login.Hostname()) })
		for _, service := range []string{where.Graph, where.PowerPlatform} {
			at, err := url.Parse(service)
			if err != nil || at.Scheme != "https" || at.Host == "" || atMicrosoft && !microsofts(at.Hostname()) {
				t.Fatalf("%q signs in at %s and reads at %s", content, where.Authority, service)
			}
		}
		if _, err := connect(c, auth.NewStore(""), engine.SystemClock{}); err != nil && (!slices.Contains(ledger.Codes(), ledger.CodeOf(err)) || ledger.CodeOf(err) == ledger.CodeInternal) {
			t.Fatalf("%q is taken and cannot be used: %v", content, err)
		}
		links := c.Links()
		for _, link := range []string{links.Consent, links.Roles} {
			if link != "" && !c.IsAdminPage(link) {
				t.Fatalf("%q leads an administrator to %s", content, link)
			}
		}
		again, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		var same Connection
		if json.Unmarshal(again, &same) != nil || same != c {
			t.Fatalf("%q is kept as %s and read as %+v", content, again, same)
		}
	})
}

// FuzzAuthorities reads a file of authorities to trust: it has one, or is refused with
// a code.
func FuzzAuthorities(f *testing.F) {
	for _, seed := range []string{"", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n" + strings.Repeat("MAAA", 30) + "\n-----END CERTIFICATE-----\n", "\x00", filepath.Join("a", "b")} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		transport, err := trusting(content)
		switch {
		case err != nil && ledger.CodeOf(err) != ledger.CodeInvalid:
			t.Fatalf("%q: %v", content, err)
		case err == nil && content != nil && (transport.TLSClientConfig == nil || transport.TLSClientConfig.RootCAs == nil || transport.TLSClientConfig.InsecureSkipVerify):
			t.Fatalf("%q trusts anybody", content)
		}
	})
}
