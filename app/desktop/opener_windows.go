package desktop

import (
	"os/exec"
	"syscall"
)

// openFile opens a file with the program that the system keeps for it.
func openFile(path string) error {
	return start(exec.Command("rundll32", "url.dll,FileProtocolHandler", path), path)
}

// showFile opens the folder of a file with the file selected. Explorer reads its
// command line in a way of its own: only the path may stand in quotes.
func showFile(path string) error {
	cmd := exec.Command("explorer")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `explorer /select,"` + path + `"`} // no path holds a quote
	return start(cmd, path)
}
