package store_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func listCenters(t *testing.T, l *store.Ledger, of ...ledger.CostCenterOf) ledger.KeptCostCenters {
	t.Helper()
	kept, err := l.SetCostCenters(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func centersListed(t *testing.T, l *store.Ledger) []ledger.CostCenterOf {
	t.Helper()
	list, err := l.CostCenterList(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// drawnList gives cost centers to a third of the addresses that a history has,
// and to some that it has not.
func drawnList(r *rand.Rand, runs [][]storetest.Listing) (list []ledger.CostCenterOf, by map[string]string) {
	var addresses []string
	for _, run := range runs {
		for _, x := range run {
			for _, o := range x.Objects {
				for _, fact := range o.Facts {
					if u, ok := fact.(ledger.User); ok {
						var proxies []string
						_ = json.Unmarshal([]byte(u.ProxyAddresses), &proxies) // "" is none
						for _, address := range append(proxies, u.UserPrincipalName, u.Mail) {
							addresses = append(addresses, ledger.FoldAddress(address))
						}
					}
				}
			}
		}
	}
	slices.Sort(addresses)
	by = map[string]string{}
	for _, address := range append(slices.Compact(addresses), "stranger@contoso.com") {
		if address != "" && r.IntN(3) == 0 {
			by[address] = []string{"1000", "2000-NL", "Größe"}[r.IntN(3)]
			list = append(list, ledger.CostCenterOf{Address: address, CostCenter: by[address]})
		}
	}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, by
}

// TestCostCenters_AreTheListsOnEveryDay keeps drawn lists one after the other:
// every day then shows what the model says, which goes through the addresses of
// each account; views that were open are stale, and every day's seal changes.
func TestCostCenters_AreTheListsOnEveryDay(t *testing.T) {
	for seed := uint64(1); seed <= 4; seed++ {
		r, runs := drawnRuns(seed)
		l, m := both(t, runs)
		for range 2 {
			view, err := l.OpenView(t.Context(), store.ViewSpec{})
			if err != nil {
				t.Fatal(err)
			}
			seals := sealsOf(t, l)
			var list []ledger.CostCenterOf
			list, m.CostCenters = drawnList(r, runs)
			before := len(centersListed(t, l))
			if kept := listCenters(t, l, list...); kept.Kept != len(list) || kept.Replaced != before {
				t.Errorf("kept %+v of %d, there were %d", kept, len(list), before)
			}
			if _, err := view.Rows(0, 1); ledger.CodeOf(err) != ledger.CodeStale {
				t.Errorf("a view from before: %v", err)
			}
			for id, now := range sealsOf(t, l) {
				if seals[id] == now {
					t.Errorf("day %d has the seal that it had", id)
				}
			}
			for _, s := range m.Snapshots() {
				sameViews(t, l, m, s)
			}
			countsAddUp(t, l)
		}
		storetest.Sound(t, l)
		if kept := listCenters(t, l); kept.Kept != 0 || len(centersListed(t, l)) != 0 {
			t.Errorf("an empty list leaves %d lines", len(centersListed(t, l)))
		}
		m.CostCenters = nil
		for _, s := range m.Snapshots() {
			sameViews(t, l, m, s)
		}
	}
}

// countsAddUp compares what is told of the newest day with its people.
func countsAddUp(t *testing.T, l *store.Ledger) {
	t.Helper()
	_, told, err := l.CostCenters(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[ledger.Text]int{}
	rows := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewUsers})
	for _, row := range rows {
		want[row.CostCenter]++
	}
	got, listed := map[ledger.Text]int{}, 0
	for _, v := range told.Values {
		got[v.CostCenter] = v.People
		listed += v.FromList
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("people by cost center (-rows +told):\n%s", d)
	}
	if told.People == nil || *told.People != len(rows) || told.FromList+told.FromOther+told.Without != len(rows) || listed != told.FromList || told.Without != want[""] {
		t.Errorf("of %d people: %+v", len(rows), told)
	}
}

func TestCostCenters_RefusesAListThatSaysTwoThings(t *testing.T) {
	l := withMallory(t)
	listCenters(t, l, ledger.CostCenterOf{Address: "andy@contoso.com", CostCenter: "1"})
	for _, of := range [][]ledger.CostCenterOf{
		{{Address: "andy@contoso.com", CostCenter: "2"}, {Address: "andy@contoso.com", CostCenter: "2"}},
		{{Address: "Andy@contoso.com", CostCenter: "2"}}, {{Address: "", CostCenter: "2"}}, {{Address: "andy@contoso.com"}}, {{Address: "andy@contoso.com", CostCenter: " 2"}},
	} {
		if _, err := l.SetCostCenters(t.Context(), of); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%v: err = %v", of, err)
		}
	}
	if d := cmp.Diff([]ledger.CostCenterOf{{Address: "andy@contoso.com", CostCenter: "1"}}, centersListed(t, l)); d != "" {
		t.Errorf("the list before (-want +got):\n%s", d)
	}
}

// TestCostCenters_ForgettingTakesAPersonOut: no address of hers is left, nor in a
// cost center; a list that is imported later arrives without her; and whoever is
// known from the list alone can be forgotten too.
func TestCostCenters_ForgettingTakesAPersonOut(t *testing.T) {
	l := withMallory(t)
	list := []ledger.CostCenterOf{{Address: "m.quixote@contoso.com", CostCenter: "100"}, {Address: "mallory@contoso.com", CostCenter: "100"},
		{Address: "andy@contoso.com", CostCenter: "for Mallory Quixote"}, {Address: "lone@contoso.com", CostCenter: "300"}}
	listCenters(t, l, list...)
	for _, key := range []string{mallory, "LONE@contoso.com"} {
		done, err := l.Forget(t.Context(), key, false)
		if err != nil || done.Facts == 0 {
			t.Fatalf("%s: %+v, %v", key, done, err)
		}
	}
	canaries := append(slices.Clone(canaries), "lone@contoso.com")
	want := []ledger.CostCenterOf{{Address: "andy@contoso.com", CostCenter: "for Unknown"}}
	for range 2 {
		if d := cmp.Diff(want, centersListed(t, l)); d != "" {
			t.Errorf("the list (-want +got):\n%s", d)
		}
		if found := residueOf(t, l, canaries); len(found) > 0 {
			t.Errorf("left: %q", found)
		}
		if kept := listCenters(t, l, list...); kept.Forgotten != 3 || kept.Kept != 1 {
			t.Errorf("kept %+v", kept)
		}
	}
	storetest.Sound(t, l)
}

// TestCostCenters_InACopyAndInAMerge: a copy without names has the cost centers
// under pseudonyms and nothing about others, and every account has the cost
// center that it had; a merge keeps the list that is there.
func TestCostCenters_InACopyAndInAMerge(t *testing.T) {
	l := withMallory(t)
	list := []ledger.CostCenterOf{{Address: "andy@contoso.com", CostCenter: "200"}, {Address: "m.quixote@contoso.com", CostCenter: "100"}, {Address: "nobody@contoso.com", CostCenter: "300"}}
	listCenters(t, l, list...)
	centers := func(l *store.Ledger, at string) (all []ledger.Text) {
		for _, row := range rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewUsers, At: at}) {
			all = append(all, row.CostCenter)
		}
		slices.Sort(all)
		return all
	}
	copied, body := shared(t, l, ledger.Without{Names: true})
	for _, address := range []string{"andy@", "nobody@", "m.quixote"} {
		if bytes.Contains(body, []byte(address)) {
			t.Errorf("the copy has %s", address)
		}
	}
	for _, at := range []string{"1", "2", "3"} {
		if d := cmp.Diff(centers(l, at), centers(copied, at)); d != "" {
			t.Errorf("day %s of the copy (-ours +copied):\n%s", at, d)
		}
	}
	if got := centersListed(t, copied); len(got) != 2 {
		t.Errorf("the copy's list: %v", got)
	}
	recent, body := shared(t, l, ledger.Without{History: true})
	if got := centersListed(t, recent); len(got) == 0 || len(got) > 2 {
		t.Errorf("the list in a copy of the newest day: %v", got)
	}
	if bytes.Contains(body, []byte("nobody@")) {
		t.Error("a copy of the newest day has the address of somebody else")
	}
	other := withMallory(t)
	if done, err := other.Merge(t.Context(), l.Path()); err != nil || done.Others != int64(len(list)) {
		t.Errorf("%+v: %v", done, err)
	}
	if d := cmp.Diff(centersListed(t, l), centersListed(t, other)); d != "" {
		t.Errorf("merged where there was none (-ours +theirs):\n%s", d)
	}
	listCenters(t, other, ledger.CostCenterOf{Address: "andy@contoso.com", CostCenter: "201"})
	if _, err := other.Merge(t.Context(), l.Path()); err != nil {
		t.Fatal(err)
	}
	if got := centersListed(t, other); len(got) != 1 || got[0].CostCenter != "201" {
		t.Errorf("merged where there was one: %v", got)
	}
}
