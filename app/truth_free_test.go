package app_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// freeUp compares the licenses that can be taken back with what is really so:
// blocked holders of what costs something, and holders of a license that another
// one of theirs brings all of; with the units that nobody has.
func (s *truthful) freeUp(t *testing.T, _ int, d *truthDay) {
	free, err := s.ledger.FreeUp(t.Context(), app.FreeUpSpec{At: d.day, Rules: &ledger.FreeRules{NoUseDays: ledger.FreeNoUseDays}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := free.Choose(app.FreeChoice{})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := all.Rows(0, all.Len())
	if err != nil {
		t.Fatal(err)
	}
	got, gains := []string{}, map[string]int64{}
	for _, r := range lines {
		gains[string(r.LicenseID)] += *r.GainAtRenewal
		if r.UserID != "" {
			how := "direct"
			if !*r.Direct {
				how = "group"
			}
			got = append(got, fmt.Sprint(r.Group, " ", r.UserID, " ", r.LicenseID, " ", how))
		}
	}
	slices.Sort(got)
	want := []string{}
	for _, r := range d.rows {
		if !r.Held || r.LicenseID == "" || d.users[r.UserID].State != "present" || r.IsTrial || r.Tier == "free" || r.Tier == "developer" {
			continue
		}
		group, how := ledger.FreeTwice, "direct"
		if r.ByGroup {
			how = "group"
		}
		if d.users[r.UserID].Blocked {
			group = ledger.FreeBlocked
		} else if over := brings[r.LicenseID]; over == "" || !d.holding(over)[r.UserID] {
			continue
		}
		want = append(want, fmt.Sprint(group, " ", r.UserID, " ", r.LicenseID, " ", how))
	}
	slices.Sort(want)
	if diff := cmp.Diff(slices.Compact(want), got); diff != "" {
		t.Errorf("what can be taken back (-want +got):\n%s", diff)
	}
	for _, b := range d.seats {
		if gains[b.LicenseID] > int64(b.Bought) {
			t.Errorf("%s: %d units are gained, and %d were bought", b.LicenseID, gains[b.LicenseID], b.Bought)
		}
	}
	left := 0
	for id, u := range d.users {
		if u.State != "present" && s.everSeen(id, slices.Index(s.days, d)) {
			left++
		}
	}
	if summary := free.Summary(all); summary.CameBack == nil || summary.CameBack.People != left {
		t.Errorf("%+v came back, %d left", summary.CameBack, left)
	}
}

// brings is which license of the sample brings all of another.
var brings = map[string]string{
	"b4d7b828-e8dc-4518-91f9-e123ae48440d": "b30411f5-fea1-4a59-9ad9-3db7c7ead579", // Power Apps per app plan: Premium
	"4a51bf65-409c-4a91-b845-1121b571cc9d": "eda1941c-3c4f-4995-b5eb-e85a42175ab9", // Power Automate per user plan: Premium
}
