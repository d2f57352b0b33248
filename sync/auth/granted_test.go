package auth_test

import (
	"encoding/base64"
	"testing"

	"licenseledger/sync/auth"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

func tokenSaying(claims string) string {
	return "e30." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
}

func TestGrantsOf(t *testing.T) {
	for name, c := range map[string]struct {
		token  string
		ok     bool
		isApp  bool
		allows string
		lacks  string
	}{
		"a person":          {tokenSaying(`{"scp":"User.Read.All Organization.Read.All","roles":["x"]}`), true, false, "user.read.all", "x"},
		"an app":            {tokenSaying(`{"idtyp":"app","roles":["User.Read.All"]}`), true, true, "User.Read.All", "AuditLog.Read.All"},
		"an app of nothing": {tokenSaying(`{"idtyp":"app"}`), true, true, "", "User.Read.All"},
		"no JWT":            {"opaque", false, false, "", "User.Read.All"},
		"no JSON":           {"e30." + base64.RawURLEncoding.EncodeToString([]byte("CANARY")) + ".c2ln", false, false, "", "User.Read.All"},
		"no base64":         {"e30.???.c2ln", false, false, "", "User.Read.All"},
	} {
		t.Run(name, func(t *testing.T) {
			g, ok := auth.GrantsOf(c.token)
			if ok != c.ok || g.IsApp != c.isApp || g.Allows(c.lacks) || (c.allows != "" && !g.Allows(c.allows)) {
				t.Errorf("%+v, %v", g, ok)
			}
		})
	}
}

func TestGrantsOf_ATokenOfTheTenantSaysWhatWasConsentedTo(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1, Knobs: simtenant.Knobs{Forbid: []string{"User.Read.All"}}})
	signIn, err := auth.NewCertificate(auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID, PEM: tenant.ClientCertificatePEM, HTTP: tenant.HTTP})
	if err != nil {
		t.Fatal(err)
	}
	token, err := signIn.Token(t.Context(), tenant.GraphAudience)
	if err != nil {
		t.Fatal(err)
	}
	g, ok := auth.GrantsOf(token)
	if !ok || !g.IsApp || g.Allows("User.Read.All") || !g.Allows("Organization.Read.All") {
		t.Errorf("%+v, %v", g, ok)
	}
}
