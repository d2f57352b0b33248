package enginetest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// Tenant is a simulated tenant on the network, with a client that signed in to
// it: the very sign-in and client of the program.
type Tenant struct {
	*simtenant.Tenant
	simtenant.Endpoints
	Client *rest.Client
	HTTP   *http.Client
}

// Serve starts a tenant for a test and ends it with the test. Waits go through
// the tenant's own clock and take no time.
func Serve(t *testing.T, cfg simtenant.Config) *Tenant {
	t.Helper()
	tenant := simtenant.New(cfg)
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatalf("serve tenant: %v", err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Errorf("close tenant: %v", err)
		}
	})
	served := &Tenant{Tenant: tenant, Endpoints: server.Endpoints()}
	if served.HTTP, err = Trust(served.CAPEM); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(served.HTTP.CloseIdleConnections)
	if served.Client, err = served.Connect(tenant.Clock()); err != nil {
		t.Fatal(err)
	}
	return served
}

// Connect prepares the sign-in and gives a client that waits by clock.
func (s *Tenant) Connect(clock rest.Clock) (*rest.Client, error) {
	certificate, err := auth.NewCertificate(auth.CertificateConfig{Authority: s.Authority, ClientID: s.ClientID,
		PEM: s.ClientCertificatePEM, HTTP: s.HTTP})
	if err != nil {
		return nil, err
	}
	return rest.New(rest.Config{
		Services: []rest.Service{
			{Base: s.GraphBase(), Audience: s.GraphAudience},
			{Base: s.PowerPlatform, Audience: s.PowerPlatformAudience},
		},
		Token: certificate.Token, HTTP: s.HTTP, Clock: clock, UserAgent: "LicenseLedger/test",
		Paces:  []rest.Pace{{Path: "/auditLogs/", Calls: 5, Per: 10 * time.Second}},
		OnWait: func(ctx context.Context, w rest.Wait) func() { return engine.ReportWait(ctx, w.Until, w.Reason) },
	})
}

// GraphBase is Graph's address with its version.
func (s *Tenant) GraphBase() string { return strings.TrimSuffix(s.Graph, "/") + "/v1.0" }

// Trust is an HTTP client that trusts one authority alone.
func Trust(ca []byte) (*http.Client, error) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(ca) {
		return nil, errors.New("the authority is no PEM certificate")
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}}, nil
}
