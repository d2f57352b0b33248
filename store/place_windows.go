package store

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// fileSystemOf tells only what matters here: whether the folder is a share, by
// its name or by its drive letter.
func fileSystemOf(folder string) string {
	volume := filepath.VolumeName(folder)
	if isShare(volume) {
		return remoteDrive
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return remoteDrive
	}
	return ""
}

// isShare tells a name of a share from that of a drive: \\server\share and
// \\?\UNC\server\share, but not \\?\C: nor \\.\C:.
func isShare(volume string) bool {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(volume, "/", `\`), `\\`)
	if !ok {
		return false
	}
	if device, ok := strings.CutPrefix(rest, `?\`); ok {
		return strings.HasPrefix(strings.ToUpper(device), `UNC\`)
	}
	return !strings.HasPrefix(rest, `.\`)
}
