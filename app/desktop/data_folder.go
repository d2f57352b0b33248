package desktop

import (
	"os"
	"path/filepath"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// DataFolder is where new history files go. The sample tenant is none: it stays
// in the program's own folder.
type DataFolder struct {
	Path    string `json:"path"`
	IsUsual bool   `json:"isUsual"` // the program's own, which nobody chose
	Missing bool   `json:"missing"` // a chosen one that cannot be written now: new files go to the usual one
	Unsafe  string `json:"unsafe"`  // network or cloud, where history files can be damaged or copied elsewhere; "" for none
}

// DataFolder tells where new history files go.
func (w *Window) DataFolder() (DataFolder, error) {
	return guard("find data folder", func() (DataFolder, error) { return w.dataFolderNow(), nil })
}

func (w *Window) dataFolderNow() DataFolder {
	w.mu.Lock()
	chosen := w.settings.DataFolder
	w.mu.Unlock()
	if chosen == "" {
		return DataFolder{Path: w.places.data, IsUsual: true}
	}
	out := DataFolder{Path: chosen, Missing: !export.Writable(chosen)}
	switch place := app.PlaceOf(filepath.Join(chosen, newLedgerName)); place.Kind {
	case ledger.PlaceNetwork, ledger.PlaceCloud:
		out.Unsafe = string(place.Kind)
	}
	return out
}

// newLedgerName is how a new history file is called.
const newLedgerName = "tenant.ledger"

// newLedgerFolder is where a new history file goes: where the person wants it,
// if that can be written.
func (w *Window) newLedgerFolder() string {
	if folder := w.dataFolderNow(); !folder.Missing {
		return folder.Path
	}
	return w.places.data
}

// PickDataFolder asks for the folder of new history files and keeps it; what is
// there already stays where it is. Codes: canceled when the person changed their
// mind, invalid for one that cannot be written, read_only.
func (w *Window) PickDataFolder() error {
	return do("choose data folder", func() error {
		folder, err := w.shell.PickFolder()
		switch {
		case err != nil:
			return err
		case folder == "":
			return ledger.Errorf(ledger.CodeCanceled, "choose data folder", "Nothing was changed.")
		case !export.Writable(folder):
			return ledger.Errorf(ledger.CodeInvalid, "choose data folder", "No file can be made in %s. Choose a folder of your own, or have it made writable.", filepath.Base(folder))
		}
		return w.putDataFolder(folder)
	})
}

// UsualDataFolder goes back to the program's own folder. Code read_only.
func (w *Window) UsualDataFolder() error {
	return do("choose data folder", func() error { return w.putDataFolder("") })
}

func (w *Window) putDataFolder(folder string) error {
	err := w.changeSettings(func(s *settingsFile) { s.DataFolder = folder })
	w.changed("ledger")
	return err
}

// ShowDataFolder opens the folder in the system's own file manager. Codes:
// not_found, read_only.
func (w *Window) ShowDataFolder() error {
	return do("show data folder", func() error {
		folder := w.dataFolderNow()
		if folder.IsUsual {
			if err := ensureFolder(folder.Path); err != nil {
				return err
			}
		}
		if _, err := os.Stat(folder.Path); err != nil {
			return ledger.Errorf(ledger.CodeNotFound, "show data folder", "The folder is not there now. Connect its disk, or choose another folder.")
		}
		return w.shell.Open(folder.Path)
	})
}
