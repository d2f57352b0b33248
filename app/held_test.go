package app_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// hiddenAt is a day on which the people of Sales cannot be seen, of a sample of
// so many days.
const hiddenAt, heldDays = 3, 5

// heldSample makes a sample with such a day, and tells what is really so.
func heldSample(t *testing.T, days int) scripted {
	t.Helper()
	var truth bytes.Buffer
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 400, Days: days, Seed: 4, Truth: &truth, Still: true,
		Script: &simtenant.Script{HiddenDays: []int{hiddenAt}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return scripted{l, readTruth(t, &truth)}
}

// left gives who is told to have left as of a day, and really is gone by then.
func (s scripted) left(t *testing.T, day int) (told, really map[string]bool) {
	t.Helper()
	told, really = map[string]bool{}, map[string]bool{}
	for _, row := range s.rows(t, day, ledger.ViewDeparted) {
		told[string(row.UserID)] = true
	}
	for id, user := range s.days[day].users {
		if user.State != "present" {
			really[id] = true
		}
	}
	return told, really
}

// Nobody is said to have left who was only hidden, and the next sync takes the
// place of the one that waits.
func TestHeld_SampleThatHidesADepartmentForADay(t *testing.T) {
	t.Parallel()
	s := heldSample(t, heldDays)
	for day, snapshot := range snapshotsOf(t, s.ledger) {
		if snapshot.Partial != (day == hiddenAt) {
			t.Errorf("day %d: partial %v", day, snapshot.Partial)
		}
	}
	for day := range heldDays {
		told, really := s.left(t, day)
		for id := range told {
			if !really[id] {
				t.Errorf("day %d: %s is there and told to have left", day, id)
			}
		}
	}
	if syncs, err := s.ledger.Held(t.Context()); err != nil || len(syncs) != 0 {
		t.Errorf("%v waits after a newer sync (%v)", syncs, err)
	}
	if len(s.days) != heldDays {
		t.Errorf("%d days, want %d: a sync that waits does not hold the tenant up", len(s.days), heldDays)
	}
}

// What waits tells the numbers that are really hidden. Let in, it marks exactly
// those as left, on its own day; with the next sync they are back.
func TestHeld_LetInMarksWhoWasHidden(t *testing.T) {
	t.Parallel()
	s := heldSample(t, hiddenAt+1)
	syncs, err := s.ledger.Held(t.Context())
	if err != nil || len(syncs) != 1 || len(syncs[0].Listings) != 1 {
		t.Fatalf("%v waits, want one listing of one sync (%v)", syncs, err)
	}
	hidden := map[string]bool{}
	for id, user := range s.days[hiddenAt].users {
		if user.State == "present" && user.Department != nil && *user.Department == "Sales" {
			hidden[id] = true
		}
	}
	before, _ := s.left(t, hiddenAt)
	people := syncs[0].Listings[0].Ends[0]
	if people.Of != ledger.EndingPeople || people.Most[0].Department != "Sales" {
		t.Errorf("most of what would end is %+v", people)
	}
	if _, err := s.ledger.ApplyHeld(t.Context(), syncs[0].RunID, nil); err != nil {
		t.Fatal(err)
	}
	told, really := s.left(t, hiddenAt)
	for id := range told {
		if !before[id] && !really[id] && !hidden[id] {
			t.Errorf("%s left by the sync that was let in, and was not hidden", id)
		}
	}
	yesterday, _ := s.left(t, hiddenAt-1)
	for id := range hidden {
		if _, known := s.days[hiddenAt-1].users[id]; !told[id] && known {
			t.Errorf("%s was hidden, and is not told to have left", id)
		}
		if yesterday[id] {
			t.Errorf("%s left before the day of the sync", id)
		}
	}
	if last := snapshotsOf(t, s.ledger)[hiddenAt]; last.Partial || len(last.Warnings) != 0 {
		t.Errorf("the sync that was let in is partial %v, with %v", last.Partial, last.Warnings)
	}
	if _, err := s.ledger.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	view, err := s.ledger.View(t.Context(), app.ViewSpec{Kind: ledger.ViewDeparted})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	next := heldSample(t, hiddenAt+2).days[hiddenAt+1].users // the same tenant a day later
	for _, row := range rows {
		if id := string(row.UserID); hidden[id] && next[id].State == "present" {
			t.Errorf("%s was hidden for a day, is back, and still told to have left", id)
		}
	}
}

func TestHeld_ThereIsNothingToJudge(t *testing.T) {
	l, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "c.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, applied := l.ApplyHeld(t.Context(), 1, nil)
	for _, err := range []error{applied, l.DiscardHeld(t.Context(), 1)} {
		if ledger.CodeOf(err) != ledger.CodeNotFound {
			t.Errorf("judging nothing answers %v", err)
		}
	}
}
