package store_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// movedTexts writes the movement of each license: 2 + new 1 - left 1 = 2.
func movedTexts(t *testing.T, l *store.Ledger, before, after string) (all []string) {
	t.Helper()
	m, err := l.Movement(t.Context(), before, after)
	if err != nil {
		t.Fatal(err)
	}
	if m.Unmoved != "" {
		all = append(all, m.Unmoved)
	}
	in, out := int64(0), int64(0)
	for _, r := range m.Rows {
		if m.Unmoved == "" && !r.Balances() {
			t.Errorf("%+v does not balance", r)
		}
		in, out = in+r.SwappedIn, out+r.SwappedOut
		text := fmt.Sprint(r.License, ": ", r.Start)
		for _, part := range []struct {
			word string
			n    int64
		}{{"+ new", r.New}, {"+ returned", r.Returned}, {"+ swapped", r.SwappedIn}, {"- ended", r.Ended}, {"- left", r.Left}, {"- swapped", r.SwappedOut}} {
			if part.n != 0 {
				text += fmt.Sprint(" ", part.word, " ", part.n)
			}
		}
		all = append(all, fmt.Sprint(text, " = ", r.End))
	}
	if in != out {
		t.Errorf("%d swapped in, %d out", in, out)
	}
	return all
}

func TestMovement_TellsHowHoldersBecameOthers(t *testing.T) {
	l := storetest.New(t)
	direct := func(sku string) ledger.Assignment { return ledger.Assignment{SkuID: sku, State: "Active"} }
	byGroup := func(sku string) ledger.Assignment {
		return ledger.Assignment{SkuID: sku, AssignedByGroup: "g1", State: "Active"}
	}
	all := []ledger.Object{bought(skuE3, "ENTERPRISEPACK", planE3, 10, 4), bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, 10, 4), bought(skuOther, "EXCHANGESTANDARD", "", 10, 4)}
	deleted := func(id string, day int) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.DeletedUser{UserID: id, DeletedAt: ledger.InstantOf(seatMorning(day))}}}
	}
	on := func(day int, people, gone []ledger.Object) {
		var listings []storetest.Listing
		for source, objects := range map[string][]ledger.Object{ledger.SourceSubscribedSkus: all, ledger.SourceUsers: people, ledger.SourceDeletedUsers: gone} {
			listings = append(listings, storetest.Listing{Source: source, At: seatMorning(day), Objects: objects})
		}
		storetest.Publish(t, l, listings...)
	}
	on(-2, []ledger.Object{holder("returns", true)}, nil)
	on(0, []ledger.Object{holder("stays", true, direct(skuE3), byGroup(skuE3)), holder("swaps", true, direct(skuBasic), direct(skuOther)), holder("leaves", true, direct(skuE3)),
		holder("gives up", true, direct(skuOther)), holder("loses and leaves", true, direct(skuBasic))}, []ledger.Object{deleted("returns", -1)})
	on(1, []ledger.Object{holder("stays", true, direct(skuE3)), holder("swaps", true, direct(skuBasic)), holder("leaves", true, direct(skuE3)),
		holder("comes and goes", true, direct(skuE3)), holder("loses and leaves", true), holder("gives up", true, direct(skuOther))}, []ledger.Object{deleted("returns", -1)})
	on(3, []ledger.Object{holder("stays", false, byGroup(skuE3)), holder("swaps", true, direct(skuE3)), holder("gives up", true),
		holder("returns", true, direct(skuBasic)), holder("new", true, direct(skuOther), direct(skuBasic))}, []ledger.Object{deleted("leaves", 2), deleted("comes and goes", 2), deleted("loses and leaves", 2)})
	want := []string{
		"Exchange Online (Plan 1): 2 + new 1 - ended 2 = 1",
		"Microsoft 365 Business Basic: 2 + new 1 + returned 1 - ended 1 - swapped 1 = 2",
		"Office 365 E3: 2 + swapped 1 - left 1 = 2",
	}
	if d := cmp.Diff(want, movedTexts(t, l, "2", "4")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	m, err := l.Movement(t.Context(), "2", "4")
	if err != nil {
		t.Fatal(err)
	}
	var back []string
	for _, b := range m.Back {
		back = append(back, fmt.Sprint(b.LastKnownName, " ", b.License, " ", b.AtStart, " ", b.Status, " ", b.IdentityConfidence, " ", b.StatusSince))
	}
	since := seatMorning(2).Format("2006-01-02T15:04:05Z")
	if d := cmp.Diff([]string{"Name of comes and goes Office 365 E3 false soft_deleted certain " + since, "Name of leaves Office 365 E3 true soft_deleted certain " + since}, back); d != "" {
		t.Errorf("came back (-want +got):\n%s", d)
	}
	for _, c := range []struct{ before, after, want string }{{"", "4", ledger.UnmovedNoReading}, {"4", "4", ledger.UnmovedSameListing}} {
		if got := movedTexts(t, l, c.before, c.after); got[0] != c.want || len(got) != 4 || !strings.HasSuffix(got[3], "Office 365 E3: 0 = 2") {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// An export of people and a sync are never compared, and without a directory
// nobody holds anything.
func TestMovement_ComparesOnlyWhatIsAlike(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, reportListing(line("ann", "Power Apps for Office 365", "Office 365 E3")))
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceFileActiveUsers, At: seatMorning(1), Objects: []ledger.Object{holder("ann", true, ledger.Assignment{SkuID: "Office 365 E3"})}})
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: seatMorning(2), Objects: []ledger.Object{holder("ann", true, ledger.Assignment{SkuID: skuE3})}})
	for _, c := range []struct{ before, after, want string }{{"1", "2", ledger.UnmovedNotRead}, {"2", "3", ledger.UnmovedOtherSource}} {
		if got := movedTexts(t, l, c.before, c.after); len(got) != 2 || got[0] != c.want || got[1] != "Office 365 E3: 0 = 1" {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if got := movedTexts(t, l, "", "1"); len(got) != 1 || got[0] != ledger.UnmovedNotRead {
		t.Errorf("without a directory: %q", got)
	}
}

// Holders have a row for each license, whatever it brings and however often it
// was given.
func TestHolders_HaveEachLicenseOnce(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 10, 4), bought(skuOther, "EXCHANGESTANDARD", "", 10, 4)),
		usersListing(holder("ann", true, ledger.Assignment{SkuID: skuE3, AssignedByGroup: "g1", State: "Active"}, ledger.Assignment{SkuID: skuE3, State: "Active"}, ledger.Assignment{SkuID: skuOther, AssignedByGroup: "g1", State: "Active"}),
			holder("bo", false, ledger.Assignment{SkuID: skuE3, State: "Error"}, ledger.Assignment{SkuID: skuOther, State: "Active"})))
	h, err := l.OpenHolders(t.Context(), "LATEST")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := h.Rows(0, h.Len())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%s %s %s %s %q", r.UserName, r.Status, r.License, r.AssignedBy, r.Service))
	}
	want := []string{`Name of ann present Exchange Online (Plan 1) group ""`, `Name of ann present Office 365 E3 direct "Power Apps for Office 365"`, `Name of bo blocked Exchange Online (Plan 1) direct ""`}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
