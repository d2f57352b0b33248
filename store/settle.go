package store

import (
	"errors"
	"os"
)

// settle makes a file that SQLite has just written and closed private and safe
// against power loss, before anybody else opens it.
func settle(path string) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	//not-a-ledger: a copy that nobody has open
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
