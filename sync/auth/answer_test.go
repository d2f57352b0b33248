package auth_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
)

// What comes in place of an answer of the sign-in service is told as what it is, and
// costs neither memory nor patience. A web page is no reason to sign in again.
func TestToken_AnswersThatAreNone(t *testing.T) {
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		code  ledger.Code
		says  string
	}{
		"a web page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<html>CANARY Hotel</html>")
		}, ledger.CodeOffline, "A web page came"},
		"a web page that refuses": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprint(w, "<html>CANARY Blocked</html>")
		}, ledger.CodeOffline, "A web page came"},
		"another place": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://hotel.example/CANARY", http.StatusFound)
		}, ledger.CodeOffline, "A web page came"},
		"an answer without end": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"access_token":"`)
			more := strings.Repeat("x", 1<<20)
			for range 256 {
				if _, err := io.WriteString(w, more); err != nil {
					return
				}
			}
		}, ledger.CodeSignInRequired, "gave no token"},
		"a wait without end": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "1000000000000")
			w.WriteHeader(http.StatusTooManyRequests)
			fmt.Fprint(w, `{"error":"too_many"}`)
		}, ledger.CodeThrottled, "asked to wait"},
		"a page of its own that it is down": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusServiceUnavailable)
		}, ledger.CodeOffline, "could not answer"},
	} {
		t.Run(name, func(t *testing.T) {
			var server *httptest.Server
			server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					c.serve(w, r)
					return
				}
				fmt.Fprintf(w, `{"issuer":"%[1]s/tenant/v2.0","authorization_endpoint":"%[1]s/tenant/oauth2/v2.0/authorize","token_endpoint":"%[1]s/tenant/oauth2/v2.0/token"}`, server.URL)
			}))
			defer server.Close()
			signIn, err := auth.NewCertificate(auth.CertificateConfig{Authority: server.URL + "/tenant", ClientID: "app", PEM: anotherCertificate(t), HTTP: server.Client()})
			if err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err = signIn.Token(t.Context(), "https://graph.microsoft.com")
			runtime.ReadMemStats(&after)
			if ledger.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("it says %v", err)
			}
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 64 {
				t.Errorf("it took %d MiB", took)
			}
			if known, ok := err.(*ledger.Error); ok && (known.RetryAfter < 0 || known.RetryAfter > 30*24*time.Hour) {
				t.Errorf("the next try is after %v", known.RetryAfter)
			}
		})
	}
}
