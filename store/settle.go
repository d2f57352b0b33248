package store

import (
	"errors"
	"os"
	"path/filepath"
)

// settle makes a file that SQLite has just written and closed safe against power
// loss, before anybody else opens it.
func settle(path string) error {
	//not-a-ledger: a copy that nobody has open
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// rename gives a settled file its name, so that it has it after a power cut, too. A
// system that cannot promise this of a folder has renamed nevertheless.
func rename(settled, target string) error {
	if err := os.Rename(settled, target); err != nil {
		return err
	}
	//not-a-ledger: a folder
	folder, err := os.Open(filepath.Dir(target))
	if err != nil {
		return nil
	}
	_ = folder.Sync()
	return folder.Close()
}
