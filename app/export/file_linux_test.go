package export

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"licenseledger/store/ledger"
)

// mounted gives a folder on a file system of its own, made with these options.
// Only root may mount; others skip.
func mounted(t *testing.T, flags uintptr, options string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root, to mount a small file system")
	}
	folder := t.TempDir()
	if err := syscall.Mount("none", folder, "tmpfs", flags, options); err != nil {
		t.Skip("this machine does not let us mount a file system:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

func TestToFile_DiskFull(t *testing.T) {
	folder := mounted(t, 0, "size=64k")
	path := filepath.Join(folder, "list.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := ToFile(t.Context(), path, func(w io.Writer) error {
		return WriteXLSX(t.Context(), w, contosoMeta(t, "en"), LayoutList, numberedRows(20_000), nil)
	})
	if ledger.CodeOf(err) != ledger.CodeDiskFull || !strings.Contains(err.Error(), "Free some space") {
		t.Errorf("err = %v", err)
	}
	onlyFiles(t, folder, "list.xlsx", "old")
}

// The device that is always full needs no root.
func TestFill_SaysThatTheDiskIsFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	err = fill(t.Context(), full, "/somewhere/list.csv", nil, func(w io.Writer) error {
		return WriteCSV(t.Context(), w, Meta{}, LayoutList, contoso(), DefaultCSV(), nil)
	})
	if ledger.CodeOf(err) != ledger.CodeDiskFull || !strings.Contains(err.Error(), "no room left in /somewhere") {
		t.Errorf("err = %v", err)
	}
}

func TestToFile_ReadOnlyPlace(t *testing.T) {
	folder := mounted(t, 0, "size=64k")
	path := filepath.Join(folder, "list.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	err := ToFile(t.Context(), path, writes("new"))
	if ledger.CodeOf(err) != ledger.CodeReadOnly || !strings.Contains(err.Error(), "Choose another place") {
		t.Errorf("err = %v", err)
	}
	onlyFiles(t, folder, "list.xlsx", "old")
}

func TestToFile_FolderWithoutPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere; the read-only file system stands for it")
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	err := ToFile(t.Context(), filepath.Join(folder, "list.xlsx"), writes("new"))
	if ledger.CodeOf(err) != ledger.CodeReadOnly {
		t.Errorf("err = %v", err)
	}
	onlyFiles(t, folder)
}

// An export writes to one file only, the one beside the target: nothing of it
// ever stands in the folder for temporary files.
func TestWriteXLSX_UsesNoTemporaryFolder(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing"))
	folder := t.TempDir()
	path := filepath.Join(folder, "list.xlsx")
	var during []os.DirEntry
	err := ToFile(t.Context(), path, func(w io.Writer) error {
		return WriteXLSX(t.Context(), w, Meta{}, LayoutList, numberedRows(200_000), func(done int) {
			if done == 100_000 {
				during, _ = os.ReadDir(folder)
			}
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(during) != 1 || !strings.HasSuffix(during[0].Name(), ".partial") {
		t.Errorf("half way the folder has %v", during)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode = %v, %v", info.Mode(), err)
	}
}

// A set for which there is no room leaves the one before as it was.
func TestToFolder_DiskFullAndReadOnly(t *testing.T) {
	folder := mounted(t, 0, "size=256k")
	path := filepath.Join(folder, "set")
	if _, err := ToFolder(t.Context(), path, false, set(t.Context(), "a.csv")); err != nil {
		t.Fatal(err)
	}
	_, err := ToFolder(t.Context(), path, false, func(f *Folder) error {
		for _, name := range []string{"b.csv", "c.csv", "d.csv"} {
			if err := f.Write(t.Context(), name, func(w io.Writer) error {
				return WriteCSV(t.Context(), w, Meta{}, LayoutList, numberedRows(1500), DefaultCSV(), nil)
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if ledger.CodeOf(err) != ledger.CodeDiskFull || !strings.Contains(err.Error(), "Free some space") {
		t.Errorf("err = %v", err)
	}
	if err := syscall.Mount("none", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := ToFolder(t.Context(), path, false, set(t.Context(), "b.csv")); ledger.CodeOf(err) != ledger.CodeReadOnly {
		t.Errorf("err = %v", err)
	}
	if got := filesIn(t, path) + ", beside it " + filesIn(t, folder); got != "a.csv index.csv, beside it set" {
		t.Errorf("the folder has %s", got)
	}
}
