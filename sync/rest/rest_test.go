package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// stepClock never waits: sleeping moves it.
type stepClock struct {
	mu     sync.Mutex
	now    time.Time
	slept  []time.Duration
	before func(d time.Duration) // called before each sleep
}

func newStepClock() *stepClock {
	return &stepClock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
}

func (c *stepClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *stepClock) Sleep(ctx context.Context, d time.Duration) error {
	if c.before != nil {
		c.before(d)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slept = append(c.slept, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

// bench is a service on real TLS whose handler a test writes, and a client for
// it.
type bench struct {
	*httptest.Server
	client *Client
	clock  *stepClock
	waits  []Wait
	tokens int // tokens handed out
	calls  int // calls answered
}

const testAudience = "https://service.example/"

func newBench(t *testing.T, handler http.HandlerFunc, change ...func(*Config)) *bench {
	t.Helper()
	b := &bench{clock: newStepClock()}
	b.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.calls++
		handler(w, r)
	}))
	t.Cleanup(b.Close)
	cfg := Config{
		Services: []Service{{Base: b.URL + "/v1.0", Audience: testAudience}},
		Token: func(_ context.Context, audience string) (string, error) {
			if audience != testAudience {
				t.Errorf("a token was asked for %q", audience)
			}
			b.tokens++
			return fmt.Sprintf("secret-token-%d", b.tokens), nil
		},
		HTTP: b.Client(), Clock: b.clock, UserAgent: "LicenseLedger/test",
		OnWait: func(_ context.Context, w Wait) func() { b.waits = append(b.waits, w); return func() {} },
	}
	for _, f := range change {
		f(&cfg)
	}
	client, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.client = client
	return b
}

func (b *bench) get(t *testing.T, path string) (Answer, error) {
	t.Helper()
	return b.client.Do(t.Context(), Request{Op: "read things", URL: b.URL + path, Needs: "Things.Read.All"})
}

func wantCode(t *testing.T, err error, code ledger.Code) *ledger.Error {
	t.Helper()
	var e *ledger.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("got error %v (code %q), want code %q", err, ledger.CodeOf(err), code)
	}
	return e
}

func errorBody(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("request-id", "11111111-2222-3333-4444-555555555555")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"error":{"code":%q,"message":"Jane Doe <jane@contoso.com> may not"}}`, code)
}

func TestDo_SendsTokenAndNamesItself(t *testing.T) {
	answered := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("Authorization"); got != "Bearer secret-token-1" {
			t.Errorf("Authorization is %q", got)
		}
		if r.Header.Get("User-Agent") != "LicenseLedger/test" || len(r.Header.Get("client-request-id")) != 36 {
			t.Errorf("headers are %v", r.Header)
		}
		w.Header().Set("Date", answered.Format(http.TimeFormat))
		w.Header().Set("request-id", "abc")
		fmt.Fprint(w, `{"value":[]}`)
	})
	answer, err := b.get(t, "/v1.0/users")
	if err != nil {
		t.Fatal(err)
	}
	if !answer.At.Equal(answered) || answer.RequestID != "abc" || string(answer.Body) != `{"value":[]}` {
		t.Errorf("answer is %+v", answer)
	}
}

func TestDo_RefusesHostsAndMethodsBeforeAnythingIsSent(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("%s %s was sent", r.Method, r.URL) })
	batch := `{"requests":[{"id":"1","method":"GET","url":"/users/1"},{"id":"2","method":"DELETE","url":"/users/2"}]}`
	for name, r := range map[string]Request{
		"another host":                {URL: "https://graph.example/v1.0/users"},
		"another port":                {URL: "https://127.0.0.1:1/v1.0/users"},
		"no TLS":                      {URL: strings.Replace(b.URL, "https", "http", 1)},
		"a name in the address":       {URL: strings.Replace(b.URL, "https://", "https://jane:pw@", 1)},
		"a DELETE":                    {URL: b.URL + "/v1.0/users/1", Method: http.MethodDelete},
		"a PATCH":                     {URL: b.URL + "/v1.0/users/1", Method: http.MethodPatch},
		"a POST that is not named":    {URL: b.URL + "/v1.0/users", Method: http.MethodPost, Body: []byte(`{}`)},
		"a batch with a DELETE":       {URL: b.URL + "/v1.0/$batch", Method: http.MethodPost, Body: []byte(batch)},
		"a GET of what is not read":   {URL: b.URL + "/v1.0/users/1/messages"},
		"another version":             {URL: b.URL + "/beta/users"},
		"another tenant's":            {URL: b.URL + "/v1.0/11111111-2222-3333-4444-555555555555/users"},
		"a path that leads up":        {URL: b.URL + "/v1.0/users/%2e%2e/me"},
		"a batch of what is not read": {URL: b.URL + "/v1.0/$batch", Method: http.MethodPost, Body: []byte(`{"requests":[{"id":"1","method":"GET","url":"/me/messages"}]}`)},
		"a batch of nothing":          {URL: b.URL + "/v1.0/$batch", Method: http.MethodPost, Body: []byte(`{"requests":[]}`)},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := b.client.Do(t.Context(), r); err == nil {
				t.Error("the call was let through")
			}
		})
	}
	if b.tokens != 0 {
		t.Errorf("%d tokens were asked for", b.tokens)
	}
}

func TestDo_RefusesRedirectToAnotherHost(t *testing.T) {
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer elsewhere.Close()
	b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1.0/groups" {
			http.Redirect(w, r, "/v1.0/organization", http.StatusTemporaryRedirect)
			return
		}
		if r.URL.Path == "/v1.0/organization" {
			fmt.Fprint(w, `{}`)
			return
		}
		if r.URL.Path == "/v1.0/directory/subscriptions" {
			http.Redirect(w, r, "/v1.0/me", http.StatusTemporaryRedirect)
			return
		}
		if r.URL.Path == "/v1.0/me" {
			t.Error("a redirect to what is not read was followed")
		}
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	})
	_, err := b.get(t, "/v1.0/directory/subscriptions")
	wantCode(t, err, ledger.CodeInvalid)
	_, err = b.get(t, "/v1.0/subscribedSkus")
	wantCode(t, err, ledger.CodeInvalid)
	if _, err := b.get(t, "/v1.0/groups"); err != nil {
		t.Errorf("a redirect on the same host: %v", err)
	}
}

func TestDo_ClassifiesRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		code   string
		path   string
		want   ledger.Code
		says   string
	}{
		"not signed in":         {401, "InvalidAuthenticationToken", "/v1.0/users", ledger.CodeSignInRequired, "Sign in again"},
		"wrong audience":        {401, "InvalidAuthenticationAudience", "/v1.0/users", ledger.CodeSignInRequired, "audience"},
		"no permission":         {403, "Authorization_RequestDenied", "/v1.0/users", ledger.CodeConsentRequired, "Things.Read.All"},
		"no role":               {403, "Forbidden", "/v1.0/users", ledger.CodeForbidden, "Things.Read.All"},
		"not there":             {404, "Request_ResourceNotFound", "/v1.0/users/1", ledger.CodeNotFound, ""},
		"gone":                  {410, "syncStateNotFound", "/v1.0/users/delta", ledger.CodeCursorExpired, ""},
		"expired with 400":      {400, "SyncStateNotFound", "/v1.0/users/delta", ledger.CodeCursorExpired, ""},
		"a bad skip token":      {400, "BadRequest", "/v1.0/users?$skiptoken=x", ledger.CodeCursorExpired, ""},
		"an escaped skip token": {400, "BadRequest", "/v1.0/users?%24skiptoken=x", ledger.CodeCursorExpired, ""},
		"a bad call":            {400, "BadRequest", "/v1.0/users?$top=1000", ledger.CodeInvalid, ""},
		"not offered":           {501, "NotImplemented", "/v1.0/users", ledger.CodeInvalid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, func(w http.ResponseWriter, _ *http.Request) { errorBody(w, c.status, c.code) })
			_, err := b.get(t, c.path)
			e := wantCode(t, err, c.want)
			if !strings.Contains(e.Message, c.says) || e.Op != "read things" || e.RequestID == "" {
				t.Errorf("error is %+v", e)
			}
			if StatusOf(err) != c.status {
				t.Errorf("StatusOf is %d", StatusOf(err))
			}
			if strings.Contains(err.Error(), "Jane") || strings.Contains(err.Error(), "jane@") {
				t.Errorf("the error names a person: %v", err)
			}
		})
	}
}

func TestDo_AfterA401OnlyANewerTokenIsTried(t *testing.T) {
	b := newBench(t, nil, func(cfg *Config) {
		cfg.Token = func(context.Context, string) (string, error) { return "always the same", nil }
	})
	b.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		b.calls++
		errorBody(w, 401, "InvalidAuthenticationToken")
	})
	_, err := b.get(t, "/v1.0/users")
	wantCode(t, err, ledger.CodeSignInRequired)
	if b.calls != 1 {
		t.Errorf("the refused token was sent %d times", b.calls)
	}
	b = newBench(t, nil)
	b.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer secret-token-1" {
			errorBody(w, 401, "InvalidAuthenticationToken")
			return
		}
		fmt.Fprint(w, `{}`)
	})
	if _, err := b.get(t, "/v1.0/users"); err != nil || len(b.clock.slept) != 0 {
		t.Errorf("a newer token: %v after waits %v", err, b.clock.slept)
	}
}

func TestJSON_ExplainsWhatIsNotJSON(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want ledger.Code
	}{
		"a web page":          {"<html><body>Sign in to Hotel Wi-Fi</body></html>", ledger.CodeOffline},
		"half an answer":      {`{"value":[{"displayName":"Jane Doe"`, ledger.CodeInvalid},
		"a number for a name": {`{"name":12345678}`, ledger.CodeInvalid},
		"too large":           {`{"name":"` + strings.Repeat("x", 2000) + `"}`, ledger.CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, c.body) },
				func(cfg *Config) { cfg.Limits.Body = 1000 })
			var out struct {
				Name string `json:"name"`
			}
			_, err := b.client.JSON(t.Context(), Request{Op: "read things", URL: b.URL + "/v1.0/users"}, &out)
			wantCode(t, err, c.want)
			if strings.Contains(err.Error(), "Jane") || strings.Contains(err.Error(), "12345678") {
				t.Errorf("the error repeats the answer: %v", err)
			}
		})
	}
}

func TestDo_CancelEndsAWaitAtOnce(t *testing.T) {
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "60")
		errorBody(w, 429, "TooManyRequests")
	})
	ctx, cancel := context.WithCancel(t.Context())
	b.clock.before = func(time.Duration) { cancel() }
	_, err := b.client.Do(ctx, Request{Op: "read things", URL: b.URL + "/v1.0/users"})
	if wantCode(t, err, ledger.CodeCanceled); !errors.Is(err, context.Canceled) || b.calls != 1 {
		t.Errorf("%v after %d calls", err, b.calls)
	}
}

func TestDo_EndsAnAttemptThatStallsInTheMiddle(t *testing.T) {
	release := make(chan struct{})
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"value":`)
		w.(http.Flusher).Flush()
		<-release
	}, func(cfg *Config) { cfg.Limits.Stall = 20 * time.Millisecond })
	_, err := b.get(t, "/v1.0/users")
	close(release)
	wantCode(t, err, ledger.CodeOffline)
	if !errors.Is(err, errStalled) {
		t.Errorf("the error does not say that it stalled: %v", err)
	}
}
