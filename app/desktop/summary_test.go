package desktop

import (
	"slices"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// TestSummary_TellsTheChangeSinceAnotherDay compares with what the summaries of
// both days say by themselves.
func TestSummary_TellsTheChangeSinceAnotherDay(t *testing.T) {
	w := withHistory(t)
	filter := []Filter{{Column: "product", Op: FilterIs, Values: []string{string(ledger.ProductPowerApps)}}}
	people := func(at, column string) map[string]int {
		view := open(t, w, ViewRequest{At: at, Filters: filter})
		summary, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: column, By: app.SummaryByValue})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]int{}
		for _, group := range summary.Groups {
			out[group.Value] = group.People
			if group.Change != 0 {
				t.Errorf("a change without another day: %+v", group)
			}
		}
		return out
	}
	changed, gone := false, false
	for _, column := range []string{"department", "license", "first_seen"} {
		then, now := people("1", column), people("latest", column)
		view := open(t, w, ViewRequest{At: "latest", Filters: filter})
		for range 2 { // the other day is kept
			summary, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: column, By: app.SummaryByChange, Down: true, Since: "1"})
			if err != nil || summary.Unlike {
				t.Fatal(summary, err)
			}
			told := map[string]bool{}
			for _, group := range summary.Groups {
				told[group.Value] = true
				if group.People != now[group.Value] || group.Change != now[group.Value]-then[group.Value] {
					t.Errorf("%s %+v: %d people then, %d now", column, group, then[group.Value], now[group.Value])
				}
				changed, gone = changed || group.Change != 0, gone || group.Rows == 0
			}
			for value := range then {
				if !told[value] {
					t.Errorf("%s %q was there then, and is not told", column, value)
				}
			}
			if !slices.IsSortedFunc(summary.Groups, func(a, b Group) int { return b.Change - a.Change }) {
				t.Errorf("%s: not by change: %+v", column, summary.Groups)
			}
		}
	}
	if !changed || !gone {
		t.Errorf("something changed: %t, something is gone: %t; the test proves nothing", changed, gone)
	}
	view := open(t, w, ViewRequest{At: "latest", Changed: &Changed{Kind: ledger.ChangeGained, Other: "1"}})
	if _, err := w.ViewSummary(SummaryRequest{View: view.ID, Column: "license", By: app.SummaryByPeople, Since: "1"}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("of what changed: %v, want usage", err)
	}
}
