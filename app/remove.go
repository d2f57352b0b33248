package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"licenseledger/store/ledger"
)

// RemoveSample closes a sample ledger and deletes its files. Code invalid for a
// ledger that is no sample: real history is never deleted.
func (l *Ledger) RemoveSample(ctx context.Context) error {
	_, sample, err := l.Sample(ctx)
	if err != nil {
		return err
	}
	if !sample {
		return ledger.Errorf(ledger.CodeInvalid, "", "%s is not a sample and was not deleted.", l.fileName())
	}
	return l.discard()
}

// discard closes the ledger and deletes the file with everything that belongs
// to it.
func (l *Ledger) discard() error {
	path := l.store.Path()
	return errors.Join(l.Close(), removeLedger(fillingBeside(path)), removeLedger(path))
}

// removeLedger deletes a ledger that nobody has open, with everything that
// belongs to it; one that is not there is no failure.
func removeLedger(path string) (err error) {
	files := []string{path, path + "-journal", path + "-wal", path + "-shm", path + ".lock"}
	for _, source := range ledger.Sources() {
		for _, kind := range []string{".staging", ".changes.staging", ".once.staging", ".held.staging"} {
			staging := path + "." + source.Name + kind
			files = append(files, staging, staging+"-wal", staging+"-shm", staging+"-journal")
		}
	}
	for _, source := range ledger.ActivitySources() {
		staging := path + "." + source + ".staging"
		files = append(files, staging, staging+"-wal", staging+"-shm", staging+"-journal")
	}
	for _, file := range files {
		if removeErr := os.Remove(file); removeErr != nil && !errors.Is(removeErr, fs.ErrNotExist) {
			err = errors.Join(err, ledger.Errorf(ledger.CodeReadOnly, "delete ledger",
				"%s could not be deleted. Close programs that use it and delete it by hand.", filepath.Base(file)).Because(removeErr))
		}
	}
	return err
}
