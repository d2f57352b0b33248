//go:build window && linux

package desktop

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/sync/proxytest"
)

// leavesNothing starts a proxy that leads nowhere, and holds the test to it at its end:
// whatever asked for anybody through it is told, with method, host and path.
func leavesNothing(t *testing.T) (address string) {
	t.Helper()
	outward := proxytest.New(t, proxytest.Options{})
	t.Cleanup(func() {
		for _, asked := range outward.Asked() {
			t.Errorf("the window, or its web view, asked for %s %s%s", asked.Method, asked.Host, asked.Path)
		}
	})
	return outward.URL
}

// outThrough is the environment in which a proxy is the way out, for Go and for the web
// view's processes.
func outThrough(proxy string) (env []string) {
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"} {
		env = append(env, name+"="+proxy, strings.ToLower(name)+"="+proxy)
	}
	return append(env, "NO_PROXY=", "no_proxy=")
}

// webViewIsRecorded shows that a proxy sees what a web view of the window's kind asks for:
// one without the window's policy is led to two other hosts.
func (s *screen) webViewIsRecorded(t *testing.T) {
	program := filepath.Join(t.TempDir(), "asks")
	build := exec.Command("sh", "-c", `gcc -o "$0" testdata/asks.c $(pkg-config --cflags --libs webkit2gtk-4.1)`, program)
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	outward := proxytest.New(t, proxytest.Options{})
	cmd := exec.Command(program, "http://telemetry.example/plain", "https://telemetry.example/")
	cmd.Env = append(s.env(), outThrough(outward.URL)...)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	seen := slices.Compact(proxytest.LeftThrough(outward.Asked()).Outside) // it tries twice
	if got := strings.Join(seen, ", "); got != "GET telemetry.example/plain, CONNECT telemetry.example:443" {
		t.Errorf("a web view that asks others is seen to ask for %q", got)
	}
}
