package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runOffline runs sessions where there is no network interface at all, and gives the
// system calls that tried to connect to an address.
func runOffline(t *testing.T, names []string) (connects []string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can take the network away")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"unshare", "-n", program, "-test.run", "^TestScripts$/^(" + strings.Join(names, "|") + ")$"}
	calls := filepath.Join(t.TempDir(), "calls")
	if _, err := exec.LookPath("strace"); err == nil {
		words = append([]string{"strace", "-f", "-qq", "-e", "trace=connect", "-o", calls}, words...)
	} else if err := os.WriteFile(calls, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), words[0], words[1:]...)
	command.Env = append(os.Environ(), noNetwork+"=1")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	traced, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(traced)) {
		if strings.Contains(line, "AF_INET") {
			connects = append(connects, line)
		}
	}
	return connects
}

// What needs no network asks nobody: it goes well where there is none, and connects
// to no address.
func TestOffline_OpensImportsAndExportsWithoutANetwork(t *testing.T) {
	for _, call := range runOffline(t, []string{"import-again"}) {
		t.Errorf("it tried to connect: %s", call)
	}
}
