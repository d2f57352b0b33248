//go:build stress

package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// served is a simulated tenant in a process of its own.
type served struct {
	process *exec.Cmd
	admin   string
	client  *http.Client
}

// serve makes the ledgers of a tenant, in the folder dir, and serves it until the test ends.
func serve(t *testing.T, dir string) {
	t.Helper()
	s := &served{process: program(dir, "simulate", "--users", "300", "--seed", "7", "--page-size", "90", "--report-polls", "-1", "--write", "tenant")}
	stdout, err := s.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.process.Process.Kill()
		_ = s.process.Wait() // it was killed
	})
	var raw map[string]string
	if err := json.NewDecoder(stdout).Decode(&raw); err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(filepath.Join(dir, "tenant", "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	s.admin, s.client = raw["admin"], &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	done(t, dir, "connect", "connected.ledger", "--tenant", raw["tenant_id"], "--client-id", raw["client_id"], "--auth", "certificate",
		"--certificate", filepath.Join(dir, "tenant", "client.pem"), "--authority", raw["authority"], "--graph", raw["graph"], "--power-platform", raw["power_platform"],
		"--graph-audience", raw["graph_audience"], "--power-platform-audience", raw["power_platform_audience"], "--ca", filepath.Join(dir, "tenant", "ca.pem"))
	for _, name := range []string{"synced.ledger", "held.ledger"} {
		if err := copyPath(filepath.Join(dir, "connected.ledger"), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		done(t, dir, "sync", name)
	}
	s.post(t, "/advance?by=24h", "")
	s.post(t, "/knobs", `{"hide_department":"Sales"}`)
	if got := run(t, program(dir, "sync", "held.ledger")); !strings.Contains(got.stderr, "[held]") {
		t.Fatalf("nothing was held: %v", got)
	}
	s.post(t, "/knobs", `{"hide_department":""}`)
	s.post(t, "/advance?by=120h", "")
}

func (s *served) post(t *testing.T, what, body string) {
	t.Helper()
	answer, err := s.client.Post(s.admin+what, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(what, answer.Status, string(bytes.TrimSpace(text)), err)
	}
}
