package cli_test

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app/cli"
)

// TestVersion_Check asks a real web server over TLS, as somebody does who keeps
// the newest version on a server of their own.
func TestVersion_Check(t *testing.T) {
	answer, asked := `{"tag_name": "v99.0.0", "html_url": "https://example.com/99", "published_at": "2026-03-04T05:06:07Z"}`, 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		fmt.Fprint(w, answer)
	}))
	defer server.Close()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) (out, said string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := cli.Main(append([]string{"version"}, args...), strings.NewReader(""), &stdout, &stderr); code != want {
			t.Errorf("version %q ended with %d, want %d: %s", args, code, want, stderr.String())
		}
		return stdout.String(), stderr.String()
	}

	run(0)
	if out, _ := run(0, "--json"); !strings.HasPrefix(out, `{"version":"`) {
		t.Errorf("got %s", out)
	}
	if asked != 0 {
		t.Error("the version alone asks somebody")
	}
	run(2, "--check")
	check := []string{"--check", "--from", server.URL, "--ca", ca}
	if out, _ := run(0, check...); !strings.Contains(out, "older than the newest version, 99.0.0. https://example.com/99") {
		t.Errorf("got %s", out)
	}
	out, _ := run(0, append(check, "--json")...)
	if !strings.Contains(out, `"newest":"99.0.0","newer":true,"page":"https://example.com/99","published":"2026-03-04T05:06:07Z"}`) {
		t.Errorf("got %s", out)
	}
	answer = `{"version": "0.0.1"}`
	t.Setenv("LICENSELEDGER_RELEASES", server.URL)
	if out, _ := run(0, "--check", "--ca", ca, "--json"); !strings.Contains(out, `"newer":false,"page":null,"published":null}`) {
		t.Errorf("got %s", out)
	}
	if _, said := run(1, "--check"); !strings.Contains(said, "[offline]") {
		t.Errorf("a server that nobody vouches for: %s", said)
	}
}
