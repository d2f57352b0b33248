//go:build !windows

package desktop

import (
	"os/exec"
	"path/filepath"
	"runtime"
)

// openFile opens a file with the program that the system keeps for it.
func openFile(path string) error {
	if runtime.GOOS == "darwin" {
		return start(exec.Command("open", path), path)
	}
	return start(exec.Command("xdg-open", path), path)
}

// showFile opens the folder of a file, with the file selected where the system
// can do that.
func showFile(path string) error {
	if runtime.GOOS == "darwin" {
		return start(exec.Command("open", "-R", path), path)
	}
	return start(exec.Command("xdg-open", filepath.Dir(path)), path)
}
