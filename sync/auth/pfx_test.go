package auth_test

import (
	"fmt"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

func TestToken_SignsInWithPFX(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1})
	for name, encoder := range map[string]authtest.Encoder{"today's": authtest.Modern, "of older Windows": authtest.Older} {
		cfg := auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID, HTTP: tenant.HTTP,
			PFX: authtest.PFX(t, tenant.ClientCertificatePEM, encoder, "CANARY"), Password: "CANARY"}
		signIn, err := auth.NewCertificate(cfg)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := signIn.Token(t.Context(), tenant.GraphAudience); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for what, wrong := range map[string]auth.CertificateConfig{
			"the wrong password": {PFX: cfg.PFX, Password: "CANARY2"},
			"a file that is cut": {PFX: cfg.PFX[:len(cfg.PFX)-20], Password: "CANARY"},
			"a PEM file":         {PFX: tenant.ClientCertificatePEM, Password: "CANARY"},
			"an empty file":      {PFX: []byte{}},
		} {
			wrong.Authority, wrong.ClientID = cfg.Authority, cfg.ClientID
			_, err := auth.NewCertificate(wrong)
			if ledger.CodeOf(err) != ledger.CodeInvalid || strings.Contains(fmt.Sprint(err), "CANARY") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
}
