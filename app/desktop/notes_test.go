package desktop

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func putNote(t *testing.T, w *Window, name, value string) {
	t.Helper()
	if err := w.PutNote(name, value); err != nil {
		t.Fatal(err)
	}
}

func notesOf(t *testing.T, w *Window) map[string]string {
	t.Helper()
	notes, err := w.Notes()
	if err != nil {
		t.Fatal(err)
	}
	return notes
}

func TestNotes_OfOneLedgerAreNotThoseOfAnother(t *testing.T) {
	w, _ := newWindow(t)
	putNote(t, w, "columns", "[1]")
	if err := w.PutNote("ledger/looked", "3"); err == nil {
		t.Error("a note of a ledger was kept without one")
	}
	sample, _ := withSample(t)
	sample.places, sample.settings = w.places, readSettings(w.places.settings)
	w = sample
	putNote(t, w, "ledger/looked", "3")
	if d := cmp.Diff(map[string]string{"columns": "[1]", "ledger/looked": "3"}, notesOf(t, w)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]string{"columns": "[1]"}, notesOf(t, w)); d != "" {
		t.Errorf("of no ledger: -want +got:\n%s", d)
	}
	putNote(t, w, "columns", "")
	if len(notesOf(t, w)) > 0 {
		t.Error("an emptied note is still there")
	}
	found := 0
	for _, notes := range readSettings(w.places.settings).Notes {
		found += len(notes)
	}
	if found != 1 {
		t.Errorf("the file keeps %d notes, not the one of the ledger", found)
	}
}

func TestNotes_MoreThanCanBeKeptChangesNothing(t *testing.T) {
	w, _ := newWindow(t)
	putNote(t, w, "a", "1")
	if err := w.PutNote("a", strings.Repeat("x", noteBytes)); err == nil {
		t.Error("a note of any length was kept")
	}
	for n := range notesKept - 1 {
		putNote(t, w, fmt.Sprint(n), "1")
	}
	if err := w.PutNote("one more", "1"); err == nil {
		t.Error("any number of notes was kept")
	}
	if got := notesOf(t, w); got["a"] != "1" || len(got) != notesKept {
		t.Errorf("%d notes, the first is %q", len(got), got["a"])
	}
}
