package simtenant_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/simtenant"
)

// visitor is an app and its person, without any library.
type visitor struct {
	t       *testing.T
	tenant  *simtenant.Tenant
	e       simtenant.Endpoints
	client  *http.Client
	browser *authtest.Browser
	app     string // address that the browser comes back to
	back    url.Values
}

func newVisitor(t *testing.T, k simtenant.SignInKnobs) *visitor {
	t.Helper()
	tenant, e, client := serve(t, simtenant.Config{Users: 20, Seed: 3, Knobs: simtenant.Knobs{SignIn: k}})
	v := &visitor{t: t, tenant: tenant, e: e, browser: authtest.NewBrowser(client), app: "http://localhost:1234"}
	// Where the browser comes back to nobody listens: what it brings is kept.
	v.client = &http.Client{Transport: client.Transport}
	v.browser = authtest.NewBrowser(&http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Hostname() != "localhost" {
			return client.Transport.RoundTrip(r)
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		v.back, err = url.ParseQuery(string(body))
		return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader("<title>Back</title>")), Request: r}, err
	})})
	return v
}

const verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789"

func (v *visitor) query(change map[string]string) string {
	sum := sha256.Sum256([]byte(verifier))
	q := url.Values{"client_id": {v.e.ClientID}, "response_type": {"code"}, "redirect_uri": {v.app}, "response_mode": {"form_post"},
		"scope": {v.e.GraphAudience + "/.default openid offline_access profile"}, "state": {"s"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"}, "prompt": {"select_account"}}
	for name, value := range change {
		q.Set(name, value)
	}
	return v.e.Authority + "/oauth2/v2.0/authorize?" + q.Encode()
}

// redeem posts to the token endpoint and gives the answer's fields.
func (v *visitor) redeem(change map[string]string) (int, map[string]any) {
	v.t.Helper()
	form := url.Values{"client_id": {v.e.ClientID}, "client_info": {"1"}, "scope": {v.e.GraphAudience + "/.default openid offline_access profile"},
		"redirect_uri": {v.app}, "code_verifier": {verifier}}
	for name, value := range change {
		form.Set(name, value)
	}
	resp, err := v.client.PostForm(v.e.Authority+"/oauth2/v2.0/token", form)
	if err != nil {
		v.t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		v.t.Fatal(err)
	}
	return resp.StatusCode, answer
}

func (v *visitor) code() string {
	v.t.Helper()
	if _, err := v.browser.Visit(v.query(nil), "Power Platform Administrator"); err != nil {
		v.t.Fatal(err)
	}
	if v.back.Get("state") != "s" || v.back.Get("code") == "" {
		v.t.Fatalf("came back with %v", v.back)
	}
	return v.back.Get("code")
}

func TestAuthorizeShowsWhatIsWrongAndSendsNothingBack(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	for number, change := range map[string]map[string]string{
		"700016":   {"client_id": "11111111-2222-4333-8444-555555555555"},
		"50011":    {"redirect_uri": "http://example.com:1234"},
		"700054":   {"response_type": "token"},
		"90023":    {"response_mode": "query"},
		"900144":   {"state": ""},
		"9002325":  {"code_challenge_method": "plain"},
		"500011":   {"scope": "https://elsewhere.example/.default"},
		"650057":   {"scope": v.e.GraphAudience + "/Mail.Read"},
		"28000":    {"scope": v.e.GraphAudience + "/.default " + v.e.PowerPlatformAudience + "/.default"},
		"70011":    {"scope": "openid"},
		"90023: U": {"prompt": "please"},
	} {
		page, err := v.browser.Visit(v.query(change))
		if err != nil || !strings.Contains(page.Text, "AADSTS"+number) || v.back != nil {
			t.Errorf("%s: %v, %q, came back with %v", number, err, page.Text, v.back)
		}
	}
	for _, address := range []string{"https://localhost:1234", "http://localhost", "http://localhost:1234/path", "http://me@localhost:1", "http://localhost.example:1", "::"} {
		if page, err := v.browser.Visit(v.query(map[string]string{"redirect_uri": address})); err != nil || !strings.Contains(page.Text, "AADSTS50011") {
			t.Errorf("%s: %v, %q", address, err, page.Text)
		}
	}
	if want := 17; len(v.tenant.Refused()) != want {
		t.Errorf("%d requests were refused, want %d", len(v.tenant.Refused()), want)
	}
}

func TestAuthorizeOffersAccountsAsTheAppHints(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	all := regexp.MustCompile(`<small>([^<@]*@[^<]*)</small>`)
	offered := func(change map[string]string) []string {
		page, err := v.browser.Visit(v.query(change))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, match := range all.FindAllStringSubmatch(page.Text, -1) {
			names = append(names, match[1])
		}
		return names
	}
	everybody := offered(nil)
	if len(everybody) != 4 {
		t.Fatalf("offered: %v", everybody)
	}
	last := everybody[3]
	if got := offered(map[string]string{"login_hint": last}); len(got) != 4 || got[0] != last {
		t.Errorf("a hint puts first: %v", got)
	}
	if got := offered(map[string]string{"login_hint": last, "prompt": "login"}); !slices.Equal(got, []string{last}) {
		t.Errorf("a hint without a choice offers: %v", got)
	}
	if _, err := v.browser.Visit(v.query(map[string]string{"prompt": "none"})); err != nil || v.back.Get("error") != "login_required" {
		t.Errorf("prompt=none came back with %v, %v", v.back, err)
	}
}

func TestBrowsersAndClientsMayAskWhatTheyAlwaysAsk(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	base := strings.TrimSuffix(v.e.Authority, "/"+v.e.TenantID)
	status := func(path string) (int, string) {
		t.Helper()
		resp, body := request(t, v.client, http.MethodGet, base+path, "")
		return resp.StatusCode, body
	}
	if got, _ := status("/favicon.ico"); got != http.StatusNoContent {
		t.Errorf("icon: %d", got)
	}
	instance := "/common/discovery/instance?api-version=1.1&authorization_endpoint="
	if got, body := status(instance + url.QueryEscape(v.e.Authority+"/oauth2/v2.0/authorize")); got != http.StatusOK || !strings.Contains(body, v.e.Authority+"/v2.0/.well-known") {
		t.Errorf("its own instance: %d %s", got, body)
	}
	if got, body := status("/" + v.e.TenantID + "/oauth2/v2.0/logout"); got != http.StatusOK || !strings.Contains(body, "Signed out") {
		t.Errorf("logout: %d %s", got, body)
	}
	if len(v.tenant.Refused()) != 0 {
		t.Errorf("refused: %v", v.tenant.Refused())
	}
	if got, body := status(instance + url.QueryEscape("https://login.example/x/oauth2/v2.0/authorize")); got != http.StatusBadRequest || !strings.Contains(body, "invalid_instance") {
		t.Errorf("another instance: %d %s", got, body)
	}
}

func TestCodeIsGoodOnceForWhoeverHasItsSecret(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	for name, change := range map[string]map[string]string{
		"501481": {"code_verifier": "another"},
		"500112": {"redirect_uri": "http://localhost:99"},
		"70000":  {"scope": v.e.PowerPlatformAudience + "/.default"},
		"700025": {"client_secret": "secret"},
		"54005":  {"code": "guessed"},
	} {
		form := map[string]string{"grant_type": "authorization_code", "code": v.code()}
		maps.Copy(form, change)
		if status, answer := v.redeem(form); status < 400 || !strings.Contains(answer["error_description"].(string), "AADSTS"+name) {
			t.Errorf("%s: %d %v", name, status, answer)
		}
	}
	form := map[string]string{"grant_type": "authorization_code", "code": v.code()}
	status, answer := v.redeem(form)
	if status != http.StatusOK || answer["refresh_token"] == nil || answer["id_token"] == nil || answer["client_info"] == nil ||
		!strings.Contains(answer["scope"].(string), v.e.GraphAudience+"/User.Read.All") {
		t.Errorf("%d %v", status, answer)
	}
	if status, answer := v.redeem(form); status != http.StatusBadRequest || answer["error"] != "invalid_grant" {
		t.Errorf("a second time: %d %v", status, answer)
	}
}

func TestConsentIsForAGlobalAdministratorToGive(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{NotConsented: []string{"graph"}})
	visit := func(change map[string]string, acts ...any) string {
		t.Helper()
		v.back = nil
		page, err := v.browser.Visit(v.query(change), acts...)
		if err != nil {
			t.Fatal(err)
		}
		return page.Text
	}
	if text := visit(nil, "no role"); !strings.Contains(text, "Need admin approval") || v.back != nil {
		t.Errorf("shown: %s", text)
	}
	if text := visit(nil, "Global Administrator"); !strings.Contains(text, "<li>User.Read.All</li>") || v.back != nil {
		t.Errorf("shown: %s", text)
	}
	if visit(nil, "Global Administrator", "Cancel"); !strings.Contains(v.back.Get("error_description"), "AADSTS65004") || v.back.Get("code") != "" {
		t.Errorf("came back with %v", v.back)
	}
	if visit(nil, "Global Administrator", "Accept"); v.back.Get("code") == "" {
		t.Errorf("came back with %v", v.back)
	}
	if visit(nil, "no role"); v.back.Get("code") == "" { // now it is for everybody
		t.Errorf("came back with %v", v.back)
	}
	if text := visit(map[string]string{"prompt": "consent"}, "Global Administrator"); !strings.Contains(text, "Permissions requested") {
		t.Errorf("asked for consent: %s", text)
	}
	still := simtenant.Knobs{SignIn: simtenant.SignInKnobs{NotConsented: []string{"graph"}}}
	for _, knobs := range []simtenant.Knobs{still, {}, still} {
		if v.tenant.SetKnobs(knobs); len(v.tenant.Knobs().SignIn.NotConsented) > 0 {
			continue
		}
		if visit(nil, "no role"); v.back.Get("code") == "" {
			t.Errorf("consent went away with a knob: %v", v.back)
		}
	}
	if text := visit(nil, "Global Administrator"); !strings.Contains(text, "Permissions requested") {
		t.Errorf("consent that was taken back: %s", text)
	}
}

func TestDeviceCodesAreTypedOnceAndInTime(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	ask := func() (device, typed, address string) {
		t.Helper()
		resp, err := v.client.PostForm(v.e.Authority+"/oauth2/v2.0/devicecode", url.Values{"client_id": {v.e.ClientID}, "scope": {v.e.GraphAudience + "/.default offline_access"}})
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var answer struct {
			Device  string `json:"device_code"`
			Typed   string `json:"user_code"`
			Address string `json:"verification_uri"`
		}
		if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
			t.Fatal(err)
		}
		return answer.Device, answer.Typed, answer.Address
	}
	poll := func(device string) string {
		t.Helper()
		_, answer := v.redeem(map[string]string{"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": device})
		if answer["access_token"] != nil {
			return "token"
		}
		return answer["error"].(string)
	}
	device, typed, address := ask()
	if page, err := v.browser.Visit(address, authtest.Typed("WRONG")); err != nil || !strings.Contains(page.Text, "didn't work") {
		t.Errorf("a wrong code: %v, %s", err, page.Text)
	}
	v.tenant.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{SlowDown: 1}})
	for _, want := range []string{"slow_down", "authorization_pending"} {
		if got := poll(device); got != want {
			t.Errorf("a poll answers %s, want %s", got, want)
		}
	}
	if _, err := v.browser.Visit(address, authtest.Typed(typed), "no role"); err != nil {
		t.Fatal(err)
	}
	if page, err := v.browser.Visit(address, authtest.Typed(typed)); err != nil || !strings.Contains(page.Text, "didn't work") {
		t.Errorf("typed a second time: %v, %s", err, page.Text)
	}
	for _, want := range []string{"token", "bad_verification_code"} {
		if got := poll(device); got != want {
			t.Errorf("a poll answers %s, want %s", got, want)
		}
	}
	device, typed, address = ask()
	if _, err := v.browser.Visit(address, authtest.Typed(typed), "Cancel"); err != nil || poll(device) != "authorization_declined" {
		t.Errorf("declined: %v", err)
	}
	v.tenant.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{CodeLifetime: 1}})
	if device, _, _ := ask(); poll(device) != "expired_token" {
		t.Error("a code outlived its time")
	}
	if pending := slices.ContainsFunc(v.tenant.Refused(), func(line string) bool { return strings.Contains(line, "70016") }); pending {
		t.Error("waiting counts as a refusal")
	}
}

func TestRefreshTokensRotate(t *testing.T) {
	v := newVisitor(t, simtenant.SignInKnobs{})
	_, answer := v.redeem(map[string]string{"grant_type": "authorization_code", "code": v.code()})
	first := answer["refresh_token"].(string)
	form := map[string]string{"grant_type": "refresh_token", "refresh_token": first, "scope": v.e.PowerPlatformAudience + "/.default offline_access"}
	status, answer := v.redeem(form)
	if status != http.StatusOK || answer["refresh_token"] == first {
		t.Fatalf("%d %v", status, answer)
	}
	if status, answer := v.redeem(form); status != http.StatusBadRequest || answer["error"] != "invalid_grant" {
		t.Errorf("a second time: %d %v", status, answer)
	}
	form["refresh_token"] = answer["refresh_token"].(string)
	v.tenant.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{RefuseRenewal: 50078}})
	if _, answer := v.redeem(form); answer["claims"] == nil || answer["suberror"] != "basic_action" {
		t.Errorf("refused: %v", answer)
	}
	v.tenant.SetKnobs(simtenant.Knobs{})
	if status, answer := v.redeem(form); status != http.StatusOK {
		t.Errorf("a refusal cost the refresh token: %v", answer)
	}
}

func TestSignInKnobsAreTextOnTheWire(t *testing.T) {
	k := simtenant.Knobs{PageSize: 7}
	text := `{"sign_in":{"token_lifetime":"4m","challenge":["graph"],"refuse_renewal":50076}}`
	if err := json.Unmarshal([]byte(text), &k); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"sign_in":{"slow_down":2}}`), &k); err != nil {
		t.Fatal(err)
	}
	wire, err := json.Marshal(k)
	if err != nil {
		t.Fatal(err)
	}
	var again simtenant.Knobs
	if err := json.Unmarshal(wire, &again); err != nil {
		t.Fatal(err)
	}
	if s := again.SignIn; s.TokenLifetime.String() != "4m0s" || !slices.Equal(s.Challenge, []string{"graph"}) || s.RefuseRenewal != 50076 || s.SlowDown != 2 || again.PageSize != 7 {
		t.Errorf("read back: %+v", again)
	}
	for _, wrong := range []string{`{"sign_in":{"token_lifetime":4}}`, `{"sign_in":{"token_lifetime":"soon"}}`, `{"sign_in":{"challenge":["mail"]}}`, `{"sign_in":{"tokens":1}}`} {
		if err := json.Unmarshal([]byte(wrong), &again); err == nil {
			t.Errorf("%s was taken", wrong)
		}
	}
}
