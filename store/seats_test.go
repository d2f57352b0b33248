package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

const (
	skuE3     = "6fd2c87f-b296-42f0-b197-1e91e994b900" // Office 365 E3
	skuBasic  = "3b555118-da6a-4418-894f-7df1e2096870" // Microsoft 365 Business Basic
	skuBasic2 = "dab7782a-93b1-4074-8bb1-0e61318bea0b" // Microsoft 365 Business Basic as well
	skuOther  = "4b9405b0-7788-4568-add1-99614e613b69" // Exchange Online (Plan 1)
	skuViral  = "dcb1a3ae-b33f-4487-846a-a640262fadf4" // Microsoft Power Apps Plan 2 Trial
	planE3    = "c68f8d98-5534-41c8-bf36-22fa496fa792" // POWERAPPS_O365_P2
	planBasic = "92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c" // POWERAPPS_O365_P1
	seatDay   = "2026-03-02"
)

func seatMorning(days int) time.Time { return time.Date(2026, 3, 2+days, 6, 30, 0, 0, time.UTC) }

// bought is a license as the tenant has it; plan is what it brings of ours.
func bought(sku, part, plan string, units, assigned int64) ledger.Object {
	o := ledger.Object{Owner: sku, Facts: []ledger.Fact{ledger.Seat{SkuID: sku, SkuPartNumber: part, AppliesTo: "User", CapabilityStatus: "Enabled", Bought: units, Assigned: assigned}}}
	if plan != "" {
		o.Facts = append(o.Facts, ledger.LicenseService{SkuID: sku, ServicePlanID: plan, AppliesTo: "User", ProvisioningStatus: "Success"})
	}
	return o
}

// holder is an account that holds licenses.
func holder(id string, enabled bool, held ...ledger.Assignment) ledger.Object {
	o := account(id, "Name of "+id, id+"@contoso.com", enabled)
	for _, a := range held {
		a.UserID = id
		o.Facts = append(o.Facts, a)
	}
	return o
}

func line(id, service, license string) ledger.Object {
	return ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Name of " + id, EmailAddress: id + "@contoso.com", Service: service, License: license, AssignedDate: "2026-01-02"}}}
}

func seatsListing(objects ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceSubscribedSkus, At: seatMorning(0), Objects: objects}
}

func usersListing(objects ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceUsers, At: seatMorning(0), Objects: objects}
}

func exportListing(objects ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceFileActiveUsers, At: seatMorning(0), Objects: objects}
}

func reportListing(objects ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceLicenseReport, At: seatMorning(0), Objects: objects}
}

// seatTexts writes the seats of a day; ? is what is not known.
func seatTexts(t *testing.T, l *store.Ledger, at string) []string {
	t.Helper()
	_, rows, err := l.Seats(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	count := func(n *int) string {
		if n == nil {
			return "?"
		}
		return fmt.Sprint(*n)
	}
	all := []string{}
	for _, r := range rows {
		all = append(all, fmt.Sprintf("%s: %d bought, %d assigned, %d free; %s hold it, %s blocked; %s in use", r.License, r.Bought, r.Assigned, r.Free,
			count(r.Holders), count(r.BlockedHolders), count(r.InUse)))
	}
	return all
}

func TestSeats_CountHoldersAndUse(t *testing.T) {
	direct, grouped := ledger.Assignment{SkuID: skuE3, State: "Active"}, ledger.Assignment{SkuID: skuE3, State: "Active", AssignedByGroup: "g"}
	failed, disabled := ledger.Assignment{SkuID: skuE3, State: "Error", Error: "CountViolation"}, ledger.Assignment{SkuID: skuE3, State: "Disabled"}
	e3 := bought(skuE3, "ENTERPRISEPACK", planE3, 10, 3)
	for name, tt := range map[string]struct {
		read []storetest.Listing
		want []string
	}{
		"nobody holds it": {
			[]storetest.Listing{seatsListing(e3), usersListing(holder("a", true)), reportListing()},
			[]string{"Office 365 E3: 10 bought, 3 assigned, 7 free; 0 hold it, 0 blocked; 0 in use"}},
		"by group only, and both ways": {
			[]storetest.Listing{seatsListing(e3), usersListing(holder("a", true, grouped), holder("b", false, direct, grouped))},
			[]string{"Office 365 E3: 10 bought, 3 assigned, 7 free; 2 hold it, 1 blocked; ? in use"}},
		"failed and disabled assignments hold nothing": {
			[]storetest.Listing{seatsListing(e3), usersListing(holder("a", false, failed), holder("b", true, disabled))},
			[]string{"Office 365 E3: 10 bought, 3 assigned, 7 free; 0 hold it, 0 blocked; ? in use"}},
		"an export names licenses": {
			[]storetest.Listing{seatsListing(e3), exportListing(holder("a", true, ledger.Assignment{SkuID: "Office 365 E3"}), holder("b", false, ledger.Assignment{SkuID: "office 365 e3"}))},
			[]string{"Office 365 E3: 10 bought, 3 assigned, 7 free; 2 hold it, 1 blocked; ? in use"}},
		"an export's name is that of two licenses": {
			[]storetest.Listing{seatsListing(e3, bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, 5, 1), bought(skuBasic2, "SMB_BUSINESS_ESSENTIALS", planBasic, 6, 1)),
				exportListing(holder("a", true, ledger.Assignment{SkuID: "Microsoft 365 Business Basic"}))},
			[]string{"Microsoft 365 Business Basic: 5 bought, 1 assigned, 4 free; ? hold it, ? blocked; ? in use",
				"Microsoft 365 Business Basic: 6 bought, 1 assigned, 5 free; ? hold it, ? blocked; ? in use",
				"Office 365 E3: 10 bought, 3 assigned, 7 free; 0 hold it, 0 blocked; ? in use"}},
		"an export has a name that nobody knows": {
			[]storetest.Listing{seatsListing(e3, bought("11111111-2222-3333-4444-555555555555", "CONTOSO_SPECIAL", "", 5, 1)), exportListing(holder("a", true, ledger.Assignment{SkuID: "Contoso Special"}))},
			[]string{"CONTOSO_SPECIAL: 5 bought, 1 assigned, 4 free; ? hold it, ? blocked; ? in use",
				"Office 365 E3: 10 bought, 3 assigned, 7 free; 0 hold it, 0 blocked; ? in use"}},
		"over-assigned": {
			[]storetest.Listing{seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 2, 5))},
			[]string{"Office 365 E3: 2 bought, 5 assigned, -3 free; ? hold it, ? blocked; ? in use"}},
		"a person with two services uses one license": {
			[]storetest.Listing{seatsListing(e3), reportListing(line("a", "Power Apps for Office 365", "Office 365 E3"), line("a", "Power Automate for Office 365", "Office 365 E3"),
				line("b", "Power Apps for Office 365", "Office 365 E3"))},
			[]string{"Office 365 E3: 10 bought, 3 assigned, 7 free; ? hold it, ? blocked; 2 in use"}},
		"the report does not speak of other products": {
			[]storetest.Listing{seatsListing(e3, bought(skuOther, "EXCHANGESTANDARD", "", 4, 1)), reportListing(line("a", "Power Apps for Office 365", "Office 365 E3"))},
			[]string{"Exchange Online (Plan 1): 4 bought, 1 assigned, 3 free; ? hold it, ? blocked; ? in use", "Office 365 E3: 10 bought, 3 assigned, 7 free; ? hold it, ? blocked; 1 in use"}},
		"a name that two licenses of Microsoft share means the one that the tenant has": {
			[]storetest.Listing{seatsListing(bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, 4, 1)), reportListing(line("a", "Power Apps for Office 365", "Microsoft 365 Business Basic"))},
			[]string{"Microsoft 365 Business Basic: 4 bought, 1 assigned, 3 free; ? hold it, ? blocked; 1 in use"}},
		"a name that two licenses of the tenant share tells of neither": {
			[]storetest.Listing{seatsListing(bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, 4, 1), bought(skuBasic2, "SMB_BUSINESS_ESSENTIALS", planBasic, 5, 2)),
				reportListing(line("a", "Power Apps for Office 365", "Microsoft 365 Business Basic"))},
			[]string{"Microsoft 365 Business Basic: 4 bought, 1 assigned, 3 free; ? hold it, ? blocked; ? in use",
				"Microsoft 365 Business Basic: 5 bought, 2 assigned, 3 free; ? hold it, ? blocked; ? in use"}},
		"not read": {
			[]storetest.Listing{usersListing(holder("a", true, direct)), reportListing(line("a", "Power Apps for Office 365", "Office 365 E3"))},
			[]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			storetest.Publish(t, l, tt.read...)
			if d := cmp.Diff(tt.want, seatTexts(t, l, "")); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

func TestSeats_SpeakForThirtyFiveDays(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 10, 3)))
	for days, want := range map[int]int{0: 1, 34: 1, 36: 0} {
		at := seatMorning(days)
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceDeletedUsers, At: at})
		snapshot, rows, err := l.Seats(t.Context(), at.Format(time.DateOnly))
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != want {
			t.Errorf("after %d days: %d licenses, want %d", days, len(rows), want)
		}
		for _, c := range snapshot.Coverage {
			if c.Source == ledger.SourceSubscribedSkus && (c.AsOf != "") != (want > 0) {
				t.Errorf("after %d days the snapshot says the licenses are of %q", days, c.AsOf)
			}
		}
		for _, r := range rows {
			if r.AsOf != "2026-03-02T06:30:00Z" || r.Source != ledger.SourceSubscribedSkus {
				t.Errorf("after %d days: as of %q from %q", days, r.AsOf, r.Source)
			}
		}
	}
}

func TestSeats_TellSinceWhenUseIsWatched(t *testing.T) {
	l := storetest.New(t)
	list := func(source string, days int) storetest.Listing {
		return storetest.Listing{Source: source, At: seatMorning(days), Objects: []ledger.Object{line("a", "Power Apps for Office 365", "Office 365 E3")}}
	}
	seats := bought(skuE3, "ENTERPRISEPACK", planE3, 10, 3)
	storetest.Publish(t, l, seatsListing(seats))
	storetest.Publish(t, l, list(ledger.SourceFileReport2022, 2))
	storetest.Publish(t, l, list(ledger.SourceLicenseReport, 5))
	for days, want := range map[int][2]ledger.Text{0: {}, 2: {ledger.SourceFileReport2022, "2026-03-04T06:30:00Z"}, 5: {ledger.SourceLicenseReport, "2026-03-04T06:30:00Z"}} {
		_, rows, err := l.Seats(t.Context(), seatMorning(days).Format(time.DateOnly))
		if err != nil || len(rows) != 1 {
			t.Fatalf("%d licenses, error %v", len(rows), err)
		}
		if got := [2]ledger.Text{rows[0].InUseSource, rows[0].InUseSince}; got != want || (rows[0].InUse == nil) != (want == [2]ledger.Text{}) {
			t.Errorf("after %d days: %v in use by %q, want %q", days, rows[0].InUse, got, want)
		}
	}
}

func TestSeats_TellTrialAndRenewal(t *testing.T) {
	on := func(n int) ledger.Instant { return ledger.InstantOf(seatMorning(n)) }
	is := func(b bool) *bool { return &b }
	contract := func(id, sku, status string, trial *bool, renews ledger.Instant) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.Subscription{SubscriptionID: id, SkuID: sku, Status: status, IsTrial: trial, Total: 5, RenewsAt: renews}}}
	}
	for name, tt := range map[string]struct {
		sku, part string
		contracts []ledger.Object
		trial     *bool
		renews    ledger.Text
	}{
		"nothing is known":      {sku: skuE3, part: "ENTERPRISEPACK"},
		"known as a trial":      {sku: skuViral, part: "POWERAPPS_VIRAL", trial: is(true)},
		"a trial by its number": {sku: "99999999-0000-0000-0000-000000000000", part: "NEW_THING_TRIAL", trial: is(true)},
		"the first of two renews": {sku: skuE3, part: "ENTERPRISEPACK", trial: is(false), renews: "2026-03-22T06:30:00Z",
			contracts: []ledger.Object{contract("1", skuE3, "Enabled", is(false), on(300)), contract("2", skuE3, "Warning", is(false), on(20))}},
		"a trial beside a paid one": {sku: skuE3, part: "ENTERPRISEPACK", trial: is(false), renews: "2026-03-12T06:30:00Z",
			contracts: []ledger.Object{contract("1", skuE3, "Enabled", is(true), on(10)), contract("2", skuE3, "Enabled", is(false), on(20))}},
		"all are trials": {sku: skuE3, part: "ENTERPRISEPACK", trial: is(true), renews: "2026-03-12T06:30:00Z",
			contracts: []ledger.Object{contract("1", skuE3, "Enabled", is(true), on(10)), contract("2", skuE3, "Enabled", nil, 0)}},
		"one that ended tells nothing": {sku: skuE3, part: "ENTERPRISEPACK", trial: is(false), renews: "2026-03-22T06:30:00Z",
			contracts: []ledger.Object{contract("1", skuE3, "Suspended", is(true), on(10)), contract("2", skuE3, "Enabled", is(false), on(20))}},
		"of another license": {sku: skuE3, part: "ENTERPRISEPACK", contracts: []ledger.Object{contract("1", skuBasic, "Enabled", is(true), on(10))}},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			storetest.Publish(t, l, seatsListing(bought(tt.sku, tt.part, planE3, 10, 3)),
				storetest.Listing{Source: ledger.SourceSubscriptions, At: seatMorning(0), Objects: tt.contracts})
			_, rows, err := l.Seats(t.Context(), seatDay)
			if err != nil || len(rows) != 1 {
				t.Fatalf("%v, %v", rows, err)
			}
			if d := cmp.Diff(tt.trial, rows[0].Trial); d != "" {
				t.Errorf("trial (-want +got):\n%s", d)
			}
			if rows[0].RenewsAt != tt.renews {
				t.Errorf("renews at %q, want %q", rows[0].RenewsAt, tt.renews)
			}
		})
	}
}

// The grace of a subscription that ended, and units that are gone, are told
// apart from what was bought.
func TestSeats_TellEndedUnitsApart(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, seatsListing(ledger.Object{Owner: skuE3, Facts: []ledger.Fact{
		ledger.Seat{SkuID: skuE3, SkuPartNumber: "ENTERPRISEPACK", CapabilityStatus: "Warning", Bought: 0, Assigned: 4, Suspended: 2, Warning: 5, LockedOut: 1}}}))
	_, rows, err := l.Seats(t.Context(), "")
	if err != nil || len(rows) != 1 {
		t.Fatalf("%v, %v", rows, err)
	}
	r := rows[0]
	if r.Status != "Warning" || r.Bought != 0 || r.Free != -4 || r.Suspended != 2 || r.Warning != 5 || r.LockedOut != 1 || !r.OverAssigned() {
		t.Errorf("got %+v", r)
	}
}
