//go:build !windows

package export

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// isOpenElsewhere is about programs that keep others from replacing a file;
// only Windows lets them.
func isOpenElsewhere(err error) bool { return errors.Is(err, syscall.ETXTBSY) }

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isNoFolder(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func isBadName(err error) bool {
	return errors.Is(err, syscall.ENAMETOOLONG) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.EILSEQ)
}

// syncFolder makes a rename last over a power cut. A file system that cannot do
// this has renamed nevertheless, so its refusal is no failure.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return nil
	}
	_ = d.Sync()
	return d.Close()
}
