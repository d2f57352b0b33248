package desktop

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

// previewShell hears how far previews are; at is called with each.
type previewShell struct {
	quietShell
	at func(PreviewProgress)
}

func (s *previewShell) Emit(event string, payload any) {
	if event == eventPreviewProgressed {
		s.at(payload.(PreviewProgress))
	}
}

// A preview tells how far it is from the first row on, file by file, and ends
// where it is when a person cancels it.
func TestPreviewImport_TellsHowFarItIsAndIsCanceled(t *testing.T) {
	w, _ := newWindow(t)
	folder := t.TempDir()
	var text strings.Builder
	text.WriteString("User name,Email address,Service,License,License Assigned Date\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "Person %d,p%d@contoso.com,Flow Free,Free,2022-03-01\n", i, i)
	}
	var paths []string
	for _, name := range []string{"a 2022-04-01.csv", "b 2022-04-02.csv"} {
		paths = append(paths, filepath.Join(folder, name))
		if err := os.WriteFile(paths[len(paths)-1], []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var heard []PreviewProgress
	w.shell = &previewShell{at: func(p PreviewProgress) { heard = append(heard, p) }}
	if _, err := w.PreviewImport(ImportRequest{Paths: paths}); err != nil {
		t.Fatal(err)
	}
	if len(heard) == 0 {
		t.Fatal("nothing was told")
	}
	if first := heard[0]; first.File != "a 2022-04-01.csv" || first.Nth != 1 || first.Of != 2 || first.Rows != 0 {
		t.Errorf("first %+v", first)
	}
	before := 0.0
	for _, p := range heard {
		if p.Part < before || p.Part > 1 {
			t.Errorf("from %v to %v", before, p.Part)
		}
		before = p.Part
	}

	heard = nil
	w.shell = &previewShell{at: func(p PreviewProgress) {
		heard = append(heard, p)
		if err := w.CancelPreview(); err != nil {
			t.Error(err)
		}
	}}
	if _, err := w.PreviewImport(ImportRequest{Paths: paths}); appErrorOf(err).Code != ledger.CodeCanceled {
		t.Errorf("canceled: %v", err)
	}
	if len(heard) != 1 {
		t.Errorf("went on: %+v", heard)
	}
}
