package simtenant

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1" // names a certificate, which is not trusted by it
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// An assertionError is why a client's assertion was not believed.
type assertionError struct {
	number  int
	message string
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// checkAssertion verifies the signed statement by which a client proves that it
// holds the private key of the registered certificate (RFC 7523, with PS256 and
// x5t#S256 as Entra ID asks, or with RS256 and x5t as older clients do). The audience must be a token endpoint of ours.
func (t *Tenant) checkAssertion(form url.Values, endpoints []string) *assertionError {
	if form.Get("client_assertion_type") != assertionType {
		return &assertionError{7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."}
	}
	parts := strings.Split(form.Get("client_assertion"), ".")
	if len(parts) != 3 {
		return &assertionError{50027, "JWT token is invalid or malformed."}
	}
	var header struct {
		Algorithm  string `json:"alg"`
		Thumbprint string `json:"x5t#S256"`
		Older      string `json:"x5t"`
	}
	var claims struct {
		Audience  string  `json:"aud"`
		Issuer    string  `json:"iss"`
		Subject   string  `json:"sub"`
		ID        string  `json:"jti"`
		Expires   float64 `json:"exp"` // MSAL for Python sends parts of seconds
		NotBefore float64 `json:"nbf"`
	}
	if !decodePart(parts[0], &header) || !decodePart(parts[1], &claims) {
		return &assertionError{50027, "JWT token is invalid or malformed."}
	}
	cert, err := t.clientCertificate()
	if err != nil {
		return &assertionError{700027, "The application has no certificate: " + err.Error()}
	}
	newer, older := sha256.Sum256(cert.Raw), sha1.Sum(cert.Raw)
	isNewer := header.Algorithm == "PS256" && sameThumbprint(header.Thumbprint, newer[:])
	isOlder := header.Algorithm == "RS256" && sameThumbprint(header.Older, older[:])
	if !isNewer && !isOlder {
		return &assertionError{700027, fmt.Sprintf("The certificate with identifier used to sign the client assertion is not registered on application '%s'.", t.ids.client)}
	}
	signature, decodeErr := base64.RawURLEncoding.DecodeString(parts[2])
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	public, isRSA := cert.PublicKey.(*rsa.PublicKey)
	verify := func() error {
		if isOlder {
			return rsa.VerifyPKCS1v15(public, crypto.SHA256, digest[:], signature)
		}
		return rsa.VerifyPSS(public, crypto.SHA256, digest[:], signature, nil)
	}
	if decodeErr != nil || !isRSA || verify() != nil {
		return &assertionError{700027, "Client assertion failed signature validation."}
	}
	now := float64(time.Now().Unix())
	switch client := t.ids.client.String(); {
	case !strings.EqualFold(claims.Issuer, client) || !strings.EqualFold(claims.Subject, client):
		return &assertionError{700021, "Client assertion application identifier doesn't match 'client_id' parameter."}
	case !slices.Contains(endpoints, claims.Audience):
		return &assertionError{700023, fmt.Sprintf("Client assertion audience claim does not match Realm issuer. Expected: '%s'.", endpoints[0])}
	case claims.Expires <= now || claims.NotBefore > now+300 || claims.Expires > now+24*60*60:
		return &assertionError{700024, "Client assertion is not within its valid time range."}
	case claims.ID == "":
		return &assertionError{50027, "JWT token is invalid or malformed: there is no 'jti'."}
	}
	return nil
}

func decodePart(part string, into any) bool {
	data, err := base64.RawURLEncoding.DecodeString(part)
	return err == nil && json.Unmarshal(data, into) == nil
}

// sameThumbprint accepts both alphabets of base64: RFC 7515 says url-safe, MSAL
// for Go sends the standard one.
func sameThumbprint(given string, sum []byte) bool {
	return given == base64.StdEncoding.EncodeToString(sum) || given == base64.RawURLEncoding.EncodeToString(sum) ||
		given == base64.URLEncoding.EncodeToString(sum)
}
