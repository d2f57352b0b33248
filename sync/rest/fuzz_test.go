package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// FuzzRetryAfter: whatever a service asks for, a wait is never negative, and never
// so long that a sum of waits could run over.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "10", "1.5", "-1", "NaN", "Inf", "1e300", "9223372036854775807", "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 01 Mar 2026 12:01:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"} {
		f.Add(seed, int64(1_772_366_400))
	}
	f.Add("Sun, 01 Mar 2026 12:01:00 GMT", int64(-62_135_596_800))
	f.Fuzz(func(t *testing.T, value string, answered int64) {
		if d := retryAfter(value, time.Unix(answered, 0)); d < 0 || d > mostAsked {
			t.Fatalf("%q is a wait of %s", value, d)
		}
	})
}

// FuzzRefusal reads answers that refuse: each gets a code of the closed list and a
// sentence, and repeats nothing of Microsoft's message.
func FuzzRefusal(f *testing.F) {
	for _, body := range []string{
		`{"error":{"code":"Authorization_RequestDenied","message":"CANARY"}}`, `{"error":{"code":"x","message":"{\"Status\":\"BurstRequestsThrottled\"}"}}`,
		`{"error":"CANARY"}`, `{"error":{"code":{}}}`, `[`, "", "<html>CANARY",
	} {
		for _, status := range []int{401, 403, 404, 410, 429, 500, 503, 302, 400, 999} {
			f.Add([]byte(body), status, "claims=CANARY, error=\"insufficient_claims\"", "60")
		}
	}
	f.Add([]byte(`{"error":{"code":"SyncStateNotFound"}}`), 410, "", "")
	address := &url.URL{Scheme: "https", Host: "graph.example", Path: "/v1.0/users", RawQuery: "$skiptoken=a"}
	client := &Client{clock: newStepClock()}
	f.Fuzz(func(t *testing.T, body []byte, status int, challenge, after string) {
		if status >= 200 && status < 300 {
			return
		}
		header := http.Header{"Www-Authenticate": {challenge}, "Retry-After": {after}, "Request-Id": {challenge}, "Date": {after}}
		resp := &http.Response{StatusCode: status, Header: header, Body: http.NoBody, Request: &http.Request{URL: address}}
		if len(body) > 0 {
			resp.Body = readCloser{bytes.NewReader(body)}
		}
		fail := client.refusal(Request{Op: "read things", Needs: "Things.Read.All"}, resp)
		if !slices.Contains(ledger.Codes(), fail.err.Code) || fail.err.Message == "" || fail.after < 0 || fail.after > mostAsked {
			t.Fatalf("%d %q: %+v", status, body, fail)
		}
		code := ErrorCode(fail.err)
		if code != "" && !codePattern.MatchString(code) {
			t.Fatalf("the code %q of %q", code, body)
		}
		if said := strings.ReplaceAll(fail.err.Error(), code, ""); code != "CANARY" && strings.Contains(said, "CANARY") {
			t.Fatalf("%s repeats %q", said, body)
		}
		if len(fail.err.RequestID) > 64 {
			t.Fatalf("a request id of %d bytes", len(fail.err.RequestID))
		}
	})
}

type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

// FuzzDecode reads answers: what is refused has code offline or invalid and tells
// nothing of what stood there.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"value":[{"id":"a","n":1}]}`, `{"value":{"id":"CANARY"}}`, `{"VALUE":[],"value":null}`, "<!doctype html>CANARY", `{"value":[{"n":"CANARY"}]}`, `{"CANARY`, "\xff", `{"value":[` + strings.Repeat(`[`, 20_000)} {
		f.Add([]byte(seed), "application/json")
	}
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		var out struct {
			Value []struct {
				ID string `json:"id"`
				N  int    `json:"n"`
			} `json:"value"`
		}
		err := Decode(Request{Op: "read things"}, Answer{Body: body, Header: http.Header{"Content-Type": {kind}}}, &out)
		switch {
		case err == nil:
			if !json.Valid(body) && !bytes.ContainsAny(body, "\x80\xff") && isASCII(body) {
				t.Fatalf("%q is taken", body)
			}
		case ledger.CodeOf(err) != ledger.CodeInvalid && ledger.CodeOf(err) != ledger.CodeOffline, strings.Contains(err.Error(), "CANARY"):
			t.Fatalf("%q: %v", body, err)
		}
	})
}

func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool { return b >= 0x80 })
}

// FuzzBatch gives the answer of a batch: each call has its own answer or the whole
// fails with a code, never in the place of another.
func FuzzBatch(f *testing.F) {
	for _, seed := range []string{
		`{"responses":[{"id":"1","status":200,"body":{"n":1}},{"id":"0","status":404}]}`,
		`{"responses":[{"id":"0","status":429,"headers":{"Retry-After":"9e99"}},{"id":"1","status":200,"body":{}}]}`,
		`{"responses":[{"id":"-1","status":200},{"id":"7","status":200},{"id":"01","status":200},{"id":"1","status":401}]}`,
		`{"responses":null}`, `[]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		client, err := New(Config{Services: []Service{{Base: "https://graph.example/v1.0", Audience: testAudience}}, Clock: newStepClock(),
			Token: aToken, HTTP: &http.Client{Transport: answering(body)}, Limits: Limits{Attempts: 3}})
		if err != nil {
			t.Fatal(err)
		}
		answers, err := client.Batch(t.Context(), "read things", "https://graph.example/v1.0", "", []string{"/users/8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11", "/users/9f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11"})
		if err != nil {
			if !slices.Contains(ledger.Codes(), ledger.CodeOf(err)) {
				t.Fatalf("%q: %v", body, err)
			}
			return
		}
		for i, a := range answers {
			if len(answers) != 2 || a.Status != http.StatusOK && a.Status != http.StatusNotFound {
				t.Fatalf("%q: answer %d is %+v", body, i, a)
			}
		}
	})
}

func aToken(context.Context, string) (string, error) { return "token", nil }

// answering is a service that always says the same.
type answering []byte

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: readCloser{bytes.NewReader(a)}, Request: r}, nil
}

// FuzzGuard: a call that may be made goes over https to the configured host, and a
// link that counts as of the same host is one.
func FuzzGuard(f *testing.F) {
	for _, seed := range []string{
		"https://graph.example/v1.0/users", "https://graph.example:443/x", "https://graph.example@evil.example/v1.0/users", "https://graph.example.evil.example/v1.0/users", "http://graph.example/v1.0/users",
		"https://GRAPH.example/v1.0/users/delta?$deltatoken=a", "//graph.example/v1.0/users", "https://graph.example\\@evil.example/v1.0/users", "https://graph.example:0443/v1.0/users", "https://[::1]/v1.0/users", "https://graph.example%00.evil/v1.0/users",
	} {
		f.Add(seed, "GET", []byte(nil))
		f.Add(seed+"/$batch", "POST", []byte(`{"requests":[{"method":"GET"},{"method":"DELETE"}]}`))
	}
	f.Fuzz(func(t *testing.T, address, method string, body []byte) {
		client, err := New(Config{Services: []Service{{Base: "https://graph.example/v1.0", Audience: testAudience}}, Clock: newStepClock(), Token: aToken})
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.guard(Request{URL: address, Method: method, Body: body})
		if err != nil {
			if code := ledger.CodeOf(err); code != ledger.CodeInvalid && code != ledger.CodeInternal {
				t.Fatalf("%q: %v", address, err)
			}
			return
		}
		request, err := http.NewRequest(method, address, nil)
		if err != nil {
			return // nothing is sent
		}
		if to := request.URL; to.Scheme != "https" || !strings.EqualFold(to.Hostname(), "graph.example") || to.User != nil || to.Port() != "" && to.Port() != "443" {
			t.Fatalf("%s %q goes to %s", method, address, to.Host)
		}
		if method != "" && method != http.MethodGet && method != http.MethodPost {
			t.Fatalf("%q may be sent", method)
		}
	})
}
