package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// fromChangesAsFromAll compares who is read for Unknown rows from what changed with who is
// read by going through all that is like them.
func fromChangesAsFromAll(t *testing.T, l *store.Ledger) (read []string) {
	t.Helper()
	store.LookAmongChanges(t, false)
	all := store.LinesAndPlansLike(t, l)
	store.LookAmongChanges(t, true)
	if d := cmp.Diff(all, store.LinesAndPlansLike(t, l)); d != "" {
		t.Fatalf("read for Unknown rows (-from all +from what changed):\n%s", d)
	}
	return all
}

// TestIdentity_FromWhatChangedAsFromEverybody: whoever may be behind Unknown rows is found
// among what changed as among all who are like them, and is told as everything together
// tells it, from publication to publication.
func TestIdentity_FromWhatChangedAsFromEverybody(t *testing.T) {
	for name, draw := range map[string]func(seed uint64) []storetest.Listing{
		"tenant": func(seed uint64) []storetest.Listing { return storetest.Histories(seed, 6) },
		"crowd":  func(seed uint64) []storetest.Listing { return crowdHistory(seed, 10) },
		"wave":   func(seed uint64) []storetest.Listing { return waveHistory(seed, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			store.LookAmongChanges(t, true)
			lines, plans := 0, 0
			eachSeed(t, func(t *testing.T, seed uint64) {
				l := storetest.New(t)
				for _, x := range draw(seed) {
					storetest.Publish(t, l, x)
					sameAsEverything(t, l, x)
				}
				for _, of := range fromChangesAsFromAll(t, l) {
					lines, plans = lines+strings.Count(of, "line {"), plans+strings.Count(of, "plan {")
				}
			})
			if len(seeds(t)) > 1 && (lines == 0 || plans == 0) {
				t.Errorf("%d lines and %d plans were read: that compares nothing", lines, plans)
			}
		})
	}
}

// TestIdentity_WhoeverALookUpMissedIsAmongWhatChanged: no listing lacks somebody yet whom a
// look-up did not find, and of whom the directory alone tells that they had what a row says.
func TestIdentity_WhoeverALookUpMissedIsAmongWhatChanged(t *testing.T) {
	store.LookAmongChanges(t, true)
	jane := planned(account(firstUser, "Jane", "jane@contoso.com", true), toTheSecond)
	ann := planned(account(secondUser, "Ann", "ann@contoso.com", true), toTheSecond)
	last := reportOn(2, reportRow("Unknown", "Unknown", toTheSecond))
	last.Evidence = []ledger.Evidence{{UserID: firstUser, At: ledger.InstantOf(marchDay(2)), Source: ledger.SourceUsers}}
	l := storetest.New(t)
	storetest.Publish(t, l, directoryOn(1, jane, ann), reportOn(1))
	storetest.Publish(t, l, last)
	sameAsEverything(t, l, last)
	plans := 0
	for _, of := range fromChangesAsFromAll(t, l) {
		plans += strings.Count(of, "plan {")
	}
	if plans != 2 { // alone, and with all rows
		t.Errorf("%d plans were read, those of Jane are wanted", plans)
	}
}
