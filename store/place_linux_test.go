package store

import (
	"strings"
	"testing"
)

func TestMountedAt(t *testing.T) {
	const table = `27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:30 / /home rw,relatime shared:1 - btrfs /dev/vdb rw
31 30 0:31 / /home/admin/team\040share rw,relatime shared:2 master:1 - cifs //server/team rw,vers=3.1.1
32 30 0:32 / /home/admin/far rw - fuse.sshfs jane@far:/ rw
33 32 0:33 / /home/admin/far rw - tmpfs tmpfs rw
not a line of the table
`
	for path, want := range map[string]string{
		"/":                              "ext4",
		"/var/lib":                       "ext4",
		"/homes":                         "ext4",
		"/home":                          "btrfs",
		"/home/admin/team share":         "cifs",
		"/home/admin/team share/ledgers": "cifs",
		"/home/admin/team shares":        "btrfs",
		"/home/admin/far/x":              "tmpfs",
	} {
		if got := mountedAt(table, path); got != want {
			t.Errorf("%s is on %q, want %q", path, got, want)
		}
	}
}

// FuzzMountedAt reads tables of mounts, in which others may have named a folder: a path
// is on one of the file systems that stand there, or on none that is known.
func FuzzMountedAt(f *testing.F) {
	f.Add("27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n30 27 0:30 / /home rw - btrfs /dev/vdb rw\n", "/home/jane")
	f.Add("27 1 254:0 / /home/a\\040b\\134 rw - a - b\n - \n1 2 3 4 / - \n", "/home/a b\\")
	f.Add("1 2 3 4  rw - x\n", "")
	f.Fuzz(func(t *testing.T, table, path string) {
		if on := mountedAt(table, path); strings.ContainsAny(on, " \n") || !strings.Contains(table, on) {
			t.Fatalf("%q is on %q", path, on)
		}
	})
}
