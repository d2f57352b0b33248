package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

const aheadDay = ledger.Instant(1_772_346_600_000)

// putPeople puts a list of the people from..to-1 into a staging, in pages of ten.
func putPeople(t *testing.T, s *Staging, from, to int) {
	t.Helper()
	for first := from; first < to; first += 10 {
		page := ledger.Page{At: aheadDay, Cursor: "more"}
		for i := first; i < min(first+10, to); i++ {
			page.Objects = append(page.Objects, ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: fmt.Sprint("Person ", i), Service: "Flow"}}})
		}
		if err := s.Put(context.Background(), page, first+10 >= to); err != nil {
			t.Fatal(err)
		}
	}
}

// publishAt makes a staging a listing of a day, and tells what it changed; claim
// is asked first of one that was opened ahead.
func publishAt(t *testing.T, l *Ledger, s *Staging, at ledger.Instant) (done ledger.Published, claimed bool) {
	t.Helper()
	ctx := context.Background()
	run, err := l.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		t.Fatal(err)
	}
	claimed = true
	if s.ahead {
		if claimed, err = s.Claim(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if claimed {
		if done, err = l.Publish(ctx, s, ledger.Publication{RunID: run, Source: s.info.Name, At: at, AtRule: ledger.AtGiven}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	return done, claimed
}

func newAhead(t *testing.T, l *Ledger) *Staging {
	t.Helper()
	s, ok, err := l.StageAhead(t.Context(), ledger.SourceFileReport2022)
	if err != nil || !ok {
		t.Fatalf("opened ahead: %v, %v", ok, err)
	}
	return s
}

// withList makes a ledger with a list of fifty people.
func withList(t *testing.T) *Ledger {
	t.Helper()
	l, err := Create(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if _, ok, err := l.StageAhead(t.Context(), ledger.SourceFileReport2022); ok || err != nil {
		t.Errorf("a first list was staged ahead: %v", err)
	}
	putListing(t, l, 0, 50, aheadDay)
	return l
}

func putListing(t *testing.T, l *Ledger, from, to int, at ledger.Instant) {
	t.Helper()
	s, err := l.Stage(t.Context(), ledger.SourceFileReport2022, 0)
	if err != nil {
		t.Fatal(err)
	}
	putPeople(t, s, from, to)
	publishAt(t, l, s, at)
}

func TestStageAhead_IsPublished(t *testing.T) {
	l := withList(t)
	s := newAhead(t, l)
	putPeople(t, s, 5, 53)
	if files := l.beside(func(rest string) bool { return rest != "" && rest != "-wal" && rest != "-shm" }); len(files) > 0 {
		t.Errorf("staging ahead made %v", files)
	}
	if done, ok := publishAt(t, l, s, aheadDay+1000); !ok || done.Rows != 48 || done.Began != 3 || done.Ended != 5 {
		t.Errorf("claimed %v, published %+v", ok, done)
	}
}

// What was staged ahead of a history that changed is not used.
func TestStageAhead_IsVoidWhenHistoryChanged(t *testing.T) {
	l := withList(t)
	s := newAhead(t, l)
	putPeople(t, s, 5, 53)
	putListing(t, l, 0, 52, aheadDay+1000)
	if _, ok := publishAt(t, l, s, aheadDay+2000); ok {
		t.Error("claimed after another list")
	}
	s = newAhead(t, l)
	putPeople(t, s, 5, 53)
	if err := bumpEpoch(t.Context(), l.write); err != nil {
		t.Fatal(err)
	}
	if _, ok := publishAt(t, l, s, aheadDay+2000); ok {
		t.Error("claimed after history was changed")
	}
}

func TestStageAhead_ForgetsWhatDoesNotFit(t *testing.T) {
	defer func(n int) { aheadBytes = n }(aheadBytes)
	aheadBytes = 300
	l := withList(t)
	s := newAhead(t, l)
	putPeople(t, s, 0, 60)
	if _, ok := publishAt(t, l, s, aheadDay+1000); ok || s.held != nil {
		t.Errorf("claimed %v, and holds %v", ok, s.held)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
}

// A list that was not read to its end is none.
func TestStageAhead_NeedsALastPage(t *testing.T) {
	l := withList(t)
	s := newAhead(t, l)
	if err := s.Put(t.Context(), ledger.Page{At: aheadDay, Cursor: "more"}, false); err != nil {
		t.Fatal(err)
	}
	if _, ok := publishAt(t, l, s, aheadDay+1000); ok {
		t.Error("claimed without a last page")
	}
}
