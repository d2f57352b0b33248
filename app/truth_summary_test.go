package app_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// summaries compares how the assigned licenses of a day divide over what the
// directory says of their holders.
func (s *truthful) summaries(t *testing.T, _ int, d *truthDay) {
	d.summarized(t, s.ledger, d.day, map[string]func(truthUser) *string{
		"department": func(u truthUser) *string { return u.Department }, "cost_center": func(u truthUser) *string { return u.CostCenter },
		ledger.SplitCompany: func(u truthUser) *string { return u.Company }, ledger.SplitCountry: func(u truthUser) *string { return u.Country },
		ledger.SplitOffice:  func(u truthUser) *string { return u.Office },
		ledger.SplitManager: func(truthUser) *string { return nil }, // nobody asked for them
	})
}

// TestSummary_ManagersAgreeWithTheTruth reads who manages whom too.
func TestSummary_ManagersAgreeWithTheTruth(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	c, _, err := o.ledger.Connection(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Managers = true
	if err := o.ledger.Connect(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	var truth bytes.Buffer
	if err := o.tenant.WriteTruth(&truth); err != nil {
		t.Fatal(err)
	}
	o.good()
	readTruth(t, &truth)[0].summarized(t, o.ledger, "LATEST", map[string]func(truthUser) *string{
		ledger.SplitManager: func(u truthUser) *string { return u.ManagerID }})
}

func (d *truthDay) summarized(t *testing.T, l *app.Ledger, at string, wanted map[string]func(truthUser) *string) {
	t.Helper()
	view, err := l.View(t.Context(), app.ViewSpec{At: at, Kind: ledger.ViewAssigned})
	if err != nil {
		t.Fatal(err)
	}
	for by, of := range wanted {
		summary, err := view.Summary(t.Context(), app.SummarySpec{Column: by, Order: app.SummaryByValue})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]ledger.Group{}
		for i, g := range summary.Groups {
			if who := g.Person; who != nil && (string(who.UserID) != g.Value || string(who.Name) != d.users[g.Value].UserName) {
				t.Errorf("the manager %q is said to be %+v, really %s", g.Value, *who, d.users[g.Value].UserName)
			}
			if (g.Person != nil) != (by == ledger.SplitManager && g.Value != "") {
				t.Errorf("by %s: %q is said to be %v", by, g.Value, g.Person)
			}
			if g.Person = nil; g.Value == "" && i != len(summary.Groups)-1 {
				t.Errorf("by %s: what is not known comes before the last", by)
			}
			got[g.Value] = g.Group
		}
		if diff := cmp.Diff(d.groups(of), got); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", by, diff)
		}
	}
}

func (d *truthDay) groups(of func(truthUser) *string) map[string]ledger.Group {
	groups, people, licenses := map[string]ledger.Group{}, map[[2]string]bool{}, map[[3]string]bool{}
	for _, r := range d.rows {
		if !r.Held || r.LicenseID == "" {
			continue
		}
		v := value(of(d.users[r.UserID]))
		g := groups[v]
		g.Value = v
		g.Rows++
		if who := [2]string{v, r.UserID}; !people[who] {
			people[who] = true
			g.People++
		}
		if what := [3]string{v, r.UserID, r.License}; !licenses[what] {
			licenses[what] = true
			g.Licenses++
		}
		groups[v] = g
	}
	return groups
}
