package desktop

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// places are the folders the window works with.
type places struct {
	data      string // ledgers that the window makes
	settings  string // the file of the settings
	pictures  string // of pages as they were drawn last
	downloads string // where exports go
	webView   string // what the window keeps to be quick, on Windows
}

func findPlaces() (places, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return places{}, noHome(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return places{}, noHome(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return places{}, noHome(err)
	}
	data, err := app.DataFolder()
	if err != nil {
		return places{}, noHome(err)
	}
	return places{
		data:      data,
		settings:  filepath.Join(config, "LicenseLedger", "settings.json"),
		pictures:  filepath.Join(cache, "LicenseLedger", "pictures"),
		downloads: downloadsIn(home, config),
		webView:   filepath.Join(cache, "LicenseLedger", "window"),
	}, nil
}

func noHome(err error) error {
	return ledger.Errorf(ledger.CodeReadOnly, "find folders",
		"The system does not say where your home folder is. Set HOME and start License Ledger again.").Because(err)
}

// downloadsIn finds the folder of downloads: on Linux the one that the desktop
// named, in its own language.
// https://www.freedesktop.org/wiki/Software/xdg-user-dirs/
func downloadsIn(home, config string) string {
	usual := filepath.Join(home, "Downloads")
	if runtime.GOOS != "linux" {
		return usual
	}
	content, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return usual
	}
	for line := range strings.Lines(string(content)) {
		value, found := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOWNLOAD_DIR=")
		if !found {
			continue
		}
		path := strings.ReplaceAll(strings.Trim(value, `"`), "$HOME", home)
		if filepath.IsAbs(path) && path != home && !strings.ContainsRune(path, 0) {
			return path
		}
	}
	return usual
}

// ensureFolder makes a folder with everything above it, for this person only.
func ensureFolder(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return ledger.Errorf(ledger.CodeReadOnly, "make folder",
			"The folder %s cannot be made. Check who may write there.", path).Because(err)
	}
	return nil
}

// fileWord makes a text fit for a file name on every system: short, and without marks of
// direction, by which a name looks like another.
func fileWord(text string) string {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return -1
		}
		return r
	}, text)
	if clean = strings.TrimLeft(clean, " ."); len(clean) > fileWordBytes {
		clean = strings.ToValidUTF8(clean[:fileWordBytes], "")
	}
	return strings.Trim(clean, " .")
}

// fileWordBytes leaves room for the rest of a name below what any file system takes.
const fileWordBytes = 120
