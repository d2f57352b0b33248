package store

import (
	"os"

	"licenseledger/store/ledger"
)

// remember keeps which file was opened: a file that is moved or deleted stays
// open, and what is written into it then is never seen again.
func (l *Ledger) remember() { l.file, _ = os.Stat(l.path) }

// Present tells whether the file still lies where it was opened, without
// opening it. Code lost.
func (l *Ledger) Present() error { return l.present("find history file") }

func (l *Ledger) present(op string) error {
	if l.file == nil {
		return nil
	}
	there, err := os.Stat(l.path)
	if err == nil && os.SameFile(l.file, there) {
		return nil
	}
	return lost(op, l.path, err)
}

func lost(op, path string, cause error) error {
	return &ledger.Error{Code: ledger.CodeLost, Op: op, Err: cause, Message: path + " is no longer where it was opened: it was moved, deleted or replaced, or its disk was disconnected. " +
		"What was read before can still be looked at, and nothing more is kept. Put it back, or open it where it lies now."}
}

func isGone(path string) bool {
	_, err := os.Stat(path)
	return err != nil && !os.IsPermission(err)
}
