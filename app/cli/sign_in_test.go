package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"licenseledger/app/cli"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// reader is somebody who reads what the program says and does it.
type reader struct {
	mu   sync.Mutex
	said bytes.Buffer
	do   func(line string)
}

func (r *reader) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said.Write(p)
	for line := range strings.Lines(string(p)) {
		go r.do(strings.TrimRight(line, "\n"))
	}
	return len(p), nil
}

func TestSignIn_LastsFromOneCommandToTheNext(t *testing.T) {
	authtest.Keychain(t)
	dir := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "HOME", "AppData"} { // where the systems keep settings
		t.Setenv(name, dir)
	}
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 6, Knobs: simtenant.Knobs{ReportPolls: -1, SignIn: simtenant.SignInKnobs{TokenLifetime: time.Second}}})
	ca, file := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "contoso.ledger")
	if err := os.WriteFile(ca, tenant.CAPEM, 0o600); err != nil {
		t.Fatal(err)
	}
	browser := authtest.NewBrowser(tenant.HTTP)
	run := func(want int, args ...string) string {
		t.Helper()
		r := &reader{do: func(line string) {
			if err := answer(browser, line, "Global Administrator"); err != nil {
				t.Errorf("browser: %v", err)
			}
		}}
		if got := cli.Run(t.Context(), args, strings.NewReader(""), io.Discard, r); got != want {
			t.Fatalf("%v: exit code %d, want %d: %s", args, got, want, r.said.String())
		}
		return r.said.String()
	}
	said := run(0, "connect", file, "--tenant", tenant.TenantID, "--client-id", tenant.ClientID, "--auth", "browser", "--no-browser", "--ca", ca,
		"--authority", tenant.Authority, "--graph", tenant.Graph, "--power-platform", tenant.PowerPlatform)
	if !strings.Contains(said, "Signed in as ") || strings.Contains(said, "keychain") {
		t.Errorf("connect says: %s", said)
	}
	run(0, "sync", file) // renews every token: they live for a second
	run(0, "signout", file)
	run(3, "sync", file)
}
