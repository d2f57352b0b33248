//go:build stress

package main

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// sixDays lets as much time go by as serve does after the first sync.
func (s *served) sixDays(t *testing.T) {
	t.Helper()
	s.post(t, "/advance?by=24h", "")
	s.post(t, "/advance?by=120h", "")
}

// serve makes the ledgers of a tenant, in the folder dir, and serves it until the test ends.
func serve(t *testing.T, dir string) {
	t.Helper()
	s := simulate(t, dir, "300")
	done(t, dir, s.connect("connected.ledger")...)
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
	answer, err := s.client.Post(s.raw["admin"]+what, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, err := io.ReadAll(answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(what, answer.Status, string(bytes.TrimSpace(text)), err)
	}
}
