package export

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
const (
	errAccessDenied     = syscall.Errno(5)
	errSharingViolation = syscall.Errno(32)
	errLockViolation    = syscall.Errno(33)
	errHandleDiskFull   = syscall.Errno(39)
	errDiskFull         = syscall.Errno(112)
	errWriteProtect     = syscall.Errno(19)
	errInvalidName      = syscall.Errno(123)
	errFilenameTooLong  = syscall.Errno(206)
	errBadPathname      = syscall.Errno(161)
)

// isOpenElsewhere counts a refused rename too: the new file was made in the
// same folder just before, so what refuses is a program that holds the old one.
func isOpenElsewhere(err error) bool {
	var rename *os.LinkError
	if errors.As(err, &rename) && errors.Is(err, errAccessDenied) {
		return true
	}
	return errors.Is(err, errSharingViolation) || errors.Is(err, errLockViolation)
}

func isDiskFull(err error) bool {
	return errors.Is(err, errDiskFull) || errors.Is(err, errHandleDiskFull)
}

func isNoFolder(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func isReadOnly(err error) bool { return errors.Is(err, errWriteProtect) }

func isBadName(err error) bool {
	return errors.Is(err, errInvalidName) || errors.Is(err, errFilenameTooLong) || errors.Is(err, errBadPathname)
}

// syncFolder has nothing to do: Windows writes renames to its journal.
func syncFolder(string) error { return nil }
