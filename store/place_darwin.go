package store

import "golang.org/x/sys/unix"

// fileSystemOf names the file system that a folder lies on.
func fileSystemOf(folder string) string {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return ""
	}
	return unix.ByteSliceToString(s.Fstypename[:])
}
