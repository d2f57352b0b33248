package rest

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

const testClaims = `{"access_token":{"acrs":{"essential":true,"value":"c1?>"}}}` // in base64 with + and /

// cached is a token source that has one token.
func cached(cfg *Config) {
	cfg.Token = func(context.Context, string) (string, error) { return "token", nil }
}

// challenging asks for more proof until a token brings it.
func challenging(claims string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer proof" {
			w.Header().Add("WWW-Authenticate", `Basic realm="x"`)
			w.Header().Add("WWW-Authenticate", `Bearer realm="", error="insufficient_claims", claims="`+claims+`"`)
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

func TestChallenge_IsReadInEveryForm(t *testing.T) {
	for name, encoded := range map[string]string{
		"standard": base64.StdEncoding.EncodeToString([]byte(testClaims)), "unpadded": base64.RawStdEncoding.EncodeToString([]byte(testClaims)),
		"for URLs": base64.URLEncoding.EncodeToString([]byte(testClaims)), "for URLs, unpadded": base64.RawURLEncoding.EncodeToString([]byte(testClaims)),
	} {
		h := http.Header{"Www-Authenticate": {`Bearer realm="", claims="` + encoded + `", error="insufficient_claims"`}}
		if got := challenge(h); got != testClaims {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, value := range map[string]string{
		"another error": `Bearer error="invalid_token", claims="e30="`, "no claims": `Bearer error="insufficient_claims"`,
		"no base64": `Bearer error="insufficient_claims", claims="e"`, "no JSON": `Bearer error="insufficient_claims", claims="QUJD"`,
	} {
		if got := challenge(http.Header{"Www-Authenticate": {value}}); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestDo_BringsTheProofThatIsAskedForOnce(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte(testClaims))
	offline := &ledger.Error{Code: ledger.CodeOffline, Message: "Not reached."}
	person := &ledger.Error{Code: ledger.CodeSignInRequired, Message: "Give the second proof."}
	for name, c := range map[string]struct {
		answers []any // of each renewal: a token or an error
		want    ledger.Code
		calls   int // of the service
	}{
		"brought":                     {[]any{"proof"}, "", 2},
		"brought, once it was online": {[]any{offline, offline, "proof"}, "", 2},
		"not enough":                  {[]any{"other"}, ledger.CodeSignInRequired, 3},
		"a person is needed":          {[]any{person}, ledger.CodeSignInRequired, 1},
	} {
		t.Run(name, func(t *testing.T) {
			renewals := 0
			b := newBench(t, challenging(encoded), cached, func(cfg *Config) {
				cfg.Renew = func(_ context.Context, audience, claims string) (string, error) {
					if audience != testAudience || claims != testClaims {
						t.Errorf("asked for %s, %s", audience, claims)
					}
					answer := c.answers[renewals]
					renewals++
					if err, failed := answer.(error); failed {
						return "", err
					}
					return answer.(string), nil
				}
			})
			_, err := b.client.Do(t.Context(), Request{Op: "read", URL: b.URL + "/v1.0/users"})
			if ledger.CodeOf(err) != c.want || renewals != len(c.answers) || b.calls != c.calls {
				t.Errorf("%v, %d renewals, %d calls", err, renewals, b.calls)
			}
		})
	}
}

func TestDo_WithoutARenewalAChallengeNeedsASignIn(t *testing.T) {
	b := newBench(t, challenging("e30="), cached)
	_, err := b.client.Do(t.Context(), Request{Op: "read", URL: b.URL + "/v1.0/users"})
	if e := wantCode(t, err, ledger.CodeSignInRequired); !strings.Contains(e.Message, "more proof") || b.calls != 1 {
		t.Errorf("%v after %d calls", err, b.calls)
	}
}
