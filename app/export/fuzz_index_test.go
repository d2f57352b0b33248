package export

import (
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzIndex puts a new set in the place of one whose index somebody wrote: nothing
// outside of the folder goes, and what is not of the set keeps the whole from going.
func FuzzIndex(f *testing.F) {
	for _, seed := range []string{
		"License,File,Rows,People\nE3,a.csv,1,1\n", "\ufeffLicense;File;Rows;People\r\nE3;../outside.csv;1;1\r\nx;a.csv;;\r\n", "a\tFile\tRows\tPeople\n\t..\\outside.csv\t\t\n\t.\t\t\n\t..\t\t\n\t\t\t",
		"License,File,Rows,People\n,sub,1,1\n,sub/inside.csv,1,1\n,a.csv,1,1\n,kept.txt,1,1\n", "\"", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, index []byte) {
		top := t.TempDir()
		set, next := filepath.Join(top, "set"), filepath.Join(top, "next.partial")
		write := func(path, text string) {
			t.Helper()
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, folder := range []string{set, filepath.Join(set, "sub"), next} {
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		outside, kept, inside := filepath.Join(top, "outside.csv"), filepath.Join(set, "kept.txt"), filepath.Join(set, "sub", "inside.csv")
		for _, path := range []string{outside, kept, inside, filepath.Join(set, "a.csv"), filepath.Join(next, "b.csv")} {
			write(path, path)
		}
		write(filepath.Join(set, IndexName), string(index))
		err := swapFolder(next, set)
		if ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Fatalf("%q lets a set go in which is a folder: %v", index, err)
		}
		for _, path := range []string{outside, kept, inside, filepath.Join(set, "a.csv")} {
			if text, err := os.ReadFile(path); err != nil || string(text) != path {
				t.Fatalf("%q loses %s: %v", index, path, err)
			}
		}
		if err := os.RemoveAll(filepath.Join(set, "sub")); err != nil {
			t.Fatal(err)
		}
		err = swapFolder(next, set)
		if _, lost := os.Stat(outside); lost != nil {
			t.Fatalf("%q reaches outside of its folder: %v, %v", index, lost, err)
		}
		if _, lost := os.Stat(kept); (err == nil) != (lost != nil) {
			t.Fatalf("%q: %v, and what is not of the set is %v", index, err, lost)
		}
	})
}
