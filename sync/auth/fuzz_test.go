package auth

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzGrantsOf reads tokens, also such as nobody made: permissions are words, and the
// same words again where they are written into a token.
func FuzzGrantsOf(f *testing.F) {
	for _, claims := range []string{`{"scp":"User.Read.All AuditLog.Read.All"}`, `{"roles":["User.Read.All"],"idtyp":"app"}`, `{"scp":5}`, `{`, `{"roles":null}`} {
		f.Add("h." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".s")
	}
	f.Add("..")
	f.Add("opaque")
	f.Fuzz(func(t *testing.T, token string) {
		g, ok := GrantsOf(token)
		if !ok || g.IsApp {
			return
		}
		for _, one := range g.Permissions {
			if one == "" || strings.ContainsAny(one, " \t\n") || !g.Allows(strings.ToUpper(one)) && strings.EqualFold(one, strings.ToUpper(one)) {
				t.Fatalf("%q grants %q", token, g.Permissions)
			}
		}
		claims, err := json.Marshal(map[string]string{"scp": strings.Join(g.Permissions, " ")})
		if err != nil {
			t.Fatal(err)
		}
		if again, ok := GrantsOf("h." + base64.RawURLEncoding.EncodeToString(claims) + ".s"); !ok || !slices.Equal(again.Permissions, g.Permissions) {
			t.Fatalf("%q grants %q and then %q", token, g.Permissions, again.Permissions)
		}
	})
}

// FuzzReadAnswer reads what a sign-in service says when it refuses: nothing is kept
// but codes of known shape, and no wait without end.
func FuzzReadAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"error":"invalid_grant","error_description":"AADSTS50076: CANARY","error_codes":[50076],"trace_id":"11111111-2222-3333-4444-555555555555"}`,
		`{"error":"interaction_required","claims":"{\"access_token\":{\"polids\":{\"essential\":true}}}"}`,
		`{"error":"CANARY jane@contoso.com","error_description":"AADSTS99999999999999","claims":"CANARY"}`, `{"error_codes":[-1]}`, `[]`,
	} {
		for _, after := range []string{"", "5", "9223372036854775807", "-3", "Fri, 31 Dec 9999 23:59:59 GMT"} {
			f.Add([]byte(seed), after)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte, after string) {
		a := readAnswer(http.StatusBadRequest, http.Header{"Retry-After": {after}}, body)
		if a.after < 0 || a.after > 30*24*time.Hour {
			t.Fatalf("%q is a wait of %s", after, a.after)
		}
		if a.code != "" && !codePattern.MatchString(a.code) || a.id != "" && !idPattern.MatchString(a.id) || a.claims != "" && !json.Valid([]byte(a.claims)) {
			t.Fatalf("%q is read as %+v", body, a)
		}
	})
}

// FuzzForeign takes this client's own claim off a challenge, and nothing else.
func FuzzForeign(f *testing.F) {
	for _, seed := range []string{
		`{"access_token":{"xms_cc":{"values":["cp1"]},"nbf":{"essential":true,"value":"1"}}}`, `{"access_token":{"xms_cc":null}}`, `{"id_token":{"a":1},"access_token":{"xms_cc":1}}`, `{"access_token":null}`, `x`, ``,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, claims string) {
		left := foreign(claims)
		if left == claims {
			return
		}
		var before, after map[string]map[string]any
		if json.Unmarshal([]byte(claims), &before) != nil || json.Unmarshal([]byte(left), &after) != nil {
			t.Fatalf("%q becomes %q", claims, left)
		}
		if len(after) != len(before) || len(after["access_token"]) != len(before["access_token"])-1 || foreign(left) != left {
			t.Fatalf("%q becomes %q", claims, left)
		}
	})
}
