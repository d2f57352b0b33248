package store_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestDays_AreWhatTheModelSays publishes drawn histories, some of them in a
// drawn order, and compares all that every day shows with the naive model.
func TestDays_AreWhatTheModelSays(t *testing.T) {
	store.LookInParts(t)
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		r, runs := drawnRuns(seed)
		l, m := both(t, runs)
		storetest.Sound(t, l)
		t.Run("views", func(t *testing.T) {
			for _, s := range m.Snapshots() {
				sameViews(t, l, m, s)
			}
		})
		t.Run("snapshots", func(t *testing.T) { sameSnapshots(t, l, m) })
		t.Run("changes", func(t *testing.T) { sameChanges(t, r, l, m) })
		t.Run("selections", func(t *testing.T) { sameSelections(t, r, l) })
		t.Run("imports", func(t *testing.T) { sameRowsAsFiles(t, l, runs) })
	})
}

// drawnRuns draws a history, and for every other seed the order it arrives in.
func drawnRuns(seed uint64) (*rand.Rand, [][]storetest.Listing) {
	r := rand.New(rand.NewPCG(seed, 6))
	runs := storetest.Runs(storetest.History(seed, 10))
	if seed%2 == 1 {
		r.Shuffle(len(runs), func(i, j int) { runs[i], runs[j] = runs[j], runs[i] })
	}
	return r, runs
}

// TestDays_SomebodyMissedWhomAnExportLacksHasLeft is a drawn history in which a
// look-up missed an account, and the directory that speaks for the day, an export,
// lacks it too: a row with its address was the account's, and not that of one
// before it.
func TestDays_SomebodyMissedWhomAnExportLacksHasLeft(t *testing.T) {
	_, runs := drawnRuns(1795705770522064145)
	l, m := both(t, runs)
	for _, s := range m.Snapshots() {
		sameViews(t, l, m, s)
	}
}

// both publishes a history to a ledger and to the model, run by run.
func both(t *testing.T, runs [][]storetest.Listing) (*store.Ledger, *storetest.Model) {
	t.Helper()
	l, m := storetest.New(t), &storetest.Model{}
	for _, run := range runs {
		storetest.Publish(t, l, run...)
		m.Publish(run...)
	}
	return l, m
}

// told leaves of a row what the model says, too.
func told(r ledger.Row) string {
	r.LastUsed, r.LastUsedSource, r.WatchedSince = "", "", ""
	if r.UserName == ledger.UnknownWord && r.EmailAddress == ledger.UnknownWord && r.IdentityConfidence != "" {
		// A line that names nobody: who it was, ledger.Identify tells.
		r.UserID, r.LastKnownName, r.LastKnownEmail, r.IdentityConfidence, r.Candidates = "", "", "", "", nil
		r.Status, r.StatusSince, r.RestorableUntil, r.Department, r.CostCenter, r.AssignedBy = "", "", "", "", "", ""
		r.AlsoPaid, r.TrialOrigin = "", ""
	}
	body, err := json.Marshal(r)
	if err != nil {
		panic(err) // strings only
	}
	return nothingKnown.ReplaceAllString(string(body), "")
}

// nothingKnown finds the columns that say nothing, to tell of a difference in
// few words.
var nothingKnown = regexp.MustCompile(`"[a-z_]+":null,?`)

func toldAll(rows []ledger.Row) []string {
	all := make([]string, 0, len(rows))
	for _, r := range rows {
		all = append(all, told(r))
	}
	slices.Sort(all)
	return all
}

func viewAt(s *storetest.Snapshot) string { return strconv.FormatInt(s.ID, 10) }

// sameViews compares every kind of view of a snapshot.
func sameViews(t *testing.T, l *store.Ledger, m *storetest.Model, s *storetest.Snapshot) {
	t.Helper()
	day := m.Day(s)
	for _, kind := range ledger.ViewKinds() {
		want, got := toldAll(day.Rows(kind)), toldAll(rowsOf(t, l, store.ViewSpec{At: viewAt(s), Kind: kind}))
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("%s of snapshot %d of %s (-model +shown):\n%s", kind, s.ID, s.At, d)
		}
	}
}

// sameSnapshots compares coverage, basis and counts.
func sameSnapshots(t *testing.T, l *store.Ledger, m *storetest.Model) {
	t.Helper()
	var want, got []string
	for _, s := range m.Snapshots() {
		day := m.Day(s)
		basis, _ := day.List()
		var began, ended int64
		coverage := ""
		for _, info := range ledger.Sources() {
			if g := day.Speaks(info.Name); g != nil {
				coverage += fmt.Sprintf(" %s %s %d %v", info.Name, g.Instant, len(g.Facts), g.Published == s)
				if b, e := m.Change(g); g.Published == s {
					began, ended = began+b, ended+e
				}
			}
		}
		want = append(want, fmt.Sprintf("%d %s %s %d +%d -%d%s", s.ID, s.At, basis, len(day.Rows(ledger.ViewList)), began, ended, coverage))
	}
	for _, s := range snapshotsOf(t, l) {
		coverage := ""
		for _, c := range s.Coverage {
			if c.AsOf != "" {
				coverage += fmt.Sprintf(" %s %s %d %v", c.Source, c.AsOf, c.Rows, c.Own)
			}
		}
		got = append(got, fmt.Sprintf("%d %s %s %d +%d -%d%s", s.ID, s.At, s.Basis, s.Rows, s.Began, s.Ended, coverage))
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-model +told:\n%s", d)
	}
}
