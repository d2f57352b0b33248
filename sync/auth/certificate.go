package auth

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"licenseledger/store/ledger"
)

// CertificateConfig is how an app signs in by itself.
type CertificateConfig struct {
	Authority string // sign-in host and tenant: https://login.microsoftonline.com/<tenant id>
	ClientID  string // application id of the app registration
	PEM       []byte // certificate and private key
	Password  string // of the private key; "" for none
	HTTP      *http.Client
}

// Certificate signs in as an app, with a certificate. It may be used by several
// goroutines.
type Certificate struct {
	client confidential.Client
}

// NewCertificate reads the certificate and prepares the sign-in; nothing goes
// over the network yet. What cannot be used is ledger.CodeInvalid.
func NewCertificate(cfg CertificateConfig) (*Certificate, error) {
	const op = "prepare sign-in"
	authority, err := url.Parse(cfg.Authority)
	if err != nil || authority.Scheme != "https" || authority.Host == "" || strings.Trim(authority.Path, "/") == "" || cfg.ClientID == "" {
		return nil, ledger.Errorf(ledger.CodeInvalid, op,
			"The sign-in needs an https address with the tenant in it, and the application id of the app registration.")
	}
	certificates, key, err := confidential.CertFromPEM(cfg.PEM, cfg.Password)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, op,
			"The certificate cannot be read. It must be a PEM file with the certificate and its private key (a .pfx file has to be converted), and the right password.")
	}
	credential, err := confidential.NewCredFromCert(certificates, key)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, op, "The certificate and the private key do not belong together, or the key is not RSA.")
	}
	client, err := confidential.New(cfg.Authority, cfg.ClientID, credential,
		confidential.WithHTTPClient(stayHere(cfg.HTTP)),
		confidential.WithX5C(),
		confidential.WithInstanceDiscovery(isKnownLogin(authority.Host)))
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, op, "The sign-in address or the application id is not valid.")
	}
	return &Certificate{client: client}, nil
}

// Token implements rest.TokenSource. Errors: sign_in_required,
// consent_required, forbidden, offline, throttled, canceled.
func (c *Certificate) Token(ctx context.Context, audience string) (string, error) {
	result, err := c.client.AcquireTokenByCredential(ctx, []string{scope(audience)})
	if err != nil {
		return "", classify(ctx, err)
	}
	return result.AccessToken, nil
}

// scope asks for everything that was granted. Where the audience ends with a
// slash, the double slash is right.
func scope(audience string) string { return audience + "/.default" }

// stayHere is a client that follows no redirect: an assertion of who the app is
// goes to the configured host alone.
func stayHere(client *http.Client) *http.Client {
	copied := http.Client{}
	if client != nil {
		copied = *client
	}
	copied.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &copied
}
