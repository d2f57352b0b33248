//go:build !windows

package store

import (
	"errors"
	"os"
	"syscall"
)

// unlocked is SQLite's way to files that takes no locks.
const unlocked = "unix-none"

var errLocked = errors.New("locked by another process")

func lockFile(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}

// removeLock removes the file while it is still locked, so that nobody can take
// a lock on a file that is about to go. One that cannot be removed, since the right to
// was taken away meanwhile, locks nothing once it is closed.
func removeLock(file *os.File) error {
	_ = os.Remove(file.Name())
	return file.Close()
}
