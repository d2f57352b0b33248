package cli_test

import (
	"os/exec"
	"syscall"
)

// Windows interrupts groups of processes that share a console, and no single one.
// https://learn.microsoft.com/windows/console/generateconsolectrlevent
var generateConsoleCtrlEvent = syscall.NewLazyDLL("kernel32.dll").NewProc("GenerateConsoleCtrlEvent")

// interruptible prepares a program that is to be interrupted later.
func interruptible(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
	return cmd
}

// interrupt does what Ctrl-Break does, which no group ignores.
func interrupt(cmd *exec.Cmd) error {
	const ctrlBreak = 1
	if done, _, err := generateConsoleCtrlEvent.Call(ctrlBreak, uintptr(cmd.Process.Pid)); done == 0 {
		return err
	}
	return nil
}
