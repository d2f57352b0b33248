package schedule

import (
	"os/exec"
	"syscall"
)

// hideConsole keeps a program of the console from opening a window of its own.
func hideConsole(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }
