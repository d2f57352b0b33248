package authtest

import (
	"crypto/x509"
	"encoding/pem"
	"testing"

	"software.sslmate.com/src/go-pkcs12"
)

// Encoder is a way in which PFX files are encrypted.
type Encoder = *pkcs12.Encoder

// The ways of Windows today and before.
var (
	Modern Encoder = pkcs12.Modern
	Older  Encoder = pkcs12.LegacyDES
)

// PFX packs a certificate and its key, in PEM, as Windows exports them.
func PFX(t *testing.T, file []byte, encoder Encoder, password string) []byte {
	t.Helper()
	block, rest := pem.Decode(file)
	keyBlock, _ := pem.Decode(rest)
	if block == nil || keyBlock == nil {
		t.Fatal("the file lacks a certificate or its key")
	}
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
