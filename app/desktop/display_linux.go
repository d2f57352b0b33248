package desktop

import (
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// needDisplay finds out whether there is a screen, because GTK would end the
// program with a line that helps nobody. It only looks and does not connect: an
// X server without other programs starts anew when its only caller hangs up.
func needDisplay() error {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil
	}
	display := os.Getenv("DISPLAY")
	if display == "" {
		return ledger.Errorf(ledger.CodeNoDisplay, "open window",
			"There is no screen to open a window on (DISPLAY and WAYLAND_DISPLAY are empty). Start License Ledger in a desktop session, or use licensectl on the console. [no_display]")
	}
	host, number, ok := strings.Cut(display, ":")
	if !ok || host != "" && host != "unix" {
		return nil // a screen elsewhere: GTK finds out
	}
	number, _, _ = strings.Cut(number, ".")
	socket := filepath.Join("/tmp/.X11-unix", "X"+number)
	if _, err := os.Stat(socket); err == nil || listening(socket) {
		return nil
	}
	return ledger.Errorf(ledger.CodeNoDisplay, "open window",
		"The screen %s does not answer. Start License Ledger in a desktop session, or use licensectl on the console. [no_display]", display)
}

// listening tells whether a socket without a file has this name. Where the
// system does not list its sockets the answer is yes.
func listening(name string) bool {
	sockets, err := os.ReadFile("/proc/net/unix")
	if err != nil {
		return true
	}
	for line := range strings.Lines(string(sockets)) {
		if strings.HasSuffix(strings.TrimSpace(line), "@"+name) {
			return true
		}
	}
	return false
}
