package desktop

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// The choices of a settings file; system follows the computer.
const (
	choiceSystem = "system"
	themeLight   = "light"
	themeDark    = "dark"
)

// settingsFile is what lies on disk.
type settingsFile struct {
	Settings
	Window     windowPlace                  `json:"window"`
	Last       string                       `json:"last"`         // the ledger that is open, or was when the window was closed; "" for none
	Recents    []recent                     `json:"recents"`      // ledgers that were opened, the last one first
	Looks      map[string]TenantLook        `json:"looks"`        // how tenants are told apart, by the path of their ledger
	Watched    map[string]string            `json:"watched"`      // folder that is watched, by the path of its ledger
	Exported   []string                     `json:"exported"`     // the files exported last, which are no downloads
	Folder     string                       `json:"exportFolder"` // where the person put an export last; empty is the folder of downloads
	DataFolder string                       `json:"dataFolder"`   // where new history files go; empty is the program's own folder
	Notes      map[string]map[string]string `json:"notes"`        // what the page remembers, by the path of its ledger ("" for all) and by name
}

// exportsKept bounds how many exports are remembered.
const exportsKept = 200

func defaultSettings() settingsFile {
	return settingsFile{
		Settings: Settings{Language: choiceSystem, Theme: choiceSystem},
		Window:   windowPlace{Width: 1280, Height: 800},
	}
}

// sound replaces what this version does not know.
func (s settingsFile) sound() settingsFile {
	usual := defaultSettings()
	if !slices.Contains([]string{choiceSystem, "en", "nl"}, s.Language) {
		s.Language = usual.Language
	}
	if !slices.Contains([]string{choiceSystem, themeLight, themeDark}, s.Theme) {
		s.Theme = usual.Theme
	}
	if !s.Window.fits() {
		s.Window = usual.Window
	}
	s.Recents = s.Recents[:min(len(s.Recents), recentsKept)]
	s.Exported = s.Exported[max(0, len(s.Exported)-exportsKept):]
	return s
}

// readSettings gives the settings at path. A file that is missing or broken
// gives the usual ones: nobody is kept from their data by a settings file.
func readSettings(path string) settingsFile {
	s := defaultSettings()
	content, err := os.ReadFile(path)
	if err != nil {
		return s
	}
	if err := json.Unmarshal(content, &s); err != nil {
		slog.Warn("the settings file is not understood", "err", err)
		return defaultSettings()
	}
	return s.sound()
}

// writeSettings replaces the settings at path as a whole.
func writeSettings(path string, s settingsFile) error {
	if err := ensureFolder(filepath.Dir(path)); err != nil {
		return err
	}
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := export.Keep(path, content); err != nil {
		return ledger.Errorf(ledger.CodeReadOnly, "save settings",
			"The settings could not be saved at %s. They hold until the window is closed.", path)
	}
	return nil
}
