package app

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/rest"
)

// CertificatePassword is the environment variable with the password of the
// private key. It is asked for nowhere else, so that it is kept nowhere.
const CertificatePassword = "LICENSELEDGER_CERTIFICATE_PASSWORD"

// credentials are those of a connection; nothing goes over the network yet.
func (c Connection) credentials(kept *auth.Store, web *http.Client) (credentials, error) {
	links := rest.Links{Consent: c.Links().Consent}
	if c.Auth == AuthCertificate {
		app, err := c.certificate(web)
		if err != nil {
			return credentials{}, err
		}
		return credentials{token: app.Token, links: links}, nil
	}
	person, err := c.person(kept, web)
	if err != nil {
		return credentials{}, err
	}
	links.Roles = c.Links().Roles // which an app has none of
	return credentials{token: person.Token, renew: person.Renew, links: links}, nil
}

func (c Connection) person(kept *auth.Store, web *http.Client) (*auth.Person, error) {
	where := c.resolved()
	return auth.NewPerson(auth.PersonConfig{Authority: where.Authority, ClientID: where.ClientID, Account: c.Account,
		Services: []string{where.Graph, where.GraphAudience, where.PowerPlatform, where.PowerPlatformAudience}, Portal: c.portal(), HTTP: web, Store: kept})
}

func (c Connection) certificate(web *http.Client) (*auth.Certificate, error) {
	content, err := readConnectionFile(c.CertificatePath)
	if err != nil {
		return nil, err
	}
	where := c.resolved()
	cfg := auth.CertificateConfig{Authority: where.Authority, ClientID: where.ClientID, Password: os.Getenv(CertificatePassword),
		Portal: c.portal(), HTTP: web}
	switch strings.ToLower(filepath.Ext(c.CertificatePath)) {
	case ".pfx", ".p12":
		cfg.PFX = content
	default:
		cfg.PEM = content
	}
	return auth.NewCertificate(cfg)
}

// tryCertificate gets the tokens that a sync needs.
func (c Connection) tryCertificate(ctx context.Context, web *http.Client, audiences []string) error {
	app, err := c.certificate(web)
	if err != nil {
		return err
	}
	for _, audience := range audiences {
		if _, err := app.Token(ctx, audience); err != nil {
			return err
		}
	}
	return nil
}

// mustConnection is the connection of a ledger that has one.
func (l *Ledger) mustConnection(ctx context.Context) (Connection, error) {
	c, ok, err := l.Connection(ctx)
	if err == nil && !ok {
		err = ledger.Errorf(ledger.CodeUsage, "", "%s is not connected to a tenant. Connect it first, or import files into it.", l.fileName())
	}
	return c, err
}
