package auth_test

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"

	"software.sslmate.com/src/go-pkcs12"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// asPFX packs a PEM certificate as Windows exports it.
func asPFX(t *testing.T, file []byte, encoder *pkcs12.Encoder, password string) []byte {
	t.Helper()
	block, rest := pem.Decode(file)
	keyBlock, _ := pem.Decode(rest)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.ParsePKCS8PrivateKey(keyBlock.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	pfx, err := encoder.Encode(key, certificate, nil, password)
	if err != nil {
		t.Fatal(err)
	}
	return pfx
}

func TestToken_SignsInWithPFX(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1})
	for name, encoder := range map[string]*pkcs12.Encoder{"today's": pkcs12.Modern, "of older Windows": pkcs12.LegacyDES} {
		cfg := auth.CertificateConfig{Authority: tenant.Authority, ClientID: tenant.ClientID, HTTP: tenant.HTTP,
			PFX: asPFX(t, tenant.ClientCertificatePEM, encoder, "CANARY"), Password: "CANARY"}
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
