package schedule

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestLog_StaysSmallAndTellsTheNewest over more nights than it keeps, and after a line
// that a crash cut off.
func TestLog_StaysSmallAndTellsTheNewest(t *testing.T) {
	g, file := Log{Folder: filepath.Join(t.TempDir(), "schedule")}, "/srv/ledgers/contoso.ledger"
	if r, err := g.Newest(file); r != nil || err != nil {
		t.Fatalf("before the first: %+v, %v", r, err)
	}
	at := time.Date(2026, 1, 1, 6, 30, 0, 0, time.UTC)
	for n := range 2000 {
		if err := g.Append(file, Record{Began: at.AddDate(0, 0, n), Exit: n % 5, Warnings: []Warning{{"sign_in_required", "powerplatform.licenseReport"}}}); err != nil {
			t.Fatal(err)
		}
	}
	size := int64(0)
	for _, path := range []string{g.Path(file), g.Path(file) + ".1"} {
		info, err := os.Stat(path)
		if err != nil || info.Size() > logLimit {
			t.Fatalf("%s: %v, %v", path, info, err)
		}
		size += info.Size()
	}
	if entries, err := os.ReadDir(g.Folder); err != nil || len(entries) != 2 || size < logLimit {
		t.Errorf("%d files of %d bytes (%v)", len(entries), size, err)
	}
	half, err := os.OpenFile(g.Path(file), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := half.WriteString(`{"began":"2031-06-2`); err != nil {
		t.Fatal(err)
	}
	if err := half.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := g.Newest(file); err != nil || r == nil || !r.Began.Equal(at.AddDate(0, 0, 1999)) || r.Exit != 1999%5 {
		t.Errorf("the newest is %+v, %v", r, err)
	}
	if last, err := g.Last(file, 300); err != nil || len(last) != 300 || !last[299].Began.Equal(at.AddDate(0, 0, 1700)) {
		t.Errorf("the last are %d, %v", len(last), err)
	}
	if r, err := g.Newest("/srv/ledgers/other.ledger"); r != nil || err != nil {
		t.Errorf("of another: %+v, %v", r, err)
	}
}
