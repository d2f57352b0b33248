package store_test

import (
	"strconv"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestSince_CountsWhatTheViewsShow compares what changed between neighbouring
// days, and between the first and the last, with the views narrowed to it.
func TestSince_CountsWhatTheViewsShow(t *testing.T) {
	seen := map[string]int{}
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, run := range storetest.Runs(storetest.Histories(seed, 6)) {
			storetest.Publish(t, l, run...)
		}
		snapshots, err := l.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ids := make([]string, len(snapshots))
		for i := range snapshots {
			ids[i] = strconv.FormatInt(snapshots[i].ID, 10)
		}
		for i := 1; i < len(ids); i++ {
			sinceAsViewed(t, l, ids[i-1], ids[i], seen)
		}
		sinceAsViewed(t, l, ids[0], ids[len(ids)-1], seen)
	})
	for _, kind := range append(ledger.PeopleChanges(), ledger.RowChanges()...) {
		if seen[kind] == 0 && len(seeds(t)) > 1 { // one drawn history alone need not have all
			t.Errorf("no drawn history has a change %q: the test says nothing of it", kind)
		}
	}
}

// changedView names the view that a change leads to.
func changedView(kind, before, after string) store.ViewSpec {
	spec := store.ViewSpec{At: after, Kind: ledger.ViewUsers, Changed: &ledger.Changed{Kind: kind, Other: before}}
	switch kind {
	case ledger.ChangeDeparted:
		spec.Kind = ledger.ViewDeparted
	case ledger.ChangeReturned, ledger.ChangeBlocked, ledger.ChangeRenamed:
	case ledger.ChangeLost:
		spec.At, spec.Kind, spec.Changed.Other = before, ledger.ViewList, after
	default:
		spec.Kind = ledger.ViewList
	}
	return spec
}

func sinceAsViewed(t *testing.T, l *store.Ledger, before, after string, seen map[string]int) {
	t.Helper()
	since, err := l.Since(t.Context(), before, after)
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]ledger.SinceChange{}
	for _, c := range since.Changes {
		counted[c.Kind] = c
		seen[c.Kind]++
	}
	for _, kind := range append(ledger.PeopleChanges(), ledger.RowChanges()...) {
		view, err := l.OpenView(t.Context(), changedView(kind, before, after))
		if err != nil {
			t.Fatal(err)
		}
		c := view.Counts()
		want := ledger.SinceChange{Kind: kind, Rows: c.Rows, People: c.People}
		if view.Kind != ledger.ViewList {
			want.Rows = 0
		}
		got := counted[kind]
		got.Kind = kind
		if got != want {
			t.Errorf("%s between %s and %s: counted %+v, the view has %+v", kind, before, after, got, want)
		}
	}
}
