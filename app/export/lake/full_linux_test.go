package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// mounted gives a folder on a small file system of its own. Only root may mount;
// others skip.
func mounted(t *testing.T, options string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root, to mount a small file system")
	}
	folder := t.TempDir()
	if err := syscall.Mount("none", folder, "tmpfs", 0, options); err != nil {
		t.Skip("this machine does not let us mount a file system:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// many are rows that take more room than a small file system has.
func many() state {
	s := state{}
	for day := 1; day <= 20; day++ {
		for who := range 2000 {
			name := fmt.Sprintf("2026-03-%02d", day)
			s[name] = append(s[name], fmt.Sprintf("person %d of %d", who*7919, day))
		}
	}
	return s
}

func TestWrite_DiskFull(t *testing.T) {
	place := mounted(t, "size=400k")
	folder := filepath.Join(place, "lake")
	for _, there := range []bool{false, true} {
		before := tree(t, place)
		_, err := Write(t.Context(), folder, contoso(""), many().parts(""), nil)
		if ledger.CodeOf(err) != ledger.CodeDiskFull || !strings.Contains(err.Error(), "Free some space") {
			t.Errorf("a lake was there %v: %v", there, err)
		}
		if diff := cmp.Diff(before, tree(t, place)); diff != "" {
			t.Errorf("a lake was there %v (-before +after):\n%s", there, diff)
		}
		write(t, folder, state{"2026-03-01": {"Ann"}}, "")
		whole(t, folder, "contoso")
	}
}

// There is room for content, and none for more files.
func TestWrite_NoNamesLeft(t *testing.T) {
	place := mounted(t, "size=4m,nr_inodes=40")
	folder := filepath.Join(place, "lake")
	write(t, folder, state{"2026-03-01": {"Ann"}}, "")
	before := tree(t, place)
	_, err := Write(t.Context(), folder, contoso(""), many().parts(""), nil)
	if ledger.CodeOf(err) != ledger.CodeDiskFull {
		t.Errorf("err = %v", err)
	}
	if diff := cmp.Diff(before, tree(t, place)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

func TestWrite_ReadOnlyPlace(t *testing.T) {
	folder := mounted(t, "size=4m")
	write(t, folder, state{"2026-03-01": {"Ann"}}, "")
	before := tree(t, folder)
	if err := syscall.Mount("none", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	_, err := Write(context.Background(), folder, contoso(""), state{"2026-03-02": {"Bo"}}.parts(""), nil)
	if ledger.CodeOf(err) != ledger.CodeReadOnly || !strings.Contains(err.Error(), "Choose another place") {
		t.Errorf("err = %v", err)
	}
	if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
		t.Error(diff)
	}
}
