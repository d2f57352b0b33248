package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

// served is a simulated tenant in a process of its own.
type served struct {
	dir    string // what a client needs
	raw    map[string]string
	client *http.Client
}

// simulate serves a tenant of so many people until the test ends, and writes what a client needs into dir.
// All are alike, at addresses of their own.
func simulate(t *testing.T, dir, people string, more ...string) *served {
	t.Helper()
	s := &served{dir: filepath.Join(dir, "tenant")}
	args := []string{"simulate", "--users", people, "--seed", "7", "--page-size", "90", "--report-polls", "-1", "--write", "tenant"}
	process := program(dir, append(args, more...)...)
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait() // it was killed
	})
	if err := json.NewDecoder(stdout).Decode(&s.raw); err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(filepath.Join(s.dir, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	s.client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	return s
}

// connect is the command that connects a ledger with the tenant.
func (s *served) connect(ledger string) []string {
	return []string{"connect", ledger, "--tenant", s.raw["tenant_id"], "--client-id", s.raw["client_id"], "--auth", "certificate",
		"--certificate", filepath.Join(s.dir, "client.pem"), "--authority", s.raw["authority"], "--graph", s.raw["graph"], "--power-platform", s.raw["power_platform"],
		"--graph-audience", s.raw["graph_audience"], "--power-platform-audience", s.raw["power_platform_audience"], "--ca", filepath.Join(s.dir, "ca.pem")}
}
