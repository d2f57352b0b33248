//go:build stress && linux

package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// needsNetwork are commands of sessions that serve or ask somebody: a sample is read
// from a simulated tenant within this computer.
var needsNetwork = regexp.MustCompile(`(?m)^(simulate|occupied|sign-in|connect) |version --check|licensectl (demo|sync|signin|doctor)\b`)

// offlineSessions are those that need no network.
func offlineSessions(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !needsNetwork.Match(text) {
			names = append(names, strings.TrimSuffix(filepath.Base(file), ".txtar"))
		}
	}
	return names
}

// Every session that needs no network goes well without one, and connects nowhere.
func TestStress_OfflineSessionsConnectNowhere(t *testing.T) {
	names := offlineSessions(t)
	connects := runOffline(t, names)
	for _, call := range connects {
		t.Errorf("a session tried to connect: %s", call)
	}
	t.Attr("offline-sessions", strconv.Itoa(len(names)))
	t.Attr("offline-connects", strconv.Itoa(len(connects)))
}
