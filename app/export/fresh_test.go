package export

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

func TestToNewFile_ReplacesNothingNotEvenWhatCameMeanwhile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "Contoso 2026-03-31.xlsx")
	theirs := func(name string) {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("theirs"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	theirs("Contoso 2026-03-31.xlsx")
	got, err := ToNewFile(t.Context(), path, func(w io.Writer) error {
		theirs("Contoso 2026-03-31 (2).xlsx") // while this one is being written
		_, err := io.WriteString(w, "ours")
		return err
	})
	if want := filepath.Join(folder, "Contoso 2026-03-31 (3).xlsx"); err != nil || got != want {
		t.Fatalf("%s, %v; want %s", got, err, want)
	}
	for name, want := range map[string]string{"Contoso 2026-03-31.xlsx": "theirs", "Contoso 2026-03-31 (2).xlsx": "theirs", "Contoso 2026-03-31 (3).xlsx": "ours"} {
		if content, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(content) != want {
			t.Errorf("%s holds %q, %v; want %q", name, content, err, want)
		}
	}
	if all, _ := os.ReadDir(folder); len(all) != 3 {
		t.Errorf("left behind: %v", all)
	}
}

func TestToNewFile_LeavesNothingWhenItEndsEarly(t *testing.T) {
	folder := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	for name, write := range map[string]func(io.Writer) error{
		"failed":  func(io.Writer) error { return errors.New("no more rows") },
		"stopped": func(io.Writer) error { stop(); return nil },
	} {
		if path, err := ToNewFile(ctx, filepath.Join(folder, "x.csv"), write); err == nil {
			t.Errorf("%s: made %s", name, path)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := ToNewFile(t.Context(), filepath.Join(folder, "nowhere", "x.csv"), nil); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("into no folder: %v, want not_found", err)
	}
}

func TestWritable(t *testing.T) {
	folder := t.TempDir()
	if !Writable(folder) || Writable(filepath.Join(folder, "nowhere")) {
		t.Errorf("a folder of ours: %v, one that is not there: %v", Writable(folder), Writable(filepath.Join(folder, "nowhere")))
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
