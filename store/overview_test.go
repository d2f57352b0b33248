package store_test

import (
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestOverview_SaysNothingOfWhatWasNotRead(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 10, 3)))
	o, err := l.Overview(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if o.Basis != ledger.BasisNone || o.Directory != nil || o.List != nil || o.Assigned != nil || o.Blocked != nil ||
		o.SeenInUse != nil || o.NeverSeenInUse != nil || o.Departed != nil || o.Changes != nil {
		t.Errorf("of a day on which licenses alone were read: %+v", o)
	}
	if o.Seats == nil || o.Seats.Bought != 10 || o.Seats.Free != 7 {
		t.Errorf("seats %+v", o.Seats)
	}
}

// Without a report nobody was watching: nothing is called never seen in use.
func TestOverview_WithoutReportNothingIsNeverSeen(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 10, 3)),
		usersListing(holder("a", false, ledger.Assignment{SkuID: skuE3, State: "Active"})))
	o, err := l.Overview(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if o.SeenInUse != nil || o.NeverSeenInUse != nil || o.ReportsSince != "" {
		t.Errorf("seen %v, never seen %v, reports since %q", o.SeenInUse, o.NeverSeenInUse, o.ReportsSince)
	}
	if o.Assigned == nil || *o.Assigned != (ledger.Tally{Rows: 1, People: 1}) || o.Blocked == nil || *o.Blocked != (ledger.Tally{Rows: 1, People: 1}) {
		t.Errorf("assigned %+v, blocked %+v", o.Assigned, o.Blocked)
	}
}

func TestOverview_TellsTheAgeOfEverySource(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(), reportListing(line("a", "Power Apps for Office 365", "Office 365 E3")))
	users := usersListing(holder("a", true))
	users.At = users.At.AddDate(0, 0, 9).Add(5 * time.Hour)
	storetest.Publish(t, l, users)
	late := users
	late.At = seatMorning(40)
	storetest.Publish(t, l, late)
	for at, want := range map[string]map[string][3]any{
		"2026-03-11": {ledger.SourceLicenseReport: {"2026-03-02T06:30:00Z", 9, "2026-03-02T06:30:00Z"}, ledger.SourceUsers: {"2026-03-11T11:30:00Z", 0, "2026-03-11T11:30:00Z"},
			ledger.SourceDeletedUsers: {"", -1, ""}},
		"LATEST": {ledger.SourceLicenseReport: {"", -1, "2026-03-02T06:30:00Z"}, ledger.SourceUsers: {"2026-04-11T06:30:00Z", 0, "2026-04-11T06:30:00Z"}},
	} {
		o, err := l.Overview(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Sources) != len(ledger.Sources()) {
			t.Errorf("%d sources, want all %d", len(o.Sources), len(ledger.Sources()))
		}
		for _, s := range o.Sources {
			days := -1
			if s.Days != nil {
				days = *s.Days
			}
			if w, ok := want[s.Source]; ok && w != [3]any{string(s.AsOf), days, string(s.LastRead)} {
				t.Errorf("%s: %s is as of %q, %d days old, last read %q; want %v", at, s.Source, s.AsOf, days, s.LastRead, w)
			}
		}
	}
}

// Somebody seen by another source than the report is seen in use.
func TestOverview_ActivityIsSeenAsWell(t *testing.T) {
	l := storetest.New(t)
	held := ledger.Assignment{SkuID: skuE3, State: "Active"}
	storetest.Publish(t, l, seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 10, 2)), usersListing(holder("a", true, held), holder("b", true, held)))
	if err := l.SetActivityLevel(t.Context(), ledger.ActivityDay); err != nil {
		t.Fatal(err)
	}
	err := l.PublishActivity(t.Context(), ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: "2026-03-01", ReadAt: ledger.InstantOf(seatMorning(0)),
		Products: []ledger.Product{ledger.ProductPowerApps}, Uses: []ledger.Use{{UserID: "b", Product: ledger.ProductPowerApps}}})
	if err != nil {
		t.Fatal(err)
	}
	o, err := l.Overview(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	one := ledger.Tally{Rows: 1, People: 1}
	if o.SeenInUse == nil || *o.SeenInUse != one || o.NeverSeenInUse == nil || *o.NeverSeenInUse != one {
		t.Errorf("seen %+v, never seen %+v; want one of each", o.SeenInUse, o.NeverSeenInUse)
	}
	if never := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewNeverUsed}); len(never) != 1 || never[0].UserID != "a" {
		t.Errorf("never used: %+v", never)
	}
}
