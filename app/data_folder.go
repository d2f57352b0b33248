package app

import (
	"os"
	"path/filepath"
	"runtime"

	"licenseledger/store/ledger"
)

// DataFolder is where this program keeps what is the person's own and belongs to
// no single ledger, for the window and the console alike. It need not be there
// yet. Code read_only when the system names no home folder.
func DataFolder() (string, error) {
	base, err := os.UserConfigDir()
	if runtime.GOOS == "linux" {
		if base = os.Getenv("XDG_DATA_HOME"); base == "" {
			if base, err = os.UserHomeDir(); err == nil {
				base = filepath.Join(base, ".local", "share")
			}
		} else {
			err = nil
		}
	}
	if err != nil {
		return "", &ledger.Error{Code: ledger.CodeReadOnly, Op: "find folders", Err: err,
			Message: "The system does not say where your home folder is. Set HOME and start License Ledger again."}
	}
	return filepath.Join(base, "LicenseLedger"), nil
}
