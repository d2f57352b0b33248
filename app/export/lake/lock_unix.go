//go:build !windows

package lake

import (
	"errors"
	"os"
	"syscall"
)

func openLocked(path string) (*os.File, error) {
	for {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			file.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, errLocked
			}
			return nil, err
		}
		ours, err := file.Stat()
		if there, statErr := os.Stat(path); err == nil && statErr == nil && os.SameFile(ours, there) {
			return file, nil
		}
		file.Close() // its last holder removed it between our open and our lock
	}
}
