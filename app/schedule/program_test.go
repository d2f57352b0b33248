package schedule

import (
	"os"
	"path/filepath"
	"testing"
)

// A plan made on the console of Windows starts the program that opens no window.
func TestProgram_OpensNoConsoleWindow(t *testing.T) {
	both, alone := t.TempDir(), t.TempDir()
	for _, file := range []string{filepath.Join(both, consoleProgram), filepath.Join(both, windowProgram), filepath.Join(alone, consoleProgram)} {
		if err := os.WriteFile(file, nil, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(alone, windowProgram), 0o700); err != nil {
		t.Fatal(err)
	}
	for program, want := range map[string]string{
		filepath.Join(both, "LicenseCtl.EXE"):  filepath.Join(both, windowProgram),
		filepath.Join(both, windowProgram):     filepath.Join(both, windowProgram),
		filepath.Join(both, "renamed.exe"):     filepath.Join(both, "renamed.exe"),
		filepath.Join(alone, consoleProgram):   filepath.Join(alone, consoleProgram),
		filepath.Join(both, "licensectl"):      filepath.Join(both, "licensectl"),
		filepath.Join(alone, "no", "such.exe"): filepath.Join(alone, "no", "such.exe"),
	} {
		if got := withoutConsole(program); got != want {
			t.Errorf("%s is started as %s, want %s", program, got, want)
		}
	}
}
