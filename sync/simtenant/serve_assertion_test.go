package simtenant_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"licenseledger/sync/simtenant"
)

// MSAL for Python and Node sign as it was asked for before: RS256, and the
// certificate named by its SHA-1 thumbprint.
func TestSignInTakesAnOlderAssertion(t *testing.T) {
	_, e, client := serve(t, simtenant.Config{Users: 5})
	pair, err := tls.X509KeyPair(e.ClientCertificatePEM, e.ClientCertificatePEM)
	if err != nil {
		t.Fatal(err)
	}
	key, ok := pair.PrivateKey.(*rsa.PrivateKey)
	if !ok {
		t.Fatalf("the key is a %T", pair.PrivateKey)
	}
	thumbprint := sha1.Sum(pair.Certificate[0])
	endpoint := e.Authority + "/oauth2/v2.0/token"
	for name, c := range map[string]struct {
		thumbprint []byte
		algorithm  string
		status     int
	}{
		"as it is":            {thumbprint[:], "RS256", http.StatusOK},
		"another certificate": {make([]byte, sha1.Size), "RS256", http.StatusUnauthorized},
		"another way to sign": {thumbprint[:], "PS256", http.StatusUnauthorized},
		"none":                {thumbprint[:], "none", http.StatusUnauthorized},
	} {
		now := time.Now().Unix()
		text := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"alg":%q,"typ":"JWT","x5t":%q}`, c.algorithm, base64.RawURLEncoding.EncodeToString(c.thumbprint))) + "." +
			base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"aud":%q,"iss":%q,"sub":%q,"jti":"1","exp":%d.25}`, endpoint, e.ClientID, e.ClientID, now+600))
		digest := sha256.Sum256([]byte(text))
		signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.PostForm(endpoint, url.Values{"grant_type": {"client_credentials"}, "client_id": {e.ClientID}, "scope": {e.GraphAudience + "/.default"},
			"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
			"client_assertion":      {text + "." + base64.RawURLEncoding.EncodeToString(signature)}})
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != c.status {
			t.Errorf("%s: %d %s", name, response.StatusCode, body)
		}
	}
}
