//go:build windows

package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// unlocked is SQLite's way to files that takes no locks.
const unlocked = "win32-none"

var errLocked = errors.New("locked by another process")

// The lock covers one byte far behind the text, so that others can still read
// who holds it.
const lockOffset = 1 << 30

func lockFile(file *os.File) error {
	overlapped := &windows.Overlapped{Offset: lockOffset}
	err := windows.LockFileEx(windows.Handle(file.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, overlapped)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errLocked
	}
	return err
}

// removeLock closes the file first: Windows removes none that is open. That also
// keeps the file while somebody else has it open, who may hold the lock by then.
func removeLock(file *os.File) error {
	err := file.Close()
	_ = os.Remove(file.Name()) // whoever has it open removes it
	return err
}
