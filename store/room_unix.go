//go:build !windows

package store

import "golang.org/x/sys/unix"

// roomIn gives the bytes that this user can still write in a folder.
func roomIn(folder string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return int64(uint64(s.Bavail) * uint64(s.Bsize)), nil //nolint:unconvert // the types differ between systems
}
