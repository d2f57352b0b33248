package desktop

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

// nonceIn is the nonce of a page, "" where it has none.
func nonceIn(t *testing.T, page string) string {
	t.Helper()
	found := regexp.MustCompile(`nonce="([^"]*)"`).FindStringSubmatch(page)
	if found == nil {
		return ""
	}
	return found[1]
}

// The policy of the page that is built, before and after it is handed to the
// window.
func TestPolicy_AllowsNothingThatIsWrittenInThePage(t *testing.T) {
	source, err := os.ReadFile("../../frontend/index.html")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Replace(string(source), "</title>", `</title><meta property="csp-nonce" nonce="`+pageNonce+`">`, 1) // as Vite does
	w := New()
	ask := func(page string) (string, http.Header) {
		answer := httptest.NewRecorder()
		w.paged(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(out, page)
		})).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/", nil))
		return answer.Body.String(), answer.Header()
	}
	first, headers := ask(page)
	second, _ := ask(page)
	nonce := nonceIn(t, first)
	if len(nonce) < 20 || strings.Contains(first, pageNonce) || nonce == nonceIn(t, second) {
		t.Errorf("the nonce of a page is %q, that of the next %q", nonce, nonceIn(t, second))
	}
	policy := map[string]string{}
	for _, part := range strings.Split(headers.Get("Content-Security-Policy"), "; ") {
		name, allowed, _ := strings.Cut(part, " ")
		policy[name] = allowed
	}
	for name, want := range map[string]string{
		"default-src": "'none'", "script-src": "'self'", "style-src": "'self' 'nonce-" + nonce + "'", "connect-src": "'self'",
		"object-src": "'none'", "frame-src": "'none'", "worker-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
		"frame-ancestors": "'none'", "img-src": "'self' data:", "font-src": "'self' data:",
	} {
		if policy[name] != want {
			t.Errorf("%s allows %q, want %q", name, policy[name], want)
		}
		delete(policy, name)
	}
	if len(policy) > 0 {
		t.Errorf("the policy says more: %v", policy)
	}
	if _, headers := ask("<!doctype html><title>of another build</title>"); headers.Get("Content-Security-Policy") != "default-src 'none'; frame-ancestors 'none'" {
		t.Errorf("a page without a policy has %q", headers.Get("Content-Security-Policy"))
	}
}
