package store_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// costsBy says what the groups of a view cost, as value: sums; without a price.
func costsBy(t *testing.T, v *store.View, column string) map[string]string {
	t.Helper()
	groups, costs, err := v.GroupsAndCosts(t.Context(), column)
	if err != nil || len(groups) != len(costs) {
		t.Fatalf("%d groups, %d costs, %v", len(groups), len(costs), err)
	}
	all := map[string]string{}
	for i, g := range groups {
		all[g.Value] = fmt.Sprint(costs[i].List(), costs[i].Unpriced)
	}
	return all
}

func TestView_CostsOfAGroupCountEachPersonsLicenseOnce(t *testing.T) {
	l := storetest.New(t)
	direct := func(sku string) ledger.Assignment { return ledger.Assignment{SkuID: sku, State: "Active"} }
	grouped := func(sku string) ledger.Assignment {
		return ledger.Assignment{SkuID: sku, State: "Active", AssignedByGroup: "g"}
	}
	in := func(department string, o ledger.Object) ledger.Object {
		user := o.Facts[0].(ledger.User)
		user.Department = department
		o.Facts[0] = user
		return o
	}
	const planFlow, planViral = "76846ad7-7776-4c40-a281-a386362dd1b9", "d5368ca3-357e-4acb-9c21-8495fb025d1f"
	e3, viral := bought(skuE3, "ENTERPRISEPACK", planE3, 10, 4), bought(skuViral, "POWERAPPS_VIRAL", planViral, 10, 2)
	e3.Facts = append(e3.Facts, ledger.LicenseService{SkuID: skuE3, ServicePlanID: planFlow, AppliesTo: "User", ProvisioningStatus: "Success"})
	storetest.Publish(t, l, seatsListing(e3, viral, bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, 4, 2)),
		usersListing(in("Sales", holder("a", true, direct(skuE3), grouped(skuE3))), in("Sales", holder("b", false, direct(skuE3), direct(skuBasic))),
			in("Sales", holder("c", true, direct(skuViral))), in("Legal", holder("d", true, direct(skuE3))), in("Legal", holder("e", true))),
		reportListing(line("a", "Power Apps for Office 365", "Office 365 E3"), line("a", "Power Automate for Office 365", "Office 365 E3"),
			line("z", "Power Apps for Office 365", "Office 365 E3"), ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Unknown", EmailAddress: "Unknown",
				Service: "Power Apps for Office 365", License: "Office 365 E3", AssignedDate: "2026-01-02"}}}))
	setPrices(t, l, priced(skuE3, "2026-01-01", 25000, "EUR", ledger.PerYear))
	view := func(kind ledger.ViewKind) *store.View {
		v, err := l.OpenView(t.Context(), store.ViewSpec{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	// 250.00 a year are 20.83 and a third a month; two of them are 41.67.
	if d := gocmp.Diff(map[string]string{"Sales": "[{41.67 EUR}] 1", "Legal": "[{20.83 EUR}] 0"}, costsBy(t, view(ledger.ViewAssigned), "department")); d != "" {
		t.Errorf("what is held by department, -want +got:\n%s", d)
	}
	if d := gocmp.Diff(map[string]string{"Office 365 E3": "[{62.50 EUR}] 0", "Microsoft 365 Business Basic": "[] 1", "Microsoft Power Apps Plan 2 Trial": "[] 0"},
		costsBy(t, view(ledger.ViewAssigned), "license")); d != "" {
		t.Errorf("what is held by license, -want +got:\n%s", d)
	}
	if d := gocmp.Diff(map[string]string{"Sales": "[{20.83 EUR}] 1"}, costsBy(t, view(ledger.ViewBlocked), "department")); d != "" {
		t.Errorf("what blocked accounts hold, -want +got:\n%s", d)
	}
	// Of the list, whom it names: of the third row nobody knows whose it is.
	if d := gocmp.Diff(map[string]string{"Office 365 E3": "[{41.67 EUR}] 0"}, costsBy(t, view(ledger.ViewList), "license")); d != "" {
		t.Errorf("what is used by license, -want +got:\n%s", d)
	}
	if d := gocmp.Diff(map[string]string{"present": "[] 0", "blocked": "[] 0"}, costsBy(t, view(ledger.ViewUsers), "status")); d != "" {
		t.Errorf("people without their licenses, -want +got:\n%s", d)
	}
	if _, _, err := view(ledger.ViewList).GroupsAndCosts(t.Context(), "departmint"); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("a column that does not exist: %v", err)
	}
}

// On every day of drawn histories with drawn prices, by a drawn column, groups
// cost what their rows do when each is looked at, and the groups of a column of
// people make the whole.
func TestView_CostsAreThoseOfEveryRow(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, run := range storetest.Runs(storetest.Histories(seed, 5)) {
			storetest.Publish(t, l, run...)
		}
		prices := drawPrices(t, l, seed)
		r := rand.New(rand.NewPCG(seed, 9))
		snapshots, err := l.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range snapshots {
			for _, kind := range []ledger.ViewKind{ledger.ViewAssigned, ledger.ViewList, ledger.ViewBlocked, ledger.ViewDeparted, ledger.ViewNeverUsed} {
				at := strconv.FormatInt(s.ID, 10)
				v, err := l.OpenView(t.Context(), store.ViewSpec{At: at, Kind: kind})
				if err != nil {
					t.Fatal(err)
				}
				rows := rowsOf(t, l, store.ViewSpec{At: at, Kind: kind})
				column := ledger.RowColumns()[r.IntN(len(ledger.RowColumns()))]
				if d := gocmp.Diff(costsOfRows(t, l, at, s.At[:10], prices, rows, column), costsBy(t, v, column)); d != "" {
					t.Fatalf("%s on %s by %s (-every row +groups):\n%s", kind, s.At, column, d)
				}
				var whole ledger.Sums
				_, costs, err := v.GroupsAndCosts(t.Context(), "department")
				if err != nil {
					t.Fatal(err)
				}
				for _, cost := range costs {
					whole.AddSums(cost)
				}
				if got := fmt.Sprint(whole.List(), whole.Unpriced); len(rows) > 0 && kind == ledger.ViewAssigned {
					if d := gocmp.Diff(map[string]string{"directory": got}, costsOfRows(t, l, at, s.At[:10], prices, rows, "basis")); d != "" && rows[0].Basis == "directory" {
						t.Fatalf("%s on %s: the departments do not make the whole:\n%s", kind, s.At, d)
					}
				}
			}
		}
	})
}

// costsOfRows looks at every row.
func costsOfRows(t *testing.T, l *store.Ledger, at, day string, prices []ledger.Price, rows []ledger.Row, column string) map[string]string {
	t.Helper()
	_, seats, err := l.Seats(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	known, free := map[ledger.Text]bool{}, map[ledger.Text]bool{}
	for _, seat := range seats {
		known[seat.LicenseID], free[seat.LicenseID] = true, seat.IsFree()
	}
	for _, row := range rows { // all that a row says of a license that was not read is free
		if license := licenseOf(row); !known[license] {
			free[license] = true
		}
	}
	for _, row := range rows {
		tier := ledger.Tier(row.Tier)
		if license := licenseOf(row); !known[license] && tier != ledger.TierTrial && tier != ledger.TierFree && tier != ledger.TierDeveloper && !ledger.IsTrialLicense(string(row.LicenseID), "") {
			free[license] = false
		}
	}
	sums, counted := map[string]*ledger.Sums{}, map[string]bool{}
	for _, row := range rows {
		value, license, who := textOf(row, column), licenseOf(row), personOf(row)
		if sums[value] == nil {
			sums[value] = &ledger.Sums{}
		}
		status := ledger.Status(row.Status)
		if key := fmt.Sprint(value, "\x00", who, "\x00", license); license != "" && who != "" && !status.Departed() && status != ledger.StatusUnresolved && !counted[key] {
			counted[key] = true
			if p, ok := ledger.PriceOn(prices, string(row.LicenseID), day); ok || !free[license] {
				sums[value].Add(p, ok, 1)
			}
		}
	}
	texts := map[string]string{}
	for value, s := range sums {
		texts[value] = fmt.Sprint(s.List(), s.Unpriced)
	}
	return texts
}

// licenseOf is a license by its id, else by its name.
func licenseOf(row ledger.Row) ledger.Text {
	if row.LicenseID != "" || row.License == "" {
		return row.LicenseID
	}
	return "called " + row.License
}
