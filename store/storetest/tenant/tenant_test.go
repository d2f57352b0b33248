package tenant_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest/tenant"
)

// textOf writes a fact with all that it says; facts of one kind that are equal
// are equal here.
func textOf(fact ledger.Fact) string { return fmt.Sprint(fact.Kind(), fact.Values()) }

// content maps owners, or lines of the report by themselves, to what they say.
func content(t *testing.T, big *tenant.Tenant, source string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for object := range big.Listing(source) {
		key, text := entry(object)
		if _, twice := all[key]; twice {
			t.Errorf("day %d: %s says %s twice", big.DayNumber(), source, key)
		}
		all[key] = text
	}
	return all
}

func entry(object ledger.Object) (key, text string) {
	var facts []string
	for _, fact := range object.Facts {
		facts = append(facts, textOf(fact))
	}
	text = strings.Join(facts, "\n")
	if object.Owner == "" {
		return text, text
	}
	return object.Owner, text
}

func TestTenant_ChangesOfADayLeadToItsListing(t *testing.T) {
	sources := tenant.Sources()
	big := tenant.New(3000, 5)
	had := map[string]map[string]string{}
	for n := range 40 { // longer than an account stays in the deleted users
		for _, source := range sources {
			have := had[source]
			if have == nil {
				have = map[string]string{}
			}
			objects, gone := big.Changes(source)
			for _, fact := range gone {
				key := textOf(fact)
				if _, ok := have[key]; !ok {
					t.Errorf("day %d: %s calls gone what was not there: %s", big.DayNumber(), source, key)
				}
				delete(have, key)
			}
			for object := range objects {
				key, text := entry(object)
				if object.Facts == nil {
					delete(have, key)
					continue
				}
				have[key] = text
			}
			if is := content(t, big, source); !maps.Equal(have, is) {
				t.Fatalf("day %d: the changes of %s give %d entries, its listing has %d, or they differ", big.DayNumber(), source, len(have), len(is))
			}
			had[source] = have
		}
		if n%7 == 3 {
			big.Rest()
			continue
		}
		big.Day()
		big.Return(n % 3)
	}
}

func TestTenant_IsOfTheShapeThatMeasurementsNeed(t *testing.T) {
	const users = 20_000
	big := tenant.New(users, 1)
	accounts, rows, unknown := 0, 0, 0
	names, ids, addresses := map[string]int{}, map[string]bool{}, map[string]bool{}
	for object := range big.Listing(ledger.SourceUsers) {
		user := object.Facts[0].(ledger.User)
		names[user.DisplayName]++
		ids[user.UserID], addresses[user.UserPrincipalName] = true, true
		accounts++
	}
	for object := range big.Listing(ledger.SourceLicenseReport) {
		rows++
		if object.Facts[0].(ledger.ReportRow).UserName == ledger.UnknownWord {
			unknown++
		}
	}
	if accounts != users || len(ids) != users || len(addresses) != users {
		t.Errorf("%d accounts with %d ids and %d addresses, of %d", accounts, len(ids), len(addresses), users)
	}
	if perUser := float64(rows) / users; perUser < 2.5 || perUser > 2.7 {
		t.Errorf("%.2f rows of the report per account", perUser)
	}
	if share := float64(unknown) / float64(rows); share < 0.01 || share > 0.03 {
		t.Errorf("%.3f of the rows are Unknown", share)
	}
	if share := float64(len(names)) / users; share < 0.9 || share == 1 {
		t.Errorf("%.3f of the names are distinct; some people share one", share)
	}
	seen := map[string]bool{}
	for _, use := range big.Activity().Uses {
		if !ids[use.UserID] {
			t.Errorf("%s was seen in use and is not there", use.UserID)
		}
		seen[use.UserID] = true
	}
	if share := float64(len(seen)) / users; share < 0.08 || share > 0.12 {
		t.Errorf("%.3f of the accounts were seen on a day", share)
	}
	before := content(t, big, ledger.SourceUsers)
	big.Day()
	changed := 0
	for id, text := range content(t, big, ledger.SourceUsers) {
		if before[id] != text {
			changed++
		}
		delete(before, id)
	}
	if changed += len(before); changed < users*4/1000 || changed > users*5/1000 {
		t.Errorf("%d of %d accounts changed in a day", changed, users)
	}
}

func TestTenant_SameSeedSameTenant(t *testing.T) {
	a, b, other := tenant.New(500, 9), tenant.New(500, 9), tenant.New(500, 10)
	for range 3 {
		a.Day()
		b.Day()
		other.Day()
	}
	of := content(t, a, ledger.SourceUsers)
	if !maps.Equal(of, content(t, b, ledger.SourceUsers)) {
		t.Error("the same seed gave two tenants")
	}
	if maps.Equal(of, content(t, other, ledger.SourceUsers)) {
		t.Error("two seeds gave one tenant")
	}
}

func BenchmarkTenant_Report(b *testing.B) {
	big := tenant.New(40_000, 1)
	b.ReportAllocs()
	for b.Loop() {
		for range big.Listing(ledger.SourceLicenseReport) {
		}
	}
}

func BenchmarkTenant_Directory(b *testing.B) {
	big := tenant.New(40_000, 1)
	b.ReportAllocs()
	for b.Loop() {
		for range big.Listing(ledger.SourceUsers) {
		}
	}
}
