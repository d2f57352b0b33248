package lake

import (
	"errors"
	"os"
	"syscall"
)

// errorSharingViolation is what a file answers that another process has opened
// for itself alone.
// https://learn.microsoft.com/windows/win32/debug/system-error-codes--0-499-
const errorSharingViolation = syscall.Errno(32)

// openLocked opens a file for this process alone.
func openLocked(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const alone = 0
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, alone, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errorSharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(handle), path), nil
}
