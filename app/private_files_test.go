package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// TestFiles_AreForThePersonAlone looks at everything that lies around an open
// ledger: the file, its logs and locks, a backup, and a copy to give away.
func TestFiles_AreForThePersonAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a folder says who may read what is in it, and a person's own folders do")
	}
	folder, lists := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "contoso.ledger")
	l, _, err := app.OpenOrCreate(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Import(t.Context(), write(t, lists, "list 2022-04-01.csv", people(0, 20, "contoso.com")), app.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.Backup(t.Context(), filepath.Join(folder, "contoso.backup")); err != nil {
		t.Fatal(err)
	}
	if err := l.Share(t.Context(), filepath.Join(folder, "given.ledger"), ledger.Without{}); err != nil {
		t.Fatal(err)
	}
	seen := 0
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		info, err := os.Lstat(path)
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v: others may read it", entry.Name(), info.Mode())
		}
		seen++
		return err
	})
	if err != nil || seen < 5 { // ledger, log and its index, backup, copy
		t.Errorf("%d files, %v", seen, err)
	}
}
