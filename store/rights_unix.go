//go:build !windows

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// createAlone makes an empty file that nobody but its owner can read.
func createAlone(path string) error {
	//not-a-ledger: a file that SQLite has not seen yet
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrNotExist) {
		if _, there := os.Stat(filepath.Dir(path)); there == nil { // it takes no files, such as /proc
			return &fs.PathError{Op: "create", Path: path, Err: unix.EROFS}
		}
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// logsLikeFile has nothing to do: SQLite gives what it puts beside a file the
// rights of that file. https://www.sqlite.org/src/doc/trunk/src/os_unix.c
func logsLikeFile(string) error { return nil }
