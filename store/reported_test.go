package store_test

import (
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// Whoever gets the address of somebody who left was not seen in use by what the
// list said of the one before; only by what it says since.
func TestNeverUsed_AnAddressThatSomebodyElseHadBefore(t *testing.T) {
	const service = "Power Apps for Office 365"
	held := ledger.Assignment{SkuID: skuE3, State: "Active"}
	newcomer := holder("new", true, held)
	newcomer.Facts[0] = account("new", "Jane Doe", "a@contoso.com", true).Facts[0]
	l := storetest.New(t)
	on := func(day int, listings ...storetest.Listing) {
		t.Helper()
		for i := range listings {
			listings[i].At = seatMorning(day)
		}
		storetest.Publish(t, l, append(listings, storetest.Listing{Source: ledger.SourceSubscribedSkus, At: seatMorning(day),
			Objects: []ledger.Object{bought(skuE3, "ENTERPRISEPACK", planE3, 10, 2)}})...)
	}
	b := holder("b", true, held)
	on(0, usersListing(holder("a", true, held), b), reportListing(line("a", service, "Office 365 E3")))
	on(1, usersListing(b), reportListing())
	on(2, usersListing(newcomer, b), reportListing())
	neverUsed := func() (who []string) {
		for _, r := range rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewNeverUsed}) {
			who = append(who, string(r.UserID))
		}
		return who
	}
	if who := neverUsed(); len(who) != 2 {
		t.Errorf("never seen in use are %v, want the newcomer and b", who)
	}
	on(3, usersListing(newcomer, b), reportListing(line("a", service, "Office 365 E3")))
	if who := neverUsed(); len(who) != 1 || who[0] != "b" {
		t.Errorf("once the list names the newcomer, never seen in use are %v, want b alone", who)
	}
}
