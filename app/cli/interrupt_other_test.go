//go:build !windows

package cli_test

import (
	"os"
	"os/exec"
)

// interruptible prepares a program that is to be interrupted later.
func interruptible(cmd *exec.Cmd) *exec.Cmd { return cmd }

// interrupt does what Ctrl-C does.
func interrupt(cmd *exec.Cmd) error { return cmd.Process.Signal(os.Interrupt) }
