package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestSettings_AreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "settings.json")
	want := settingsFile{Settings: Settings{Language: "nl", Theme: themeDark, HideNames: true, StartAtWelcome: true}, Window: windowPlace{Width: 1000, Height: 700, At: &point{30, 40}, Maximised: true},
		Last: "/here/a.ledger", Recents: []recent{{Path: "/here/a.ledger", TenantName: "Contoso", Opened: "2026-03-31T06:30:00Z"}},
		Looks:   map[string]TenantLook{"/here/a.ledger": {Name: "Ours", Colour: "plum"}},
		Watched: map[string]string{"/here/a.ledger": "/here/Downloads"}, Exported: []string{"/here/Downloads/list.csv"},
		Notes: map[string]map[string]string{"": {"columns": "[]"}, "/here/a.ledger": {"ledger/looked": "3"}}}
	if err := writeSettings(path, want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, readSettings(path)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestSettings_ABrokenFileGivesTheUsualOnes(t *testing.T) {
	for name, content := range map[string]string{
		"not JSON":            "{",
		"a language unknown":  `{"language":"xx"}`,
		"a window of nothing": `{"window":{"width":0,"height":0}}`,
		"a theme unknown":     `{"theme":"plaid"}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "settings.json")
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(defaultSettings(), readSettings(path), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestPlaces_DownloadsAsTheDesktopNamesThem(t *testing.T) {
	home := t.TempDir()
	config := filepath.Join(home, ".config")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := downloadsIn(home, config); got != filepath.Join(home, "Downloads") {
		t.Errorf("without a file: %s", got)
	}
	file := "# made by xdg-user-dirs\nXDG_DESKTOP_DIR=\"$HOME/Bureaublad\"\nXDG_DOWNLOAD_DIR=\"$HOME/Gedownload\"\n"
	if err := os.WriteFile(filepath.Join(config, "user-dirs.dirs"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := downloadsIn(home, config); got != filepath.Join(home, "Gedownload") {
		t.Errorf("with a file: %s", got)
	}
}

func TestPlaces_NamesFitEverySystem(t *testing.T) {
	for in, want := range map[string]string{
		"Contoso":                "Contoso",
		"A/B: \"C\" <D>?*":       "AB C D",
		" ..hidden.. ":           "hidden",
		"tab\there":              "tabhere",
		"a\u202egpj.b\u009b":     "agpj.b",
		strings.Repeat("é", 200): strings.Repeat("é", 60),
	} {
		if got := fileWord(in); got != want {
			t.Errorf("fileWord(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestArguments(t *testing.T) {
	there := filepath.Join(t.TempDir(), "x.db")
	if err := os.WriteFile(there, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args    []string
		path    string
		command bool
	}{
		"nothing":                       {nil, "", false},
		"a ledger":                      {[]string{"contoso.ledger"}, "contoso.ledger", false},
		"a ledger that is not there":    {[]string{"/nowhere/x"}, "/nowhere/x", false},
		"a file with another ending":    {[]string{there}, there, false},
		"a command":                     {[]string{"list", "contoso.ledger"}, "", true},
		"a command alone":               {[]string{"version"}, "", true},
		"a flag, which the console has": {[]string{"--help"}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			if path, command := Arguments(c.args); path != c.path || command != c.command {
				t.Errorf("got %q %t", path, command)
			}
		})
	}
}
