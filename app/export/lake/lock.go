package lake

import (
	"errors"
	"os"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// lock keeps two processes from writing one tenant. The system drops it when
// the process ends, however it ends; its file stays.
type lock struct{ file *os.File }

var errLocked = errors.New("locked by another process")

func acquire(path string) (*lock, error) {
	file, err := openLocked(path)
	if errors.Is(err, errLocked) {
		return nil, ledger.Errorf(ledger.CodeBusy, "export", "Another export writes this tenant into the lake already. Wait until it is done, then repeat.")
	}
	if err != nil {
		return nil, export.PlaceError(path, err)
	}
	return &lock{file}, nil
}

// release lets others write. remove takes the file away too, where nothing of
// the lake was made.
func (l *lock) release(remove bool) error {
	if !remove {
		return l.file.Close()
	}
	_ = os.Remove(l.file.Name()) // where the system lets an open file go
	err := l.file.Close()
	_ = os.Remove(l.file.Name()) // where it does not; another process that has it open keeps it
	return err
}
