package auth

import (
	"context"
	"crypto"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"software.sslmate.com/src/go-pkcs12"

	"licenseledger/store/ledger"
)

// CertificateConfig is how an app signs in by itself. The certificate and its
// private key are in PEM or in PFX.
type CertificateConfig struct {
	Authority string // sign-in host and tenant: https://login.microsoftonline.com/<tenant id>
	ClientID  string // application id of the app registration
	PEM       []byte
	PFX       []byte // what Windows exports: .pfx, .p12
	Password  string // of the private key; "" for none
	Portal    string // see Cloud; "" when it is not known
	HTTP      *http.Client
}

// Certificate signs in as an app, with a certificate. It may be used by several
// goroutines.
type Certificate struct {
	client confidential.Client
	links  Links
}

const opPrepare = "prepare sign-in"

// NewCertificate reads the certificate and prepares the sign-in; nothing goes
// over the network yet. What cannot be used is ledger.CodeInvalid.
func NewCertificate(cfg CertificateConfig) (*Certificate, error) {
	authority, err := checkedAuthority(cfg.Authority, cfg.ClientID)
	if err != nil {
		return nil, err
	}
	certificates, key, err := cfg.read()
	if err != nil {
		return nil, err
	}
	credential, err := confidential.NewCredFromCert(certificates, key)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, opPrepare, "The certificate and the private key do not belong together, or the key is not RSA.")
	}
	client, err := confidential.New(cfg.Authority, cfg.ClientID, credential,
		confidential.WithHTTPClient(stayHere(cfg.HTTP, authority)),
		confidential.WithX5C(),
		confidential.WithInstanceDiscovery(isKnownLogin(authority.Host)))
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, opPrepare, "The sign-in address or the application id is not valid.")
	}
	return &Certificate{client: client, links: LinksFor(cfg.Authority, cfg.ClientID, cfg.Portal)}, nil
}

func (cfg CertificateConfig) read() ([]*x509.Certificate, crypto.PrivateKey, error) {
	if cfg.PFX != nil {
		if asksTooMuch(cfg.PFX) {
			return nil, nil, ledger.Errorf(ledger.CodeInvalid, opPrepare,
				"The certificate was not opened: its file asks for more than %d million rounds of hashing, as none from Windows or OpenSSL does. Export the certificate anew.", mostRounds/1_000_000)
		}
		key, certificate, chain, err := pkcs12.DecodeChain(cfg.PFX, cfg.Password)
		if err != nil {
			return nil, nil, ledger.Errorf(ledger.CodeInvalid, opPrepare,
				"The certificate cannot be read. It must be a PFX file with the certificate and its private key, and the right password.")
		}
		return append([]*x509.Certificate{certificate}, chain...), key, nil
	}
	certificates, key, err := confidential.CertFromPEM(cfg.PEM, cfg.Password)
	if err != nil {
		return nil, nil, ledger.Errorf(ledger.CodeInvalid, opPrepare,
			"The certificate cannot be read. It must be a PEM file with the certificate and its private key, or a .pfx file, and the right password.")
	}
	return certificates, key, nil
}

// Token implements rest.TokenSource. Errors: sign_in_required,
// consent_required, forbidden, offline, throttled, canceled.
func (c *Certificate) Token(ctx context.Context, audience string) (string, error) {
	listening, ear := listen(ctx)
	result, err := c.client.AcquireTokenByCredential(listening, []string{scope(audience)})
	if err != nil {
		return "", classify(ctx, err, ear.heard(), c.links)
	}
	return result.AccessToken, nil
}

// checkedAuthority reads a sign-in address with the tenant in it.
func checkedAuthority(address, clientID string) (*url.URL, error) {
	authority, err := url.Parse(address)
	if err != nil || authority.Scheme != "https" || authority.Host == "" || strings.Trim(authority.Path, "/") == "" || clientID == "" {
		return nil, ledger.Errorf(ledger.CodeInvalid, opPrepare,
			"The sign-in needs an https address with the tenant in it, and the application id of the app registration.")
	}
	return authority, nil
}

// scope asks for everything that was granted. Where the audience ends with a
// slash, the double slash is right.
func scope(audience string) string { return audience + "/.default" }

// callTimeout bounds one call to the sign-in service.
const callTimeout = time.Minute

// stayHere is a client that follows no redirect: what proves who signs in goes to
// the configured host alone.
func stayHere(client *http.Client, authority *url.URL) *http.Client {
	copied := http.Client{}
	if client != nil {
		copied = *client
	}
	next := copied.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	copied.Transport = onlyTo{authority, listener{next}}
	copied.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if copied.Timeout == 0 {
		copied.Timeout = callTimeout
	}
	return &copied
}
