package store_test

import (
	"context"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestView_ShowsWhoWasSeenUsing publishes the use of one day and opens the list
// of the days around it.
func TestView_ShowsWhoWasSeenUsing(t *testing.T) {
	ctx := context.Background()
	l := storetest.New(t)
	day := time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)
	const plan = "c68f8d98-5534-41c8-bf36-22fa496fa792" // POWERAPPS_O365_P2
	user := func(id, name string) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: name + "@contoso.com"},
			ledger.Assignment{UserID: id, SkuID: "sku", State: "Active"}}}
	}
	sku := ledger.Object{Owner: "sku", Facts: []ledger.Fact{ledger.Seat{SkuID: "sku", SkuPartNumber: "ENTERPRISEPACK"},
		ledger.LicenseService{SkuID: "sku", ServicePlanID: plan, ServicePlanName: "POWERAPPS_O365_P2"}}}
	for i := range 3 {
		at := day.AddDate(0, 0, i)
		storetest.Publish(t, l,
			storetest.Listing{Source: ledger.SourceSubscribedSkus, At: at, Objects: []ledger.Object{sku}},
			storetest.Listing{Source: ledger.SourceUsers, At: at, Objects: []ledger.Object{user("id-1", "ada"), user("id-2", "bob")}})
	}
	for i := range 3 { // the second day has a use, the others none
		slice := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: day.AddDate(0, 0, i).Format(time.DateOnly),
			ReadAt: ledger.InstantOf(day.AddDate(0, 0, i+1)), Products: []ledger.Product{ledger.ProductPowerApps}}
		if i == 1 {
			slice.Uses = []ledger.Use{{UserID: "id-1", Product: ledger.ProductPowerApps}}
		}
		if err := l.SetActivityLevel(ctx, ledger.ActivityDay); err != nil {
			t.Fatal(err)
		}
		if err := l.PublishActivity(ctx, slice); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{"", "2026-03-11", "2026-03-11"} {
		at := day.AddDate(0, 0, i).Format(time.DateOnly)
		v, err := l.OpenView(ctx, store.ViewSpec{At: at, Kind: ledger.ViewAssigned})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := v.Rows(0, 10)
		if err != nil || len(rows) != 2 {
			t.Fatalf("%s: %d rows, %v", at, len(rows), err)
		}
		if rows[0].UserName != "ada" || string(rows[0].LastUsed) != want || rows[1].LastUsed != "" {
			t.Errorf("%s: last used %q and %q, want %q and nothing", at, rows[0].LastUsed, rows[1].LastUsed, want)
		}
		if rows[0].WatchedSince != "2026-03-10" {
			t.Errorf("%s: watched since %q", at, rows[0].WatchedSince)
		}
		idle, err := l.OpenView(ctx, store.ViewSpec{At: at, Kind: ledger.ViewNeverUsed})
		if err != nil {
			t.Fatal(err)
		}
		if wanted := map[bool]int{true: 2, false: 1}[want == ""]; idle.Len() != wanted {
			t.Errorf("%s: %d rows never seen in use, want %d", at, idle.Len(), wanted)
		}
	}
}
