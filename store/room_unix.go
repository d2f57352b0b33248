//go:build !windows

package store

import (
	"errors"

	"golang.org/x/sys/unix"
)

// roomIn gives the bytes that this user can still write in a folder.
func roomIn(folder string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return int64(uint64(s.Bavail) * uint64(s.Bsize)), nil //nolint:unconvert // the types differ between systems
}

func isReadOnlyPlace(err error) bool { return errors.Is(err, unix.EROFS) }

func isNameTooLong(err error) bool { return errors.Is(err, unix.ENAMETOOLONG) }

func isNoRoom(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }
