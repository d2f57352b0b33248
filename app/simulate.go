package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// SimulateOptions tell which tenant to play, and where.
type SimulateOptions struct {
	Listen string // loopback address and port; port 0 takes any free ones
	Users  int
	Seed   int64
	Name   string // what it is called; "" is Contoso
	// Premium gives the tenant Entra ID P1, so that sign-ins can be read.
	Premium bool
	// Hostile calls everybody and everything by texts that mean harm.
	Hostile bool
	Knobs   simtenant.Knobs
	Dir     string // where the files of a client go; made if missing
	// Running lets the tenant's clock go on as the computer's does; else it stands
	// still until it is moved.
	Running bool
	// PublicHosts serves it under the names of the public cloud, on one port.
	PublicHosts bool
}

// Simulated is a simulated tenant that other programs can use.
type Simulated struct {
	Endpoints  simtenant.Endpoints
	Connection Connection // what a ledger needs to sync with it

	server *simtenant.Server
	stop   func() // the clock
	often  func() // garbage is collected as often as before
}

// The files of a client, in SimulateOptions.Dir.
const (
	fileCA         = "ca.pem"
	fileClient     = "client.pem" // holds a private key: for its owner only
	fileConnection = "connection.json"
)

// Simulate starts a simulated tenant and writes what a client needs into
// o.Dir. Code invalid for an address that cannot be served on, read_only for a
// folder that cannot be written.
func Simulate(o SimulateOptions) (*Simulated, error) {
	tenant := simtenant.New(simtenant.Config{Users: o.Users, Name: o.Name, Seed: o.Seed, Premium: o.Premium, Hostile: o.Hostile, Knobs: o.Knobs})
	serve := tenant.Serve
	if o.PublicHosts {
		serve = tenant.ServePublic
	}
	server, err := serve(o.Listen)
	if err != nil {
		return nil, &ledger.Error{Code: ledger.CodeInvalid, Op: "simulate", Err: err,
			Message: fmt.Sprintf("The tenant cannot be served: %v. \"127.0.0.1:0\" takes any free ports.", err)}
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("find %s: %w", o.Dir, err), server.Close())
	}
	e := server.Endpoints()
	s := &Simulated{Endpoints: e, server: server, stop: func() {}, Connection: connectionTo(e)}
	s.Connection.CertificatePath = filepath.Join(dir, fileClient)
	s.Connection.CAPath = filepath.Join(dir, fileCA)
	if err := s.write(dir); err != nil {
		return nil, errors.Join(&ledger.Error{Code: ledger.CodeReadOnly, Op: "simulate", Err: err,
			Message: o.Dir + " cannot be written. Choose another folder."}, server.Close())
	}
	if o.Running {
		s.run(tenant.Clock())
	}
	// Each answer is made anew and thrown away: collecting as often as beside a ledger took
	// half of the time in which the tenant answers.
	s.often = collectSeldom()
	return s, nil
}

func (s *Simulated) run(clock *simtenant.Clock) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		clock.Run(ctx)
	}()
	s.stop = func() { cancel(); <-ended }
}

// Close stops serving.
func (s *Simulated) Close() error {
	s.stop()
	s.often()
	return s.server.Close()
}

func (s *Simulated) write(dir string) error {
	connection, err := json.MarshalIndent(s.Connection, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// The connection comes last: who waits for it finds the others.
	for _, file := range []struct {
		name    string
		content []byte
	}{{fileCA, s.Endpoints.CAPEM}, {fileClient, s.Endpoints.ClientCertificatePEM}, {fileConnection, append(connection, '\n')}} {
		if err := export.Keep(filepath.Join(dir, file.name), file.content); err != nil {
			return err
		}
	}
	return nil
}

// connectionTo is how to reach a simulated tenant, but for the files.
func connectionTo(e simtenant.Endpoints) Connection {
	return Connection{TenantID: e.TenantID, ClientID: e.ClientID, Cloud: CloudPublic, Auth: AuthCertificate,
		Authority: e.Authority, Graph: e.Graph, PowerPlatform: e.PowerPlatform,
		GraphAudience: e.GraphAudience, PowerPlatformAudience: e.PowerPlatformAudience}
}
