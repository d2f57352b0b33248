package auth_test

import (
	"bytes"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
)

// TestNewCertificate_AsksForTooMuch: a PFX file that wants its password hashed for an
// hour is refused before that begins.
func TestNewCertificate_AsksForTooMuch(t *testing.T) {
	file := anotherCertificate(t)
	for name, encoder := range map[string]authtest.Encoder{"today's": authtest.Modern, "older": authtest.Older} {
		pfx := authtest.PFX(t, file, encoder, "CANARY")
		rounds := []byte{2, 2, 8, 0} // INTEGER 2048
		if !bytes.Contains(pfx, rounds) {
			t.Fatalf("%s: no 2048 rounds", name)
		}
		// Every place by itself, with as many bytes less of the salt before it.
		for at := bytes.Index(pfx, rounds); ; {
			odd := bytes.Clone(pfx)
			cut := odd[at-2 : at]
			odd[bytes.LastIndexByte(odd[:at], 4)+1] -= byte(len(cut))
			copy(odd[at-2:], []byte{2, 4, 0x7f, 0xff, 0xff, 0xff})
			began := time.Now()
			_, err := auth.NewCertificate(auth.CertificateConfig{Authority: "https://login.example/contoso", ClientID: "x", PFX: odd, Password: "CANARY"})
			if ledger.CodeOf(err) != ledger.CodeInvalid || time.Since(began) > 20*time.Second {
				t.Errorf("%s: %v after %s", name, err, time.Since(began))
			}
			next := bytes.Index(pfx[at+1:], rounds)
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
}

// FuzzCertificate reads files of certificates that somebody sent: each is taken or
// refused with code invalid, soon.
func FuzzCertificate(f *testing.F) {
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), false)
	f.Add([]byte("-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----\n"), false)
	f.Add([]byte("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"), false)
	f.Add([]byte{0x30, 0x03, 2, 1, 3}, true)
	f.Add([]byte{0x30, 0x80, 2, 1, 3, 0, 0}, true)
	f.Fuzz(func(t *testing.T, file []byte, pfx bool) {
		cfg := auth.CertificateConfig{Authority: "https://login.example/contoso", ClientID: "x", PEM: file, Password: "CANARY"}
		if pfx {
			cfg.PFX, cfg.PEM = append([]byte{}, file...), nil
		}
		if _, err := auth.NewCertificate(cfg); err != nil && ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Fatal(err)
		}
	})
}
