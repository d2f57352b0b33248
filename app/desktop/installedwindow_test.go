//go:build window && linux

package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
)

// TestInstalledWindow opens a history file as a double click in a file manager
// does, where the program was installed from its package. LICENSELEDGER_OPENER
// is the program that opens a file with whatever its kind is for;
// `go run ./build package -prove` names one in a clean system.
func TestInstalledWindow(t *testing.T) {
	opener := os.Getenv("LICENSELEDGER_OPENER")
	if opener == "" {
		t.Skip("nothing is installed: LICENSELEDGER_OPENER names no program that opens files")
	}
	home := t.TempDir()
	s := newScreen(t, home)
	path := filepath.Join(home, "a double click.ledger")
	sample, err := app.CreateSample(t.Context(), path, app.SampleOptions{Users: 20, Days: 2, Seed: 8}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Close(); err != nil {
		t.Fatal(err)
	}
	s.settings(t, `{"language":"en","theme":"light"}`)
	w := s.start(t, opener, path)
	w.titled(t, `^Contoso, .+ - License Ledger$`)
	// By this name a desktop finds the entry of the menu, and so the icon of the window.
	if windows := w.run(t, "wmctrl", "-lx"); !strings.Contains(windows, " license-ledger.") {
		t.Errorf("no window is of the class that the entry in the menu names:\n%s", windows)
	}
	w.picture(t, "installed-double-click")
	w.close(t)
}
