package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// markedAt publishes one person with a mark, as a whole listing or as changes.
func markedAt(t *testing.T, l *store.Ledger, s *store.Staging, at time.Time, mark string) {
	t.Helper()
	s.SetMark(mark)
	page := ledger.Page{Objects: []ledger.Object{person(1, at.String(), "A")}, At: ledger.InstantOf(at)}
	if err := s.Put(t.Context(), page, true); err != nil {
		t.Fatal(err)
	}
	run, err := l.BeginRun(t.Context(), ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Publish(t.Context(), s, ledger.Publication{RunID: run, Source: ledger.SourceUsers, At: ledger.InstantOf(at), ReadFrom: s.ReadFrom(),
		AtRule: ledger.AtDateHeader, Mark: s.Mark(), ClockAt: ledger.InstantOf(at) + 5}); err != nil {
		t.Fatal(err)
	}
	if err := l.EndRun(t.Context(), run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
}

func hasMark(t *testing.T, l *store.Ledger, token string, at, whole time.Time) {
	t.Helper()
	got, ok, err := l.Mark(t.Context(), ledger.SourceUsers)
	want := ledger.Mark{Source: ledger.SourceUsers, Token: token, At: ledger.InstantOf(at), ClockAt: ledger.InstantOf(at) + 5, WholeAt: ledger.InstantOf(whole)}
	if err != nil || !ok || got != want {
		t.Errorf("the mark is %+v (%v, %v), want %+v", got, ok, err, want)
	}
}

func hasNoMark(t *testing.T, l *store.Ledger, after string) {
	t.Helper()
	if mark, ok, err := l.Mark(t.Context(), ledger.SourceUsers); ok || err != nil {
		t.Errorf("after %s the mark is %+v (%v)", after, mark, err)
	}
}

func TestMark_BelongsToTheNewestListing(t *testing.T) {
	l := storetest.New(t)
	hasNoMark(t, l, "nothing")
	hours := func(n int) time.Time { return firstDay.Add(time.Duration(n) * time.Hour) }
	markedAt(t, l, openStaging(t, l, ledger.SourceUsers), hours(0), "one")
	hasMark(t, l, "one", hours(0), hours(0))

	markedAt(t, l, openChanges(t, l, ledger.SourceUsers), hours(1), "two")
	hasMark(t, l, "two", hours(1), hours(0))
	markedAt(t, l, openChanges(t, l, ledger.SourceUsers), hours(2), "three")
	hasMark(t, l, "three", hours(2), hours(0))
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceDeletedUsers, At: hours(3)})
	hasMark(t, l, "three", hours(2), hours(0))

	markedAt(t, l, openStaging(t, l, ledger.SourceUsers), hours(4), "four")
	hasMark(t, l, "four", hours(4), hours(4))
	markedAt(t, l, openStaging(t, l, ledger.SourceUsers), hours(5), "")
	hasNoMark(t, l, "a listing without one")
	storetest.Sound(t, l)
}

// A mark that lies in the staging is there again with its pages.
func TestMark_OutlivesTheProgramWithThePages(t *testing.T) {
	l := storetest.New(t)
	s := openStaging(t, l, ledger.SourceUsers)
	s.SetMark("one")
	put(t, s, "more", person(1, "Jane"))
	if s = again(t, l, s, ledger.SourceUsers); s.Mark() != "one" || s.Cursor() != "more" {
		t.Errorf("taken up at %q with the mark %q", s.Cursor(), s.Mark())
	}
	if err := s.Discard(); err != nil || s.Mark() != "" {
		t.Errorf("without pages the mark is %q (%v)", s.Mark(), err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestMark_IsDroppedWhenHistoryChanges(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, l *store.Ledger) *store.Ledger{
		"a backup was restored": func(t *testing.T, l *store.Ledger) *store.Ledger {
			backup := filepath.Join(t.TempDir(), "copy.ledger")
			if err := l.Backup(t.Context(), backup); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Restore(t.Context(), backup); err != nil {
				t.Fatal(err)
			}
			return l
		},
		"another ledger was merged": func(t *testing.T, l *store.Ledger) *store.Ledger {
			other := storetest.New(t)
			storetest.Publish(t, other, storetest.Listing{Source: ledger.SourceUsers, At: firstDay.AddDate(0, 0, -1), Objects: []ledger.Object{person(1, "Jane")}})
			if done, err := l.Merge(t.Context(), other.Path()); err != nil || done.Listings != 1 {
				t.Fatalf("%+v, %v", done, err)
			}
			return l
		},
		"somebody was forgotten": func(t *testing.T, l *store.Ledger) *store.Ledger {
			if _, err := l.Forget(t.Context(), person(1, "").Owner, false); err != nil {
				t.Fatal(err)
			}
			return l
		},
		"a listing of before came": func(t *testing.T, l *store.Ledger) *store.Ledger {
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: firstDay.AddDate(0, 0, -1), Objects: []ledger.Object{person(1, "Jane")}})
			return l
		},
		"a copy was given away": func(t *testing.T, l *store.Ledger) *store.Ledger {
			copied, _ := shared(t, l, ledger.Without{})
			return copied
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			markedAt(t, l, openStaging(t, l, ledger.SourceUsers), firstDay, "one")
			hasMark(t, l, "one", firstDay, firstDay)
			hasNoMark(t, change(t, l), name)
		})
	}
}

func TestKnown_TellsWhatTheNewestListingSays(t *testing.T) {
	l := storetest.New(t)
	s := openStaging(t, l, ledger.SourceUsers)
	put(t, s, "", person(1, "Old", "A"), person(2, "John", "B"), person(3, "Ann"))
	mustPublish(t, l, s, ledger.SourceUsers, firstDay)
	s = openStaging(t, l, ledger.SourceUsers)
	jane := person(1, "Jane", "A", "C")
	put(t, s, "", jane, person(3, "Ann"))
	mustPublish(t, l, s, ledger.SourceUsers, firstDay.Add(time.Hour))
	got, err := l.Known(t.Context(), ledger.SourceUsers, []string{person(2, "").Owner, jane.Owner, "nobody"})
	if err != nil || len(got) != 1 || got[0].Owner != jane.Owner || len(got[0].Facts) != 3 || got[0].Facts[0] != jane.Facts[0] {
		t.Errorf("known are %+v (%v), want %+v alone", got, err, jane)
	}
}
