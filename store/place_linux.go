package store

import (
	"os"
	"strings"
)

// fileSystemOf names the file system that a folder lies on. The table of mounts
// says more than statfs: which program stands behind a FUSE one.
func fileSystemOf(folder string) string {
	//not-a-ledger: the kernel's table of mounts
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return ""
	}
	return mountedAt(string(table), folder)
}

// mountedAt finds the mount that a path is in: the one with the longest path,
// and of those the last, which hides the others.
// https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
func mountedAt(table, path string) string {
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	best, fileSystem := -1, ""
	for line := range strings.Lines(table) {
		before, after, ok := strings.Cut(line, " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(kind) == 0 {
			continue
		}
		at := unescape.Replace(fields[4])
		if len(at) >= best && (path == at || at == "/" || strings.HasPrefix(path, at+"/")) {
			best, fileSystem = len(at), kind[0]
		}
	}
	return fileSystem
}
