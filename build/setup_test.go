package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// status is dpkg-query's answer in queryFormat: one package as it should be, one that
// was removed but left its configuration, one half installed. An unknown package is not
// in the answer at all.
const status = "libgtk-3-dev installed\nlibwebkit2gtk-4.1-dev config-files\nsqlite3 half-configured\n"

func TestMissingNeeds(t *testing.T) {
	needs := []need{
		{pkg: "libgtk-3-dev"},
		{pkg: "libwebkit2gtk-4.1-dev"},
		{pkg: "sqlite3", commands: []string{"sqlite3"}},
		{pkg: "chromium", commands: []string{"chromium", "google-chrome"}},
		{pkg: "xvfb", commands: []string{"Xvfb"}},
	}
	hasChrome := func(name string) bool { return name == "google-chrome" }
	got := packageNames(missingNeeds(needs, status, hasChrome))
	if want := []string{"libwebkit2gtk-4.1-dev", "sqlite3", "xvfb"}; !slices.Equal(got, want) {
		t.Errorf("missing are %q, want %q", got, want)
	}
}

func TestMissingNeeds_NothingInstalled(t *testing.T) {
	for _, needs := range [][]need{windowNeeds, testNeeds, benchNeeds} {
		got := missingNeeds(needs, "", func(string) bool { return false })
		if len(got) != len(needs) {
			t.Errorf("%d of %d are missing on a bare machine", len(got), len(needs))
		}
		for _, n := range needs {
			if n.why == "" {
				t.Errorf("%s: nothing says what it is for", n.pkg)
			}
		}
	}
}

func TestFindMissing_AsksThisSystem(t *testing.T) {
	if !hasCommand("dpkg-query") {
		t.Skip("not Debian or Ubuntu")
	}
	missing, err := findMissing(t.Context(), []need{{pkg: "dpkg"}, {pkg: "no-such-package-at-all"}, {pkg: "none", commands: []string{"sh"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := packageNames(missing); !slices.Equal(got, []string{"no-such-package-at-all"}) {
		t.Errorf("missing are %q", got)
	}
}

func TestChooseInstaller(t *testing.T) {
	for _, c := range []struct {
		name                    string
		uid                     int
		sudo, terminal, freeUse bool
		want                    string
		attach, ok              bool
	}{
		{name: "root", uid: 0, want: "env DEBIAN_FRONTEND=noninteractive", ok: true},
		{name: "sudo without password", uid: 1000, sudo: true, freeUse: true, want: "sudo -n env DEBIAN_FRONTEND=noninteractive", ok: true},
		{name: "sudo that asks", uid: 1000, sudo: true, terminal: true, want: "sudo env DEBIAN_FRONTEND=noninteractive", attach: true, ok: true},
		{name: "sudo that asks, nobody there", uid: 1000, sudo: true},
		{name: "no sudo", uid: 1000, terminal: true},
	} {
		how, ok := chooseInstaller(c.uid, c.sudo, c.terminal, func() bool { return c.freeUse })
		if got := strings.Join(how.prefix, " "); got != c.want || how.attach != c.attach || ok != c.ok {
			t.Errorf("%s: %q attach=%t ok=%t", c.name, got, how.attach, ok)
		}
	}
}

func TestOneCommand_IsOneLineThatInstallsAll(t *testing.T) {
	for hasSudo, begin := range map[bool]string{true: "sudo apt-get update && sudo apt-get install", false: "su -c 'apt-get update && apt-get install"} {
		got := oneCommand([]string{"gcc", "libgtk-3-dev"}, hasSudo)
		if !strings.HasPrefix(got, begin) || strings.Contains(got, "\n") || !strings.Contains(got, " gcc libgtk-3-dev") {
			t.Errorf("got %q", got)
		}
	}
}

func TestIsTerminal_NotANullDeviceNorAFile(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if isTerminal(null) || isTerminal(file) {
		t.Error("nobody can type a password into these")
	}
}

func TestMajorVersion(t *testing.T) {
	for version, want := range map[string]int{"v20.11.1": 20, "v8.0.0": 8, "v24": 24} {
		if got, ok := majorVersion(version); !ok || got != want {
			t.Errorf("%s: %d, %t", version, got, ok)
		}
	}
	if _, ok := majorVersion("unknown"); ok {
		t.Error("a word counts as a version")
	}
}

func TestModuleStamp_FollowsLockFileAndNode(t *testing.T) {
	lock := filepath.Join(t.TempDir(), "package-lock.json")
	if _, err := moduleStamp(lock, "v20.1.0"); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("without a lock file: %v", err)
	}
	stamp := func(text, node string) string {
		t.Helper()
		if err := os.WriteFile(lock, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := moduleStamp(lock, node)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := stamp("{}", "v20.1.0")
	if stamp("{}", "v20.1.0") != first {
		t.Error("the same lock file gives another stamp")
	}
	if stamp("{ }", "v20.1.0") == first || stamp("{}", "v22.0.0") == first {
		t.Error("a changed lock file or Node.js goes unnoticed")
	}
}

func TestHasDisplay(t *testing.T) {
	with := func(name string) func(string) string {
		return func(asked string) string {
			if asked == name {
				return ":1"
			}
			return ""
		}
	}
	for _, c := range []struct {
		goos, variable string
		want           bool
	}{{"linux", "", false}, {"linux", "DISPLAY", true}, {"linux", "WAYLAND_DISPLAY", true}, {"windows", "", true}, {"darwin", "", true}} {
		if got := hasDisplay(c.goos, with(c.variable)); got != c.want {
			t.Errorf("%s with %q: %t", c.goos, c.variable, got)
		}
	}
}

func TestVersionFromTags(t *testing.T) {
	for tags, want := range map[string]string{
		"":                              unreleased,
		"v1.2.0":                        "1.2.0",
		"nightly\nv2.0.0-rc.1\nwip-v9":  "2.0.0-rc.1",
		"v1":                            unreleased,
		"v1.0.0 -X main.evil=1":         unreleased,
		"v1.2.3\nv1.2.4":                "1.2.4",
		"release-1.2.3\nv1.2.3 (draft)": unreleased,
	} {
		if got := versionFromTags(tags); got != want {
			t.Errorf("%q gives %q, want %q", tags, got, want)
		}
	}
}
