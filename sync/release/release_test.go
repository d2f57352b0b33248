package release

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// serve starts a web server over TLS that answers each question the same way,
// and gives its address, the transport that trusts it, and the questions.
func serve(t *testing.T, status int, header http.Header, body string) (address string, transport http.RoundTripper, asked *[]*http.Request) {
	t.Helper()
	asked = new([]*http.Request)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r)
		for name := range header {
			w.Header().Set(name, header.Get(name))
		}
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/releases/latest", server.Client().Transport, asked
}

func TestNewest_ReadsWhatEachKindOfPlaceAnswers(t *testing.T) {
	day := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	for name, test := range map[string]struct {
		body string
		want Answer
	}{
		"GitHub, Gitea, Forgejo": {`{"url": "https://api.example/1", "html_url": "https://example.com/r/v1.2.3", "tag_name": "v1.2.3", "published_at": "2026-03-04T05:06:07Z", "assets": [{"name": "x"}]}`,
			Answer{"1.2.3", "https://example.com/r/v1.2.3", day}},
		"GitLab": {`{"tag_name": "v2.0.0-rc.1", "released_at": "2026-03-04T05:06:07Z", "_links": {"self": "https://example.com/r/2"}}`,
			Answer{"2.0.0-rc.1", "https://example.com/r/2", day}},
		"a file":                     {`{"version": "1.2.3"}`, Answer{Version: "1.2.3"}},
		"a page that is no web page": {`{"version": "1.2.3", "url": "file:///etc/passwd"}`, Answer{Version: "1.2.3"}},
	} {
		address, transport, asked := serve(t, http.StatusOK, nil, test.body)
		got, err := Newest(t.Context(), address, transport)
		if err != nil || got != test.want {
			t.Errorf("%s: got %+v, %v, want %+v", name, got, err, test.want)
		}
		if len(*asked) != 1 {
			t.Fatalf("%s: asked %d times", name, len(*asked))
		}
	}
}

func TestNewest_TellsNobodyWhoAsks(t *testing.T) {
	address, transport, asked := serve(t, http.StatusOK, nil, `{"version": "1.2.3"}`)
	if _, err := Newest(t.Context(), address, transport); err != nil {
		t.Fatal(err)
	}
	r := (*asked)[0]
	want := http.Header{"Accept": {"application/json"}, "User-Agent": {"LicenseLedger"}, "Accept-Encoding": {"gzip"}}
	if r.Method != http.MethodGet || r.URL.RawQuery != "" || fmt.Sprint(r.Header) != fmt.Sprint(want) {
		t.Errorf("it asked %s %s with %v, want only %v", r.Method, r.URL, r.Header, want)
	}
}

func TestNewest_Refuses(t *testing.T) {
	elsewhere, _, followed := serve(t, http.StatusOK, nil, `{"version": "9.9.9"}`)
	for name, test := range map[string]struct {
		status int
		header http.Header
		body   string
		want   ledger.Code
	}{
		"an answer that leads elsewhere": {http.StatusFound, http.Header{"Location": {elsewhere}}, "", ledger.CodeInvalid},
		"a place without a release":      {http.StatusNotFound, nil, "", ledger.CodeNotFound},
		"a place that refuses":           {http.StatusForbidden, nil, "", ledger.CodeOffline},
		"a page for people":              {http.StatusOK, nil, "<html>Welcome</html>", ledger.CodeInvalid},
		"no version":                     {http.StatusOK, nil, `{"tag_name": "latest"}`, ledger.CodeInvalid},
		"an answer without end":          {http.StatusOK, nil, `{"version": "1.2.3", "x": "` + strings.Repeat("x", longest), ledger.CodeInvalid},
	} {
		address, transport, _ := serve(t, test.status, test.header, test.body)
		if _, err := Newest(t.Context(), address, transport); ledger.CodeOf(err) != test.want {
			t.Errorf("%s: got %v, want the code %s", name, err, test.want)
		}
	}
	if len(*followed) != 0 {
		t.Error("it followed the answer to another place")
	}
	for _, address := range []string{"", "http://example.com/x", "https://", "https://me:secret@example.com/", "file:///x", "::"} {
		_, err := Newest(t.Context(), address, nil)
		if ledger.CodeOf(err) != ledger.CodeInvalid || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestNewest_TrustsNoUnknownServer(t *testing.T) {
	address, _, asked := serve(t, http.StatusOK, nil, `{"version": "1.2.3"}`)
	_, err := Newest(t.Context(), address+"?key=confidential", http.DefaultTransport)
	if ledger.CodeOf(err) != ledger.CodeOffline || len(*asked) != 0 || strings.Contains(err.Error(), "confidential") {
		t.Errorf("got %v after %d questions", err, len(*asked))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Newest(ctx, address, http.DefaultTransport); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func TestNewer(t *testing.T) {
	order := []string{"0.1.0-dev", "0.1.0", "0.2.0", "0.10.0", "1.0.0-rc.1", "1.0.0"}
	for i, one := range order {
		for j, other := range order {
			if Newer(one, other) != (i > j) {
				t.Errorf("Newer(%s, %s) is %v", one, other, i <= j)
			}
		}
	}
}

func TestNewest_RepeatsNothingThatIsNoHTTP(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = connection.Write([]byte("CANARY\r\n\r\n"))
		_ = connection.Close()
	}))
	defer server.Close()
	_, err := Newest(t.Context(), server.URL, server.Client().Transport)
	if ledger.CodeOf(err) != ledger.CodeOffline || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("it fails with %v", err)
	}
}
