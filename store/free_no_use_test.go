package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// watchDays publishes that a source was read on some days up to the day before
// seatDay, for both products, with the uses of chosen days (n days before it).
func watchDays(t *testing.T, l *store.Ledger, days int, uses map[int][]ledger.Use) {
	t.Helper()
	for n := days; n >= 1; n-- {
		day := seatMorning(-n)
		err := l.PublishActivity(t.Context(), ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: day.Format(time.DateOnly), ReadAt: ledger.InstantOf(seatMorning(0)),
			Products: []ledger.Product{ledger.ProductPowerApps, ledger.ProductPowerAutomate}, Uses: uses[n]})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// noUse is the group of a ledger, and why it is off.
func noUse(t *testing.T, l *store.Ledger, days int) (ledger.FreeOff, []ledger.FreeLine) {
	t.Helper()
	f := freeUpOf(t, l, &ledger.FreeRules{NoUseDays: days})
	chosen, err := f.Choose(store.FreeChoice{Group: ledger.FreeNoUse})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := chosen.Rows(0, chosen.Len())
	if err != nil {
		t.Fatal(err)
	}
	return chosen.Sums()[2].Off, lines
}

// onlyPremium is a tenant of four with Power Apps Premium and two with Office 365,
// all of whom were seen in the report's list, which is no watching.
func onlyPremium(t *testing.T) *store.Ledger {
	t.Helper()
	l := storetest.New(t)
	var people, lines []ledger.Object
	for _, letter := range []string{"a", "b", "c", "d"} {
		people = append(people, holder(objectID(letter), true, ledger.Assignment{SkuID: skuPremium, State: "Active", UpdatedAt: ledger.InstantOf(seatMorning(-200))}))
		lines = append(lines, line(objectID(letter), "Power Apps per User Plan", "Power Apps Premium"))
	}
	people = append(people, holder(objectID("e"), true, has(skuE3)), holder(objectID("n"), true, ledger.Assignment{SkuID: skuPremium, State: "Active", UpdatedAt: ledger.InstantOf(seatMorning(-5))}))
	storetest.Publish(t, l, usersListing(people...), reportListing(lines...),
		seatsListing(bought(skuPremium, "POWERAPPS_PER_USER", planPremium, 5, 5), bought(skuE3, "ENTERPRISEPACK", planE3, 2, 2)))
	return l
}

func TestFreeUp_TellsNoUseOnlyOfDaysThatWereWatched(t *testing.T) {
	l := onlyPremium(t)
	for _, level := range []ledger.ActivityLevel{ledger.ActivityNone, ledger.ActivityDay} {
		if err := l.SetActivityLevel(t.Context(), level); err != nil {
			t.Fatal(err)
		}
		want := map[ledger.ActivityLevel]ledger.FreeOff{ledger.ActivityNone: ledger.FreeOffNotKept, ledger.ActivityDay: ledger.FreeOffNotRead}[level]
		if off, lines := noUse(t, l, 20); off != want || len(lines) > 0 {
			t.Errorf("activity %s: off %q and %d lines, want %q and none", level, off, len(lines), want)
		}
	}
	use := func(letter string) ledger.Use {
		return ledger.Use{UserID: objectID(letter), Product: ledger.ProductPowerApps}
	}
	watchDays(t, l, 25, map[int][]ledger.Use{22: {use("c")}, 20: {use("b")}, 3: {use("a"), use("c")}, 24: {use("d"), use("e")}})
	off, lines := noUse(t, l, 20)
	told := []string{}
	for _, r := range lines {
		told = append(told, fmt.Sprintf("%s: last used %s, watched since %s, gains %d", r.UserID[34:], r.LastUsed, r.WatchedSince, *r.GainToday))
	}
	if d := cmp.Diff([]string{"64: last used 2026-02-06, watched since 2026-02-05, gains 1"}, told); d != "" || off != "" {
		t.Errorf("over 20 days, off %q, -want +got:\n%s", off, d)
	}
	if off, lines := noUse(t, l, 26); off != ledger.FreeOffShort || len(lines) > 0 {
		t.Errorf("over 26 days: off %q and %d lines", off, len(lines))
	}
	f := freeUpOf(t, l, &ledger.FreeRules{NoUseDays: 20})
	if got := f.LeftOut(); len(got) != 1 || got[0].Reason != ledger.LeftOutNewLicense || got[0].People != 1 {
		t.Errorf("left out: %+v, want the one whose license is new", got)
	}
	if err := l.SetActivityLevel(t.Context(), ledger.ActivityMonth); err != nil {
		t.Fatal(err)
	}
	if off, lines := noUse(t, l, 20); off != "" || len(lines) > 0 { // February counts to its last day
		t.Errorf("where months are kept: off %q and %d lines", off, len(lines))
	}
	if off, lines := noUse(t, l, 1); off != "" || len(lines) != 5 { // which none of March is
		t.Errorf("where months are kept, over a day: off %q and %d lines, want 5", off, len(lines))
	}
}

// What a license brings of another product must be watched as well.
func TestFreeUp_NeedsEveryProductWatched(t *testing.T) {
	l := onlyPremium(t)
	err := l.PublishActivity(t.Context(), ledger.ActivitySlice{Source: ledger.SourceAuditLaunches, Day: "2026-03-01", ReadAt: ledger.InstantOf(seatMorning(0)), Products: []ledger.Product{ledger.ProductPowerApps}})
	if err != nil {
		t.Fatal(err)
	}
	if off, lines := noUse(t, l, 1); off != "" || len(lines) != 5 {
		t.Errorf("Power Apps alone: off %q and %d lines, want 5", off, len(lines))
	}
	seat := bought(skuPremium, "POWERAPPS_PER_USER", planPremium, 5, 5)
	seat.Facts = append(seat.Facts, ledger.LicenseService{SkuID: skuPremium, ServicePlanID: "dc789ed8-0170-4b65-a415-eb77d5bb350a", AppliesTo: "User", ProvisioningStatus: "Success"})
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceSubscribedSkus, At: seatMorning(0).Add(time.Minute), Objects: []ledger.Object{seat}})
	if off, lines := noUse(t, l, 1); off != ledger.FreeOffNotRead || len(lines) > 0 {
		t.Errorf("Power Automate beside it: off %q and %d lines", off, len(lines))
	}
}
