package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
	"licenseledger/sync/graph"
	"licenseledger/sync/powerplatform"
	"licenseledger/sync/rest"
)

// remote is a tenant that can be read: one sign-in, one HTTP client, and the
// sources that use them.
type remote struct {
	clock     engine.Clock
	client    *rest.Client
	config    rest.Config // of client
	transport *http.Transport
	where     Connection // resolved
}

// credentials are how a connection gets its tokens.
type credentials struct {
	token rest.TokenSource
	renew rest.Renewal // nil for an app without a person
	links rest.Links
}

// connect prepares the sign-in of a connection; nothing goes over the network.
func connect(c Connection, kept *auth.Store, clock engine.Clock) (*remote, error) {
	if err := c.stays(); err != nil {
		return nil, err
	}
	transport, err := c.transport()
	if err != nil {
		return nil, err
	}
	who, err := c.credentials(kept, &http.Client{Transport: transport})
	if err != nil {
		return nil, err
	}
	return reach(c.resolved(), who, transport, clock)
}

func readConnectionFile(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, "prepare sign-in",
			"Cannot read %s, which the connection needs. Put it back into %s, or connect the ledger anew.", filepath.Base(path), filepath.Dir(path)).Because(err)
	}
	return content, nil
}

// transport trusts the authorities that the connection names.
func (c Connection) transport() (*http.Transport, error) {
	if c.CAPath == "" {
		return trusting(nil)
	}
	authorities, err := readConnectionFile(c.CAPath)
	if err != nil {
		return nil, err
	}
	return trusting(authorities)
}

// readAuthorities reads the certificates that this computer trusts, ahead of the first call
// that needs them: Go reads them once, which takes some 20 ms on Linux.
func readAuthorities() { _, _ = x509.SystemCertPool() }

// trusting is a transport that trusts authorities beside the system's; nil for
// none.
func trusting(authorities []byte) (*http.Transport, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = rest.Proxy
	if authorities == nil {
		return transport, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(authorities) {
		return nil, ledger.Errorf(ledger.CodeInvalid, "prepare sign-in", "The file of authorities holds no PEM certificate. Connect the ledger anew with another one.")
	}
	transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	return transport, nil
}

// reach makes the client of a resolved connection.
func reach(where Connection, who credentials, transport *http.Transport, clock engine.Clock) (*remote, error) {
	config := rest.Config{
		Services: []rest.Service{
			{Base: where.Graph, Audience: where.GraphAudience},
			{Base: where.PowerPlatform, Audience: where.PowerPlatformAudience},
		},
		Token:     who.token,
		Renew:     who.renew,
		Links:     who.links,
		HTTP:      &http.Client{Transport: transport},
		Clock:     clock,
		UserAgent: "LicenseLedger/" + Version,
		Paces:     graph.Paces(),
		OnWait: func(ctx context.Context, w rest.Wait) func() {
			return engine.ReportWait(ctx, w.Until, w.Reason)
		},
	}
	client, err := rest.New(config)
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeInvalid, "prepare sign-in",
			"The addresses of the connection cannot be used. Connect the ledger anew.").Because(err)
	}
	return &remote{clock: clock, client: client, config: config, transport: transport, where: where}, nil
}

// sources are those of a full sync, in the order a run reads them.
func (r *remote) sources(kept sink, reportWait time.Duration) []engine.Source {
	config := graph.Config{Base: r.where.Graph, Managers: r.where.Managers, ChangesTellLicenses: r.where.ChangesTellLicenses, CostCenter: r.where.CostCenter}
	if !r.where.NoGroupNames {
		config.Groups = kept.LicenseGroups
	}
	sources := graph.New(r.client, config).Sources()
	return append(sources, powerplatform.NewLicenseReport(r.client, kept, powerplatform.Config{Base: r.where.PowerPlatform, Wait: reportWait}))
}

// close lets go of idle connections.
func (r *remote) close() { r.transport.CloseIdleConnections() }
