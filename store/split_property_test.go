package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// Whatever a view is split by, every row is in one part, in its order; the parts
// that rows themselves tell have the rows of that value; counts are those of the
// view that a filter gives.
func TestSplit_PartsAddUpToTheWhole(t *testing.T) {
	for seed := uint64(1); seed <= 6; seed++ {
		l := storetest.New(t)
		storetest.Publish(t, l, storetest.History(seed, 9)...)
		for _, kind := range ledger.ViewKinds() {
			v, err := l.OpenView(context.Background(), store.ViewSpec{Kind: kind})
			if err != nil {
				t.Fatal(err)
			}
			for _, by := range ledger.SplitColumns() {
				t.Run(fmt.Sprintf("%d/%s/%s", seed, kind, by), func(t *testing.T) { addsUp(t, l, v, by) })
			}
		}
	}
}

func addsUp(t *testing.T, l *store.Ledger, v *store.View, by string) {
	t.Helper()
	whole, err := v.Rows(0, v.Len())
	if err != nil {
		t.Fatal(err)
	}
	parts, err := v.Split(context.Background(), by)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]int{}
	for i := range whole {
		left[said(t, &whole[i])]++
	}
	groups, err := v.GroupsBy(context.Background(), by)
	if err != nil || len(groups) != len(parts) {
		t.Fatalf("%d groups and %d parts: %v", len(groups), len(parts), err)
	}
	total := 0
	for i, part := range parts {
		if c, g := part.Counts, groups[i]; g.Value != part.Value || g.Rows != c.Rows || g.People != c.People || g.Licenses != c.Licenses {
			t.Errorf("part %q counts %+v, its group %+v", part.Value, c, g)
		}
		if part.Value == "" && i != len(parts)-1 {
			t.Errorf("what is not known is part %d of %d", i, len(parts))
		}
		if slices.ContainsFunc(parts[:i], func(p store.Part) bool { return p.Value == part.Value }) {
			t.Errorf("two parts have the value %q", part.Value)
		}
		rows, err := part.View.Rows(0, part.View.Len())
		if err != nil || len(rows) == 0 || len(rows) != part.Counts.Rows {
			t.Fatalf("part %q has %d rows and counts %d: %v", part.Value, len(rows), part.Counts.Rows, err)
		}
		total += len(rows)
		for n := range rows {
			left[said(t, &rows[n])]--
		}
		if slices.Contains(ledger.RowColumns(), by) {
			asFiltered(t, l, v.Kind, by, part, rows)
		}
	}
	for row, n := range left {
		if n != 0 {
			t.Errorf("%d times too few in the parts: %s", n, row)
		}
	}
	if total != len(whole) {
		t.Errorf("parts have %d rows, the whole %d", total, len(whole))
	}
}

func said(t *testing.T, r *ledger.Row) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// asFiltered compares a part with what a filter by its value gives.
func asFiltered(t *testing.T, l *store.Ledger, kind ledger.ViewKind, by string, part store.Part, rows []ledger.Row) {
	t.Helper()
	same := []ledger.Filter{{Column: by, Op: ledger.FilterIs, Values: []string{part.Value}}}
	filtered, err := l.OpenView(context.Background(), store.ViewSpec{Kind: kind, Filter: same})
	if err != nil {
		t.Fatal(err)
	}
	want, err := filtered.Rows(0, filtered.Len())
	if err != nil {
		t.Fatal(err)
	}
	if foldedAlike := len(want) > len(rows); foldedAlike {
		return // a filter does not tell letters of either case apart
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("part %q and the filter: -want +got:\n%s", part.Value, d)
	}
	if d := cmp.Diff(filtered.Counts(), part.Counts); d != "" {
		t.Errorf("part %q, counts of the filter and of the part: -want +got:\n%s", part.Value, d)
	}
}
