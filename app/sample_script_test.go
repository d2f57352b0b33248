package app_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// Days of the script below; what happens on one is read by the sync of the next.
const (
	dayTwins   = 2
	dayAddress = 4
	dayWave    = 6
	dayBlocked = 7
	dayPartial = 8
	dayLag     = 10
	dayTwice   = 12
)

// What a script makes happen is found in the ledger, on the day it happened.
func TestSample_ShowsWhatItsScriptTells(t *testing.T) {
	t.Parallel()
	var truth bytes.Buffer
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 60, Days: 14, Seed: 4, Truth: &truth, Still: true,
		Script: &simtenant.Script{PartialDays: []int{dayPartial}, ReusedAddresses: []int{dayAddress}, Twins: []int{dayTwins},
			TrialWaves: []int{dayWave}, Lags: []int{dayLag}, BlockedPaid: []int{dayBlocked}, LicensedTwice: []int{dayTwice}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := scripted{l, readTruth(t, &truth)}
	t.Run("a partial day", s.partialDay)
	t.Run("a re-used address", s.reusedAddress)
	t.Run("two leavers nobody can tell apart", s.twins)
	t.Run("a wave of trials", s.trialWave)
	t.Run("blocked but paid", s.blockedPaid)
	t.Run("a lag that resolves", s.lag)
	t.Run("licensed twice", s.licensedTwice)
}

type scripted struct {
	ledger *app.Ledger
	days   []*truthDay
}

// happened gives who had an event on a day, four hours into it.
func (s scripted) happened(t *testing.T, day int, event string) (who []string) {
	t.Helper()
	begun, err := time.Parse(time.RFC3339, s.days[day].at)
	if err != nil {
		t.Fatal(err)
	}
	at := begun.Truncate(time.Hour).Add(4 * time.Hour)
	for _, e := range s.days[day+1].events {
		// Twins leave one by one within the minute.
		if when, err := time.Parse(time.RFC3339, e.At); err == nil && e.Event == event && when.Truncate(time.Minute).Equal(at) {
			who = append(who, e.UserID)
		}
	}
	if len(who) == 0 {
		t.Fatalf("nobody %s on day %d", event, day)
	}
	return who
}

func (s scripted) rows(t *testing.T, day int, kind ledger.ViewKind) []ledger.Row {
	t.Helper()
	view, err := s.ledger.View(t.Context(), app.ViewSpec{At: s.days[day].day, Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func (s scripted) rowsOf(t *testing.T, day int, kind ledger.ViewKind, id string) []ledger.Row {
	t.Helper()
	return slices.DeleteFunc(s.rows(t, day, kind), func(r ledger.Row) bool { return string(r.UserID) != id })
}

func (s scripted) partialDay(t *testing.T) {
	for day, snapshot := range snapshotsOf(t, s.ledger) {
		if snapshot.Partial != (day == dayPartial) {
			t.Errorf("day %d: partial %v", day, snapshot.Partial)
		}
	}
	if len(s.days) != 14 {
		t.Errorf("%d days, want all 14: a partial day does not hold the tenant up", len(s.days))
	}
}

func (s scripted) reusedAddress(t *testing.T) {
	old, heir := s.happened(t, dayAddress, "left")[0], s.happened(t, dayAddress+1, "joined")[0]
	before, after := s.rowsOf(t, dayAddress, ledger.ViewUsers, old), s.rowsOf(t, dayAddress+2, ledger.ViewUsers, heir)
	if len(before) != 1 || len(after) != 1 || before[0].EmailAddress != after[0].EmailAddress || before[0].UserName != after[0].UserName {
		t.Fatalf("%v before, %v after: want two accounts of one name and address", before, after)
	}
	for _, row := range s.rows(t, dayAddress+2, ledger.ViewList) {
		if string(row.UserID) == heir && row.UserName == ledger.UnknownWord || string(row.UserID) == old && row.UserName != ledger.UnknownWord {
			t.Errorf("the row %v is given to the wrong one of the two", row)
		}
	}
}

func (s scripted) twins(t *testing.T) {
	who := s.happened(t, dayTwins+3, "left")
	if len(who) != 2 {
		t.Fatalf("%v left in one minute, want two", who)
	}
	found := 0
	for _, row := range s.rows(t, dayTwins+4, ledger.ViewList) {
		if row.IdentityConfidence != "one_of_n" {
			continue
		}
		found++
		for _, c := range row.Candidates {
			if !slices.Contains(who, string(c.UserID)) {
				t.Errorf("%s: candidate %v, want only %v", row.License, c, who)
			}
		}
		if len(row.Candidates) != 2 {
			t.Errorf("%s: %d candidates, want both", row.License, len(row.Candidates))
		}
	}
	if found == 0 {
		t.Error("no row says one of 2")
	}
}

func (s scripted) trialWave(t *testing.T) {
	who := s.happened(t, dayWave, "trial_started")
	for _, id := range who {
		if len(s.rowsOf(t, dayWave+1, ledger.ViewTrials, id)) == 0 {
			t.Errorf("%s started a trial that the list of trials does not have", id)
		}
	}
	if len(who) < 4 {
		t.Errorf("%d trials are no wave", len(who))
	}
}

func (s scripted) blockedPaid(t *testing.T) {
	id := s.happened(t, dayBlocked, "blocked")[0]
	premium := func(r ledger.Row) bool { return r.License == "Power Apps Premium" }
	if slices.ContainsFunc(s.rowsOf(t, dayBlocked, ledger.ViewBlocked, id), premium) {
		t.Error("blocked before it happened")
	}
	for day := dayBlocked + 1; day < len(s.days); day++ {
		if !slices.ContainsFunc(s.rowsOf(t, day, ledger.ViewBlocked, id), premium) {
			t.Errorf("day %d: not among the blocked with Premium", day)
		}
	}
}

func (s scripted) lag(t *testing.T) {
	id := s.happened(t, dayLag, "list_lags")[0]
	for day, unknown := range map[int]bool{dayLag: false, dayLag + 1: true, dayLag + 2: true, dayLag + 3: false} {
		rows := s.rowsOf(t, day, ledger.ViewList, id)
		if len(rows) == 0 {
			t.Errorf("day %d: no row is theirs", day)
		}
		for _, row := range rows {
			if (row.UserName == ledger.UnknownWord) != unknown || (row.Status == "unresolved") != unknown {
				t.Errorf("day %d: %s is %s, want Unknown %v", day, row.UserName, row.Status, unknown)
			}
		}
		if there := len(s.rowsOf(t, day, ledger.ViewUsers, id)); there != 1 {
			t.Errorf("day %d: the account is there %d times", day, there)
		}
	}
}

func (s scripted) licensedTwice(t *testing.T) {
	id := s.happened(t, dayTwice, "got")[0]
	for day, want := range map[int]bool{dayTwice: false, dayTwice + 1: true} {
		if got := slices.Contains(twice(t, s.ledger, s.days[day].day), id); got != want {
			t.Errorf("day %d: licensed twice %v, want %v", day, got, want)
		}
	}
}

// twice gives who is licensed twice for the same service on a day; "" is the last one.
func twice(t *testing.T, l *app.Ledger, day string) (who []string) {
	t.Helper()
	free, err := l.FreeUp(t.Context(), app.FreeUpSpec{At: day})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := free.Choose(app.FreeChoice{Group: ledger.FreeTwice})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := lines.Rows(0, lines.Len())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		who = append(who, string(row.UserID))
	}
	return who
}

// Whatever day it is made on: of a weekend, on which little happens, too.
func TestSampleToTry_HasChangesOnItsLastDayAndSomebodyLicensedTwice(t *testing.T) {
	t.Parallel()
	for after := range 7 {
		now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC).AddDate(0, 0, after)
		t.Run(now.Weekday().String(), func(t *testing.T) {
			t.Parallel()
			l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"),
				app.SampleToTry(now, app.SampleSize{People: 200, Days: 3, Newest: 3}), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			days := snapshotsOf(t, l)
			changes, err := l.Changes(t.Context(), days[1].At, days[2].At)
			if err != nil {
				t.Fatal(err)
			}
			if len(changes.Counts) == 0 {
				t.Error("nothing changed on the last day")
			}
			if len(twice(t, l, "")) == 0 {
				t.Error("nobody is licensed twice")
			}
		})
	}
}
