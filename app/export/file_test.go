package export

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func writes(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// onlyFiles fails unless the folder holds exactly these files with this
// content: name, content, name, content, ...
func onlyFiles(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if len(want) < 2 || want[0] != e.Name() || want[1] != string(content) {
			t.Fatalf("the folder has %s with %.40q, want %q", e.Name(), content, want)
		}
		want = want[2:]
	}
	if len(want) > 0 {
		t.Fatalf("the folder lacks %q", want)
	}
}

func TestToFile_MakesAFileForItsOwnerOnly(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "list.csv")
	if err := ToFile(t.Context(), path, writes("new")); err != nil {
		t.Fatal(err)
	}
	onlyFiles(t, folder, "list.csv", "new")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("mode = %v, %v", info.Mode(), err)
	}
}

func TestToFile_ReplacesAFileAndKeepsItsPermissionsAndLinks(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "list.csv"), filepath.Join(t.TempDir(), "link.csv")
	if err := os.WriteFile(path, []byte("a longer old content"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip("this system has no symbolic links for us:", err)
	}
	if err := ToFile(t.Context(), link, writes("new")); err != nil {
		t.Fatal(err)
	}
	onlyFiles(t, folder, "list.csv", "new")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o640 && os.PathSeparator == '/' {
		t.Errorf("mode = %v, %v", info.Mode(), err)
	}
	if got, err := os.Readlink(link); err != nil || got != path {
		t.Errorf("the link points to %q, %v", got, err)
	}
}

func TestToFile_LeavesTheOldFileWhenWritingFails(t *testing.T) {
	wrong := errors.New("broken")
	ctx, cancel := context.WithCancel(t.Context())
	for _, test := range []struct {
		name  string
		write func(io.Writer) error
		want  func(error) bool
	}{
		{"the content fails", func(w io.Writer) error { _ = writes("half")(w); return wrong },
			func(err error) bool { return errors.Is(err, wrong) }},
		{"rows are stopped half way", func(w io.Writer) error {
			return WriteXLSX(ctx, w, Meta{}, LayoutList, numberedRows(20_000), func(done int) {
				if done == 2000 {
					cancel()
				}
			})
		}, func(err error) bool { return ledger.CodeOf(err) == ledger.CodeCanceled }},
		{"stopped after the last row", writes("all of it"), func(err error) bool { return ledger.CodeOf(err) == ledger.CodeCanceled }},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "list.csv")
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := ToFile(ctx, path, test.write); !test.want(err) {
				t.Errorf("err = %v", err)
			}
			onlyFiles(t, folder, "list.csv", "old")
		})
	}
}

func TestToFile_SaysWhyAPlaceCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, path string
		code       ledger.Code
		says       string
	}{
		{"the folder is missing", filepath.Join(folder, "no", "list.csv"), ledger.CodeNotFound, "Create it"},
		{"the folder is a file", filepath.Join(file, "list.csv"), ledger.CodeNotFound, "choose another place"},
		{"the target is a folder", folder, ledger.CodeInvalid, "Give the name of a file"},
		{"the name is too long", filepath.Join(folder, strings.Repeat("x", 300)), ledger.CodeInvalid, "shorter name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			called := false
			err := ToFile(t.Context(), test.path, func(io.Writer) error { called = true; return nil })
			if ledger.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.says) {
				t.Errorf("err = %v (%s), want %s and %q", err, ledger.CodeOf(err), test.code, test.says)
			}
			if called {
				t.Error("rows were written before the place was tried")
			}
			onlyFiles(t, folder, "a file", "")
		})
	}
}

func TestToFile_RefusesWhatAnotherProgramHasOpen(t *testing.T) {
	for _, owner := range []string{"~$list.xlsx", ".~lock.list.xlsx#"} {
		t.Run(owner, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "list.xlsx")
			for _, p := range []string{path, filepath.Join(folder, owner)} {
				if err := os.WriteFile(p, []byte("old"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			err := ToFile(t.Context(), path, writes("new"))
			if ledger.CodeOf(err) != ledger.CodeBusy || !strings.Contains(err.Error(), "Close it there") {
				t.Errorf("err = %v", err)
			}
			if content, err := os.ReadFile(path); err != nil || string(content) != "old" {
				t.Errorf("the file has %q, %v", content, err)
			}
		})
	}
}

func TestKeep_ReplacesForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Keep(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || string(content) != "new" {
		t.Errorf("it holds %q, %v", content, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("it is %v, %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("there are %v, %v", entries, err)
	}
}
