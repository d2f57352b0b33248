//go:build !windows

package schedule

import "os/exec"

// hideConsole has nothing to do where programs of the console open no window.
func hideConsole(*exec.Cmd) {}
