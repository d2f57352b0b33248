package schedule

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Program gives the program that a scheduler is to start: the one that runs now. On
// Windows a program of the console opens a window of its own when no console starts
// it, in the middle of somebody's work, so there it is the window's program beside it
// where that is, which takes the same commands and shows nothing.
func Program() (string, error) {
	program, err := os.Executable()
	if err != nil || runtime.GOOS != "windows" {
		return program, err
	}
	return withoutConsole(program), nil
}

// The two programs of the packages for Windows.
const (
	consoleProgram = "licensectl.exe"
	windowProgram  = "license-ledger.exe"
)

// withoutConsole gives the twin of a program of the console that opens no window, or
// the program itself where it has none.
func withoutConsole(program string) string {
	if !strings.EqualFold(filepath.Base(program), consoleProgram) {
		return program
	}
	twin := filepath.Join(filepath.Dir(program), windowProgram)
	if info, err := os.Stat(twin); err != nil || !info.Mode().IsRegular() {
		return program
	}
	return twin
}
