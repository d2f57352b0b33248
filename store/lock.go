package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"licenseledger/store/ledger"
)

// fileLock is the run lock of a ledger: an OS lock on a file of its own beside
// it, which the system drops when the process ends, however it ends.
type fileLock struct{ file *os.File }

func acquireLock(path string) (*fileLock, error) {
	for {
		//not-a-ledger: the lock file beside the ledger, which SQLite never opens
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, classify("lock history file", path, err)
		}
		if err := lockFile(file); err != nil {
			holder, _ := io.ReadAll(io.LimitReader(file, 200))
			file.Close()
			if !errors.Is(err, errLocked) {
				return nil, fmt.Errorf("lock history file: %w", err)
			}
			return nil, ledger.Errorf(ledger.CodeBusy, "lock history file",
				"A sync or import is already running on this history file (%s). Wait until it is done, or stop it.", strings.TrimSpace(string(holder)))
		}
		if sameFile(file, path) {
			if err := writeHolder(file); err != nil {
				return nil, errors.Join(classify("lock history file", path, err), removeLock(file))
			}
			return &fileLock{file}, nil
		}
		file.Close() // its last holder removed it between our open and our lock
	}
}

func sameFile(file *os.File, path string) bool {
	ours, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(ours, there)
}

func writeHolder(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt(fmt.Appendf(nil, "process %d", os.Getpid()), 0)
	return err
}

func (l *fileLock) release() error { return removeLock(l.file) }

// exclusive runs f while it holds the run lock, as a run does: nothing else is
// published, thinned or forgotten meanwhile. Codes: busy says who holds it,
// read_only.
func (l *Ledger) exclusive(ctx context.Context, op string, f func(ctx context.Context) error) error {
	if l.readOnly {
		return ledger.Errorf(ledger.CodeReadOnly, op, "%s is open for reading only. Copy it to a folder that can be written.", l.path)
	}
	if err := l.present(op); err != nil {
		return err
	}
	lock, err := acquireLock(l.path + ".lock")
	if err != nil {
		return err
	}
	return errors.Join(f(ctx), lock.release())
}
