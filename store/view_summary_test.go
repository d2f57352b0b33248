package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// sameGroups summarizes by a drawn column and compares with a count of the rows
// of each value.
func sameGroups(t *testing.T, r *rand.Rand, v *store.View, rows []ledger.Row) {
	t.Helper()
	columns := ledger.RowColumns()
	column := columns[r.IntN(len(columns))]
	got, err := v.Groups(column)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]ledger.Row{}
	for _, row := range rows {
		parts[textOf(row, column)] = append(parts[textOf(row, column)], row)
	}
	want := map[string]ledger.Group{}
	for value, part := range parts {
		counts := countRows(part)
		want[value] = ledger.Group{Value: value, Rows: counts.Rows, People: counts.People, Licenses: counts.Licenses}
	}
	found := map[string]ledger.Group{}
	for i, group := range got {
		found[group.Value] = group
		if i > 0 && got[i-1].Value == "" {
			t.Fatalf("%s: what is not known stands before %q", column, group.Value)
		}
	}
	if d := gocmp.Diff(want, found); d != "" || len(found) != len(got) {
		t.Fatalf("%s: groups (-every row +summary):\n%s", column, d)
	}
}

// sameCells reads drawn columns of drawn spans.
func sameCells(t *testing.T, r *rand.Rand, v *store.View, rows []ledger.Row) {
	t.Helper()
	columns := slices.DeleteFunc(ledger.RowColumns(), func(name string) bool { return r.IntN(3) > 0 })
	var spans []store.Span
	want := [][]string{}
	for range r.IntN(4) {
		from := r.IntN(len(rows) + 2)
		span := store.Span{From: from, To: from + r.IntN(len(rows)+2)}
		spans = append(spans, span)
		for at := span.From; at < min(span.To, len(rows)); at++ {
			cells := []string{}
			for _, name := range columns {
				cells = append(cells, textOf(rows[at], name))
			}
			want = append(want, cells)
		}
	}
	got, err := v.Cells(spans, columns)
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Fatalf("%v of %v (-rows +cells):\n%s", columns, spans, d)
	}
}

// filledOf names the columns in which a row says something.
func filledOf(rows []ledger.Row) []string {
	var out []string
	for _, name := range ledger.RowColumns() {
		if slices.ContainsFunc(rows, func(row ledger.Row) bool { return textOf(row, name) != "" }) {
			out = append(out, name)
		}
	}
	return out
}
