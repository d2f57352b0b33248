package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app/export/parquet"
	"licenseledger/store/ledger"
)

// state is what a tenant has: by day, the names in its list.
type state map[string][]string

// parts are those of the list; the seal of a day follows from its names and salt.
func (s state) parts(salt string) []Part {
	var parts []Part
	for day := 1; day <= 31; day++ {
		name := fmt.Sprintf("2026-03-%02d", day)
		names, ok := s[name]
		if !ok {
			continue
		}
		notes := []parquet.Note{{Key: "license_ledger.day", Value: name}}
		parts = append(parts, List.Part(name, fmt.Sprint(salt, names), notes, func(_ context.Context, write func([]ledger.Row) error) error {
			var rows []ledger.Row
			for _, who := range names {
				rows = append(rows, ledger.Row{UserName: ledger.Text(who), AssignedDate: "2026-03-01"})
			}
			return write(rows)
		}))
	}
	return parts
}

func contoso(at string) Manifest {
	return Manifest{Tenant: "contoso", TenantName: "Contoso", Zone: "UTC", AppVersion: "1.2.3", WrittenAt: at}
}

func write(t testing.TB, folder string, s state, salt string) Result {
	t.Helper()
	result, err := Write(t.Context(), folder, contoso("2026-04-01T00:00:00Z"), s.parts(salt), nil)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// tree gives every file of a folder with the hash of its content.
func tree(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		name, _ := filepath.Rel(folder, path)
		if entry.IsDir() {
			name, files[filepath.ToSlash(name)+"/"] = "", ""
			return nil
		}
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		files[filepath.ToSlash(name)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// whole fails unless the manifest stands, its files are as it says, and no other
// Parquet file can be seen. It gives the manifest.
func whole(t testing.TB, folder, tenant string) Manifest {
	t.Helper()
	m, ok, err := ReadManifest(folder, tenant)
	if err != nil || !ok {
		t.Fatalf("the manifest: %v, %v", ok, err)
	}
	files := tree(t, folder)
	for _, file := range m.Files {
		if files[file.Path] != file.SHA256 {
			t.Fatalf("%s has the hash %q, the manifest says %q", file.Path, files[file.Path], file.SHA256)
		}
		delete(files, file.Path)
	}
	for name := range files {
		if strings.Contains(name, "tenant="+tenant) && !strings.HasSuffix(name, "/") {
			t.Fatalf("%s is no file of the manifest", name)
		}
	}
	return m
}

func days(m Manifest) map[string]int64 {
	rows := map[string]int64{}
	for _, file := range m.Files {
		rows[file.Day] += file.Rows
	}
	return rows
}

func TestWrite_WritesOnlyWhatChanged(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "lake")
	first := state{"2026-03-01": {"Ann"}, "2026-03-02": {"Ann", "Bo"}, "2026-03-05": {"Bo"}}
	if got := write(t, folder, first, ""); got.Written != 3 || got.Days != 3 || got.Rows != 4 {
		t.Errorf("first: %+v", got)
	}
	whole(t, folder, "contoso")
	before := tree(t, folder)
	if got := write(t, folder, first, ""); got.Written != 0 || got.Removed != 0 || got.Checked != 0 || got.Files != 3 {
		t.Errorf("again: %+v", got)
	}
	if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
		t.Errorf("writing the same again changed files:\n%s", diff)
	}
	// The seals say that all may have changed, and nothing has.
	if got := write(t, folder, first, "other"); got.Written != 0 || got.Removed != 0 || got.Checked != 3 {
		t.Errorf("looked at: %+v", got)
	}
	if got := write(t, folder, first, "other"); got.Checked != 0 {
		t.Errorf("the new seals were not kept: %+v", got)
	}
	// A day is rewritten, one is gone, one is new.
	second := state{"2026-03-01": {"Ann"}, "2026-03-02": {"Ann", "Erased"}, "2026-03-06": nil}
	if got := write(t, folder, second, "other"); got.Written != 2 || got.Removed != 2 || got.Files != 3 {
		t.Errorf("second: %+v", got)
	}
	if diff := cmp.Diff(map[string]int64{"2026-03-01": 1, "2026-03-02": 2, "2026-03-06": 0}, days(whole(t, folder, "contoso"))); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(folder, "list", "tenant=contoso", "day=2026-03-05")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of the day that is gone: %v", err)
	}
}

func TestWrite_FilesThatSomebodyRemovedOrCutComeBack(t *testing.T) {
	folder := t.TempDir()
	s := state{"2026-03-01": {"Ann"}, "2026-03-02": {"Bo"}}
	write(t, folder, s, "")
	before := tree(t, folder)
	for _, file := range whole(t, folder, "contoso").Files {
		path := filepath.Join(folder, filepath.FromSlash(file.Path))
		err := os.Remove(path)
		if file.Day == "2026-03-02" {
			err = os.WriteFile(path, []byte("PAR1"), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := write(t, folder, s, ""); got.Written != 2 {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
		t.Error(diff)
	}
}

func TestWrite_LeavesEverythingAsItWasWhenItFails(t *testing.T) {
	wrong := errors.New("broken")
	old, next := state{"2026-03-01": {"Ann"}, "2026-03-02": {"Bo"}}, state{"2026-03-02": {"Bo", "Cy"}, "2026-03-03": {"Di"}, "2026-03-04": {"Di"}}
	for _, test := range []struct {
		name  string
		spoil func(parts []Part, cancel func()) Told
		want  func(error) bool
	}{
		{"the last part cannot be read", func(parts []Part, _ func()) Told {
			parts[2] = List.Part("2026-03-04", "", nil, func(_ context.Context, write func([]ledger.Row) error) error {
				return errors.Join(write([]ledger.Row{{UserName: "half"}}), wrong)
			})
			return nil
		}, func(err error) bool { return errors.Is(err, wrong) }},
		{"stopped between two parts", func(_ []Part, cancel func()) Told {
			return func(done, _ int) {
				if done == 2 {
					cancel()
				}
			}
		}, func(err error) bool { return ledger.CodeOf(err) == ledger.CodeCanceled }},
		{"stopped after the last part", func(_ []Part, cancel func()) Told {
			return func(done, total int) {
				if done == total {
					cancel()
				}
			}
		}, func(err error) bool { return ledger.CodeOf(err) == ledger.CodeCanceled }},
	} {
		for _, there := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, a lake was there %v", test.name, there), func(t *testing.T) {
				folder := filepath.Join(t.TempDir(), "lake")
				if there {
					write(t, folder, old, "")
				}
				before := tree(t, folder)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				parts := next.parts("")
				told := test.spoil(parts, cancel)
				if _, err := Write(ctx, folder, contoso("2026-04-02T00:00:00Z"), parts, told); !test.want(err) {
					t.Errorf("err = %v", err)
				}
				if diff := cmp.Diff(before, tree(t, folder)); diff != "" {
					t.Errorf("(-before +after):\n%s", diff)
				}
				if _, err := os.Stat(folder); !there && !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("the folder of a lake that was not written: %v", err)
				}
				if got := write(t, folder, next, ""); got.Files != 3 {
					t.Errorf("afterwards: %+v", got)
				}
				whole(t, folder, "contoso")
			})
		}
	}
}

func TestWrite_SaysWhyAPlaceCannotBeUsed(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	newer, odd := filepath.Join(folder, "newer"), filepath.Join(folder, "odd")
	for place, content := range map[string]string{newer: fmt.Sprintf(`{"format":"%s","version":%d}`, format, SchemaVersion+1), odd: `{"format":"other"}`} {
		if err := os.MkdirAll(filepath.Join(place, manifestFolder), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(manifestPath(place, "contoso"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		place string
		code  ledger.Code
		says  string
	}{
		{file, ledger.CodeInvalid, "is a file, and a lake is a folder"},
		{filepath.Join(folder, "no", "lake"), ledger.CodeNotFound, "Create it"},
		{newer, ledger.CodeSchemaTooNew, "Update License Ledger"},
		{odd, ledger.CodeInvalid, "not the manifest of a lake"},
	} {
		before := tree(t, folder)
		_, err := Write(t.Context(), test.place, contoso(""), state{"2026-03-01": {"Ann"}}.parts(""), nil)
		if ledger.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %s and %q", test.place, err, test.code, test.says)
		}
		after := tree(t, folder)
		delete(after, "odd/_manifest/contoso.lock")
		delete(after, "newer/_manifest/contoso.lock")
		delete(before, "odd/_manifest/contoso.lock")
		delete(before, "newer/_manifest/contoso.lock")
		if diff := cmp.Diff(before, after); diff != "" {
			t.Error(diff)
		}
	}
}

func TestWrite_TheFolderSaysWhoMayRead(t *testing.T) {
	if os.PathSeparator != '/' {
		t.Skip("permissions are others here")
	}
	for mode, want := range map[fs.FileMode]fs.FileMode{0o700: 0o600, 0o750: 0o640} {
		folder := filepath.Join(t.TempDir(), "lake")
		if err := os.Mkdir(folder, mode); err != nil {
			t.Fatal(err)
		}
		write(t, folder, state{"2026-03-01": {"Ann"}}, "")
		for _, file := range []string{whole(t, folder, "contoso").Files[0].Path, schemaFile, manifestFolder + "/contoso.json"} {
			info, err := os.Stat(filepath.Join(folder, filepath.FromSlash(file)))
			if err != nil || info.Mode().Perm() != want {
				t.Errorf("%s in a folder %v: %v, want %v, %v", file, mode, info.Mode().Perm(), want, err)
			}
		}
	}
}
