package desktop

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

func TestWindow_CellsAreThoseOfTheRows(t *testing.T) {
	w, _ := withSample(t)
	view := open(t, w, ViewRequest{At: "latest"})
	all := rows(t, w, view)
	cells, err := w.ViewCells(view.ID, []RowSpan{{From: 2, To: 4}, {From: len(all) - 1, To: len(all) + 5}}, []string{"license", "user_name"})
	if err != nil {
		t.Fatal(err)
	}
	var want [][]string
	for _, row := range []Row{all[2], all[3], all[len(all)-1]} {
		want = append(want, []string{row.License, row.UserName})
	}
	if d := cmp.Diff(want, cells); d != "" {
		t.Errorf("-rows +cells:\n%s", d)
	}
	for spans, code := range map[RowSpan]ledger.Code{{From: 0, To: cellRows + 1}: ledger.CodeInvalid} {
		if _, err := w.ViewCells(view.ID, []RowSpan{spans}, []string{"license"}); ledger.CodeOf(err) != code {
			t.Errorf("%v: %v, want %s", spans, err, code)
		}
	}
	if _, err := w.ViewCells("v0", nil, nil); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("a view that is not open: %v, want stale", err)
	}
}

func TestWindow_SummaryLinesCountWhatTheirFilterShows(t *testing.T) {
	w, _ := withSample(t)
	for _, column := range []string{"department", "license", "status", "cost_center"} {
		view := open(t, w, ViewRequest{At: "latest"})
		summary, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: column, By: app.SummaryByPeople, Down: true})
		if err != nil {
			t.Fatal(err)
		}
		if len(summary.Groups) == 0 || summary.Total != len(summary.Groups) {
			t.Errorf("%s: %d of %d groups", column, len(summary.Groups), summary.Total)
		}
		if !slices.IsSortedFunc(summary.Groups, func(a, b Group) int { return b.People - a.People }) {
			t.Errorf("%s: not by people: %v", column, summary.Groups)
		}
		rows := 0
		for _, group := range summary.Groups[:min(8, len(summary.Groups))] { // as many views as stay open
			rows += group.Rows
			filter := Filter{Column: column, Op: FilterIs, Values: []string{group.Value}}
			c := open(t, w, ViewRequest{At: "latest", Filters: []Filter{filter}}).Counts
			if c.Rows != group.Rows || c.People != group.People || c.Licenses != group.Licenses {
				t.Errorf("%s %+v, but its filter shows %+v", column, group, c)
			}
		}
		if len(summary.Groups) <= 8 && rows != view.Counts.Rows {
			t.Errorf("%s: %d rows in groups of %d", column, rows, view.Counts.Rows)
		}
	}
	view := open(t, w, ViewRequest{At: "latest"})
	found, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: "license", Search: "premium", By: app.SummaryByValue})
	if err != nil || found.Total == 0 || found.Total != len(found.Groups) {
		t.Errorf("search: %+v (%v)", found, err)
	}
	if _, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: "license", By: "height"}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("by height: %v, want usage", err)
	}
}

func TestWindow_SavedViewsComeBackAsTheyWere(t *testing.T) {
	w, shell := withSample(t)
	saved := SavedView{Name: "Leavers, and Sales", Kind: ledger.ViewList, Search: "jo", SortBy: "license", SortDown: true, Columns: []string{"user_name", "license"},
		Filters: []Filter{
			{Column: "department", Op: FilterIs, Values: []string{"Sales, EMEA", ""}}, {Column: "license", Op: FilterIsNot, Values: []string{"Office 365 E3"}},
			{Column: "service", Op: FilterContains, Values: []string{"apps"}}, {Column: "cost_center", Op: FilterEmpty, Values: []string{}},
			{Column: "status", Op: FilterNotEmpty, Values: []string{}}, {Column: "assigned_date", Op: FilterBefore, Values: []string{"2026-01-01"}},
			{Column: "first_seen", Op: FilterFrom, Values: []string{"2025-01-01"}, Preset: "last90"},
		},
		Changed: &Changed{Kind: "lost", Other: "2026-03-30T06:30:00Z", At: "2026-03-30T06:30:00Z"}, LookedAt: "2026-03-29T06:30:00Z"}
	plain := SavedView{Name: "Everything", Kind: ledger.ViewUsers, Filters: []Filter{}, Columns: []string{}}
	for _, v := range []SavedView{saved, plain} {
		if err := w.SaveView(v); err != nil {
			t.Fatal(err)
		}
	}
	views := func() []SavedView {
		t.Helper()
		views, err := w.SavedViews()
		if err != nil {
			t.Fatal(err)
		}
		return views
	}
	if d := cmp.Diff([]SavedView{plain, saved}, views()); d != "" {
		t.Errorf("-saved +read:\n%s", d)
	}
	if err := w.SaveView(SavedView{Name: "x", Kind: ledger.ViewList, Changed: &Changed{Kind: "lost", Other: "3"}}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("a change since nothing: %v, want usage", err)
	}
	w = startAgain(t, w, "")
	w.shell = shell
	if d := cmp.Diff([]SavedView{plain, saved}, views()); d != "" {
		t.Errorf("after a restart, -saved +read:\n%s", d)
	}
	if err := w.RenameView(plain.Name, "Everybody"); err != nil {
		t.Fatal(err)
	}
	if err := w.RemoveView(saved.Name); err != nil {
		t.Fatal(err)
	}
	plain.Name = "Everybody"
	if d := cmp.Diff([]SavedView{plain}, views()); d != "" {
		t.Errorf("-renamed +read:\n%s", d)
	}
	if told := countOf(shell.events, eventDataChanged); told < 4 {
		t.Errorf("the page was told %d times of 4 changes", told)
	}
	if err := w.SaveView(SavedView{Name: "", Kind: ledger.ViewList}); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("without a name: %v, want invalid", err)
	}
}

// A saved change names a reading by its instant, and shows the same rows as the
// one that was saved, also when that reading was deleted since.
func TestWindow_SavedChangesOutliveTheirReading(t *testing.T) {
	w, _ := withSample(t)
	all, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	first, second := all[0], all[1]
	since := func(other string) int {
		t.Helper()
		return open(t, w, ViewRequest{At: "latest", Changed: &Changed{Kind: "gained", Other: other}}).Counts.Rows
	}
	want := since(strconv.FormatInt(first.ID, 10))
	if got := since(first.At); got != want {
		t.Errorf("%d rows by the instant, %d by the id", got, want)
	}
	if err := w.DeleteReading(second.ID); err != nil {
		t.Fatal(err)
	}
	if got := since(second.At); got != want {
		t.Errorf("%d rows since a deleted reading, %d since the one before it", got, want)
	}
}

func TestSavedViewOf_ReadsWhatTheConsoleWrote(t *testing.T) {
	got := savedViewOf(ledger.SavedView{Name: "x", Kind: ledger.ViewList, Filter: []string{"department=Sales", "cost_center=", "last_used<2026-01-01", "last_used<=2026-01-01"}})
	want := []Filter{
		{Column: "department", Op: FilterIs, Values: []string{"Sales"}}, {Column: "cost_center", Op: FilterEmpty},
		{Column: "last_used", Op: FilterBefore, Values: []string{"2026-01-01"}}, // the page has nothing for <=
	}
	if d := cmp.Diff(want, got.Filters, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func countOf(events []string, event string) int {
	n := 0
	for _, one := range events {
		if one == event {
			n++
		}
	}
	return n
}
