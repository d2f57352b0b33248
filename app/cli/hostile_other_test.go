//go:build !linux

package cli_test

import (
	"os/exec"
	"testing"
)

// onTerminal gives what a program writes: a terminal of a test's own there is on Linux.
func onTerminal(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v: %v\n%.300s", cmd.Args[1:], err, said)
	}
	return string(said)
}
