package store_test

import (
	"context"
	"slices"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestThin_KeptDaysAreStillWhatTheModelSays thins in the middle of a history
// and at its end; the model keeps everything.
func TestThin_KeptDaysAreStillWhatTheModelSays(t *testing.T) {
	eachSeedAtOnce(t, keptDaysAreWhatTheModelSays)
}

// TestThin_AnExportTellsLessOfADeletedPerson is a drawn history in which the
// deleted users of Graph, read again and again, tell a mail that an export does
// not, which was read for the first time later.
func TestThin_AnExportTellsLessOfADeletedPerson(t *testing.T) {
	keptDaysAreWhatTheModelSays(t, 1795707339843148370)
}

func keptDaysAreWhatTheModelSays(t *testing.T, seed uint64) {
	ctx := context.Background()
	runs := storetest.Runs(storetest.History(seed, 14))
	l, m := both(t, runs[:len(runs)/2])
	rule := ledger.Retention{AllDays: 2, WeeklyDays: 20}
	if _, err := l.Thin(ctx, rule, 0, false); err != nil {
		t.Fatal(err)
	}
	for _, run := range runs[len(runs)/2:] {
		storetest.Publish(t, l, run...)
		m.Publish(run...)
	}
	if _, err := l.Thin(ctx, rule, 0, false); err != nil {
		t.Fatal(err)
	}
	storetest.Sound(t, l)
	kept := snapshotsOf(t, l)
	t.Logf("%d of %d snapshots are kept", len(kept), len(m.Snapshots()))
	for _, s := range m.Snapshots() {
		if slices.ContainsFunc(kept, func(k ledger.Snapshot) bool { return k.ID == s.ID }) {
			sameViews(t, l, m, s)
		} else if _, err := l.OpenView(ctx, store.ViewSpec{At: viewAt(s)}); ledger.CodeOf(err) != ledger.CodeNotFound {
			t.Errorf("snapshot %d is thinned: %v, want not found", s.ID, err)
		}
	}
}
