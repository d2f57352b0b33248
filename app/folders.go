package app

import (
	"os"
	"path/filepath"
	"runtime"
)

// DataFolder is where the program keeps what people make with it: the ledgers that
// the window makes, and the log of syncs that nobody watched.
func DataFolder() (string, error) {
	data, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	switch runtime.GOOS {
	case "windows":
		// What lies in the other folder roams: Windows would copy every ledger to a server
		// whenever its owner signs out.
		if data, err = os.UserCacheDir(); err != nil {
			return "", err
		}
	case "linux":
		if data = os.Getenv("XDG_DATA_HOME"); data == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return "", err
			}
			data = filepath.Join(home, ".local", "share")
		}
	}
	return filepath.Join(data, "LicenseLedger"), nil
}
