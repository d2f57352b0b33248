package store_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// sameSelections draws filters, searches and orders on the newest day, and
// compares each with a look at all rows, one after the other.
func sameSelections(t *testing.T, r *rand.Rand, l *store.Ledger) {
	t.Helper()
	for _, kind := range ledger.ViewKinds() {
		all := rowsOf(t, l, store.ViewSpec{Kind: kind})
		for range 12 {
			spec := drawSpec(r, kind, all)
			v, err := l.OpenView(context.Background(), spec)
			if err != nil {
				t.Fatal(err)
			}
			got, err := v.Rows(0, v.Len())
			if err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(slices.Clone(all), func(row ledger.Row) bool { return !selected(row, spec) })
			if d := gocmp.Diff(writtenAll(want), writtenAll(got)); d != "" {
				t.Fatalf("%+v (-every row +selected):\n%s", spec, d)
			}
			for i := 1; i < len(got); i++ {
				if compareRows(got[i-1], got[i], spec.Sort) > 0 {
					t.Fatalf("%+v: row %d stands before row %d:\n%+v\n%+v", spec, i-1, i, got[i-1], got[i])
				}
			}
			if d := gocmp.Diff(countRows(want), v.Counts()); d != "" {
				t.Fatalf("%+v: counts (-every row +view):\n%s", spec, d)
			}
			samePages(t, r, v, got)
			sameValues(t, r, v, got)
			sameGroups(t, r, v, got)
			sameCells(t, r, v, got)
			if v.Whole() != len(all) {
				t.Fatalf("%+v: %d rows without filters, want %d", spec, v.Whole(), len(all))
			}
			if d := gocmp.Diff(filledOf(all), v.Filled(), cmpopts.EquateEmpty()); d != "" {
				t.Fatalf("%+v: columns that say something (-every row +view):\n%s", spec, d)
			}
		}
	}
}

// drawSpec draws what somebody could ask, mostly about values that are there.
func drawSpec(r *rand.Rand, kind ledger.ViewKind, rows []ledger.Row) store.ViewSpec {
	spec := store.ViewSpec{Kind: kind}
	columns := ledger.RowColumns()
	operators := []ledger.FilterOp{ledger.FilterIs, ledger.FilterIsNot, ledger.FilterLess, ledger.FilterAtMost, ledger.FilterMore,
		ledger.FilterAtLeast, ledger.FilterContains, ledger.FilterIn, ledger.FilterNotIn}
	for range r.IntN(3) {
		f := ledger.Filter{Column: columns[r.IntN(len(columns))], Op: operators[r.IntN(len(operators))]}
		f.Values = []string{drawText(r, rows, f.Column)}
		if f.Op == ledger.FilterIn || f.Op == ledger.FilterNotIn {
			f.Values = append(f.Values, drawText(r, rows, f.Column), "nobody")
		}
		spec.Filter = append(spec.Filter, f)
	}
	if r.IntN(2) == 0 {
		text := drawText(r, rows, []string{"user_name", "email_address", "last_known_name", "license", "service"}[r.IntN(5)])
		from := r.IntN(len(text) + 1)
		spec.Search = strings.ToValidUTF8(text[from:min(from+1+r.IntN(4), len(text))], "")
	}
	for range r.IntN(3) {
		spec.Sort = append(spec.Sort, store.SortKey{Column: columns[r.IntN(len(columns))], Descending: r.IntN(2) == 0})
	}
	return spec
}

// drawText draws a value of a column, as it is or as people write it.
func drawText(r *rand.Rand, rows []ledger.Row, column string) string {
	if len(rows) == 0 {
		return "anything"
	}
	text := textOf(rows[r.IntN(len(rows))], column)
	switch r.IntN(4) {
	case 0:
		return strings.ToUpper(text)
	case 1:
		return strings.ToValidUTF8(text[:r.IntN(len(text)+1)], "")
	}
	return text
}

// textOf is a column of a row as filters see it.
func textOf(row ledger.Row, column string) string {
	body, err := json.Marshal(row)
	if err != nil {
		panic(err) // strings only
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		panic(err) // just written
	}
	var text string
	if json.Unmarshal(fields[column], &text) == nil {
		return text // a string, or null
	}
	return string(fields[column])
}

// selected tells whether a row passes every filter and the search.
func selected(row ledger.Row, spec store.ViewSpec) bool {
	for _, f := range spec.Filter {
		if !f.Matches(textOf(row, f.Column)) {
			return false
		}
	}
	search := ledger.FoldText(strings.TrimSpace(spec.Search))
	for _, column := range []string{"user_name", "email_address", "last_known_name", "last_known_email", "service", "license", "candidates"} {
		if search == "" || strings.Contains(ledger.FoldText(textOf(row, column)), search) {
			return true
		}
	}
	return false
}

// compareRows orders two rows as people read a list: what is not known comes
// last, and a leaver stands where the last known name stands.
func compareRows(a, b ledger.Row, keys []store.SortKey) int {
	for _, column := range []string{"user_name", "email_address", "service", "license", "assigned_date", "user_id"} {
		keys = append(keys[:len(keys):len(keys)], store.SortKey{Column: column})
	}
	for _, key := range keys {
		x, y := shownText(a, key.Column), shownText(b, key.Column)
		if (x == "") != (y == "") {
			return strings.Compare(y, x)
		}
		order := cmp.Or(strings.Compare(ledger.FoldText(x), ledger.FoldText(y)), strings.Compare(x, y))
		if key.Descending {
			order = -order
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

func shownText(row ledger.Row, column string) string {
	text := textOf(row, column)
	if text == ledger.UnknownWord && column == "user_name" {
		return string(row.LastKnownName)
	}
	if text == ledger.UnknownWord && column == "email_address" {
		return string(row.LastKnownEmail)
	}
	return text
}

// countRows counts people by account, else by address, else by name; Unknown
// rows of nobody in particular are one person each.
func countRows(rows []ledger.Row) ledger.Counts {
	counts := ledger.Counts{Rows: len(rows), ByStatus: map[ledger.Status]int{}}
	people, licenses := map[string]bool{}, map[string]bool{}
	for i, row := range rows {
		counts.ByStatus[ledger.Status(row.Status)]++
		if row.UserName == ledger.UnknownWord && row.EmailAddress == ledger.UnknownWord {
			counts.Unknown++
		}
		who := personOf(row)
		if who == "" {
			who = fmt.Sprint("nobody ", i)
			licenses[who] = true
		} else if row.License != "" {
			licenses[who+"\x00"+string(row.License)] = true
		}
		people[who] = true
	}
	counts.People, counts.Licenses = len(people), len(licenses)
	return counts
}

// personOf tells whose row it is; "" when nobody's in particular.
func personOf(row ledger.Row) string {
	for _, text := range []ledger.Text{row.UserID, row.EmailAddress, row.LastKnownEmail, row.UserName, row.LastKnownName} {
		if text != "" && text != ledger.UnknownWord {
			return ledger.FoldAddress(string(text))
		}
	}
	return ""
}

// samePages reads the view again in pages of drawn sizes, and beyond its ends.
func samePages(t *testing.T, r *rand.Rand, v *store.View, want []ledger.Row) {
	t.Helper()
	var got []ledger.Row
	for len(got) < len(want) {
		page, err := v.Rows(len(got), 1+r.IntN(20))
		if err != nil || len(page) == 0 {
			t.Fatalf("page at %d of %d: %d rows (%v)", len(got), len(want), len(page), err)
		}
		got = append(got, page...)
	}
	if d := gocmp.Diff(want, got); len(want) > 0 && d != "" {
		t.Fatalf("-at once +in pages:\n%s", d)
	}
	for _, from := range []int{len(want), len(want) + 7} {
		if page, err := v.Rows(from, 5); err != nil || len(page) != 0 {
			t.Fatalf("%d rows from %d of %d (%v), want none", len(page), from, len(want), err)
		}
	}
}

// sameValues counts the values of a drawn column.
func sameValues(t *testing.T, r *rand.Rand, v *store.View, rows []ledger.Row) {
	t.Helper()
	column := ledger.RowColumns()[r.IntN(len(ledger.RowColumns()))]
	search, limit := "", 1+r.IntN(50)
	if r.IntN(2) == 0 {
		search = strings.TrimSpace(drawText(r, rows, column))
	}
	counts := map[string]int{}
	for _, row := range rows {
		if text := textOf(row, column); strings.Contains(ledger.FoldText(text), ledger.FoldText(search)) {
			counts[text]++
		}
	}
	want := []ledger.ValueCount{}
	for value, count := range counts {
		want = append(want, ledger.ValueCount{Value: value, Count: count})
	}
	slices.SortFunc(want, func(a, b ledger.ValueCount) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
	got, err := v.Values(column, search, limit)
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(want[:min(limit, len(want))], append([]ledger.ValueCount{}, got...)); d != "" {
		t.Fatalf("values of %s with %q (-every row +view):\n%s", column, search, d)
	}
}

// writtenAll writes rows to compare them whatever their order.
func writtenAll(rows []ledger.Row) []string {
	all := make([]string, 0, len(rows))
	for _, row := range rows {
		body, err := json.Marshal(row)
		if err != nil {
			panic(err) // strings only
		}
		all = append(all, nothingKnown.ReplaceAllString(string(body), ""))
	}
	slices.Sort(all)
	return all
}
