//go:build window && linux

package desktop

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// screen is an X server with a window manager, and a home folder for the
// programs on it. Their only way out is a proxy that records and leads nowhere.
type screen struct {
	display, home string
	bus           string // where programs find one another; "" for nowhere
	outward       string // the address of the proxy
}

func newScreen(t *testing.T, home string) *screen {
	t.Helper()
	server := exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatalf("start Xvfb (package xvfb): %v", err)
	}
	t.Cleanup(func() { stop(server) })
	number, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb says no display: %v", err)
	}
	s := &screen{display: ":" + strings.TrimSpace(number), home: home, outward: leavesNothing(t)}
	// No decoration, so that the picture is the window and nothing else.
	config := filepath.Join(home, "openbox.xml")
	rules := `<openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>`
	if err := os.WriteFile(config, []byte(rules), 0o600); err != nil {
		t.Fatal(err)
	}
	manager := exec.Command("openbox", "--config-file", config)
	manager.Env = s.env()
	if err := manager.Start(); err != nil {
		t.Fatalf("start openbox: %v", err)
	}
	t.Cleanup(func() { stop(manager) })
	return s
}

func stop(cmd *exec.Cmd) {
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// withBus lets programs on the screen find one another until the test ends.
func (s *screen) withBus(t *testing.T) {
	t.Helper()
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatalf("start dbus-daemon: %v", err)
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("dbus-daemon says no address: %v", err)
	}
	s.bus = strings.TrimSpace(address)
	t.Cleanup(func() {
		s.bus = ""
		stop(daemon)
	})
}

func (s *screen) env() []string {
	bus := s.bus
	if bus == "" {
		bus = "disabled:"
	}
	return append(append(os.Environ(), outThrough(s.outward)...), "DISPLAY="+s.display, "WAYLAND_DISPLAY=", "HOME="+s.home, "LANG=C.UTF-8", "TZ=UTC",
		"XDG_DATA_HOME="+filepath.Join(s.home, "data"), "XDG_CONFIG_HOME="+filepath.Join(s.home, "config"),
		"XDG_CACHE_HOME="+filepath.Join(s.home, "cache"), "DBUS_SESSION_BUS_ADDRESS="+bus)
}

func (s *screen) settings(t *testing.T, text string) {
	t.Helper()
	path := filepath.Join(s.home, "config", "LicenseLedger", "settings.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// downloaded waits for a file whose name fits in the folder of downloads.
func (s *screen) downloaded(t *testing.T, pattern string) string {
	t.Helper()
	name := regexp.MustCompile(pattern)
	var found string
	eventually(t, "a download named "+pattern, func() bool {
		entries, _ := os.ReadDir(filepath.Join(s.home, "Downloads"))
		for _, entry := range entries {
			if name.MatchString(entry.Name()) {
				found = filepath.Join(s.home, "Downloads", entry.Name())
			}
		}
		return found != ""
	})
	return found
}
