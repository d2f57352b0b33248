package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

const (
	skuPremium     = "b30411f5-fea1-4a59-9ad9-3db7c7ead579" // Power Apps Premium
	skuPerApp      = "b4d7b828-e8dc-4518-91f9-e123ae48440d" // Power Apps per app plan (1 app or portal)
	skuFlow        = "4a51bf65-409c-4a91-b845-1121b571cc9d" // Power Automate per user plan
	skuFlowPremium = "eda1941c-3c4f-4995-b5eb-e85a42175ab9" // Power Automate Premium
	skuFlowFree    = "f30db892-07e9-47e9-837c-80727f46fd3d" // Microsoft Power Automate Free
	planPremium    = "ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86" // POWERAPPS_PER_USER
	planPerApp     = "14f8dac2-0784-4daa-9cb2-6d670b088d64" // POWERAPPS_PER_APP_NEW
	planFlow       = "c5002c70-f725-4367-b409-f0eff4fee6c0" // FLOW_PER_USER
	planRPA        = "375cd0ad-c407-49fd-866a-0bff4f8a9a4d" // POWER_AUTOMATE_ATTENDED_RPA
	planViral      = "d5368ca3-357e-4acb-9c21-8495fb025d1f" // POWERAPPS_P2_VIRAL
	planFree       = "50e68c76-46c6-4674-81f9-75456511b170" // FLOW_P2_VIRAL
)

// objectID gives an object id that ends in a letter.
func objectID(letter string) string { return fmt.Sprintf("00000000-0000-0000-0000-%012x", letter[0]) }

func has(sku string) ledger.Assignment { return ledger.Assignment{SkuID: sku, State: "Active"} }

func freeUpOf(t *testing.T, l *store.Ledger, rules *ledger.FreeRules) *store.FreeUp {
	t.Helper()
	f, err := l.FreeUp(context.Background(), "", rules)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// freeTexts writes lines: who, what, why, how, and what is gained today and at
// renewal.
func freeTexts(t *testing.T, f *store.FreeUp, c store.FreeChoice) []string {
	t.Helper()
	chosen, err := f.Choose(c)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := chosen.Rows(0, chosen.Len())
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for _, r := range lines {
		who := fmt.Sprint(r.Units)
		for letter := 'a'; letter <= 'z'; letter++ {
			if r.UserID == ledger.Text(objectID(string(letter))) {
				who = string(letter)
			}
		}
		text := fmt.Sprintf("%s: %s %s", r.Group, who, r.License)
		if r.CoveredBy != "" {
			text += " for " + string(r.CoveredBy)
		}
		if r.Direct != nil && *r.Direct {
			text += ", direct"
		}
		for _, g := range r.Groups {
			text += ", by " + string(g.ID)
		}
		if r.LeftOut != "" {
			text += fmt.Sprintf("; left out, %s", strings.TrimSpace(string(r.LeftOut)+" "+string(r.LeftOutBy)))
		}
		gain := func(n *int64) string {
			if n == nil {
				return "?"
			}
			return fmt.Sprint(*n)
		}
		all = append(all, text+"; "+gain(r.GainToday)+" "+gain(r.GainAtRenewal))
	}
	return all
}

func sameLines(t *testing.T, f *store.FreeUp, c store.FreeChoice, want ...string) {
	t.Helper()
	if d := cmp.Diff(append([]string{}, want...), freeTexts(t, f, c)); d != "" {
		t.Errorf("%+v, -want +got:\n%s", c, d)
	}
}

// One holds Office 365 E3, and two held Power Apps Premium, of whom one was
// deleted and one is blocked: what can be taken back is one Premium, whether or
// not the directory still lists the deleted account.
func TestFreeUp_OfADeletedAndABlockedHolderIsOnePremium(t *testing.T) {
	everybody := []ledger.Object{holder(objectID("a"), true, has(skuE3)), holder(objectID("b"), true, has(skuPremium)), holder(objectID("c"), false, has(skuPremium))}
	deleted := storetest.Listing{Source: ledger.SourceDeletedUsers, At: seatMorning(1), Objects: []ledger.Object{{Owner: objectID("b"),
		Facts: []ledger.Fact{ledger.DeletedUser{UserID: objectID("b"), DisplayName: "b", DeletedAt: ledger.InstantOf(seatMorning(1).Add(-time.Hour))}}}}}
	for name, next := range map[string][]storetest.Listing{
		"gone from the directory": {{Source: ledger.SourceUsers, At: seatMorning(1), Objects: []ledger.Object{everybody[0], everybody[2]}}, deleted},
		"the directory is older":  {deleted},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			storetest.Publish(t, l, usersListing(everybody...), seatsListing(bought(skuE3, "ENTERPRISEPACK", planE3, 1, 1), bought(skuPremium, "POWERAPPS_PER_USER", planPremium, 1, 1)))
			storetest.Publish(t, l, next...)
			amount := int64(1890)
			if err := l.SetPrice(t.Context(), ledger.Price{SkuID: skuPremium, From: "2026-01-01", Currency: "EUR", Amount: &amount, Per: ledger.PerMonth}); err != nil {
				t.Fatal(err)
			}
			f := freeUpOf(t, l, &ledger.FreeRules{NoUseDays: 90})
			sameLines(t, f, store.FreeChoice{}, "blocked: c Power Apps Premium, direct; 1 1")
			all, err := f.Choose(store.FreeChoice{})
			if err != nil {
				t.Fatal(err)
			}
			s := f.Summary(all)
			total := s.Total()
			if total.Units != 1 || total.Licenses != 1 || total.People != 1 || total.Today.Units != 1 || total.AtRenewal.Units != 1 || total.AtRenewal.Cost.Money["EUR"].String() != "18.90" {
				t.Errorf("the total is %+v", total)
			}
			if d := cmp.Diff(&ledger.CameBack{People: 1, Licenses: 1, By: []ledger.CameBackLicense{{License: "Power Apps Premium", LicenseID: skuPremium, Licenses: 1}}}, s.CameBack); d != "" {
				t.Errorf("what came back, -want +got:\n%s", d)
			}
		})
	}
}

func TestFreeUp_PutsEachLicenseInTheFirstGroupThatFits(t *testing.T) {
	grouped := ledger.Assignment{SkuID: skuPerApp, State: "Active", AssignedByGroup: "staff"}
	off := ledger.Assignment{SkuID: skuPremium, State: "Active", DisabledPlans: `["` + planPremium + `"]`}
	units := func(n, m int64) ledger.Object { return bought(skuPremium, "POWERAPPS_PER_USER", planPremium, n, m) }
	app := bought(skuPerApp, "POWERAPPS_PER_APP_NEW", planPerApp, 5, 5)
	for what, tt := range map[string]struct {
		people, seats []ledger.Object
		want          []string
	}{
		"blocked: bundles as well, once where direct and by a group, and never twice": {
			[]ledger.Object{holder(objectID("a"), false, has(skuE3), has(skuPremium), has(skuPerApp), grouped)},
			[]ledger.Object{bought(skuE3, "ENTERPRISEPACK", planE3, 1, 1), units(1, 1), app},
			[]string{"blocked: a Office 365 E3, direct; 1 1", "blocked: a Power Apps Premium, direct; 1 1",
				"blocked: a Power Apps per app plan (1 app or portal), direct, by staff; 1 1"}},
		"twice: the one that is covered": {
			[]ledger.Object{holder(objectID("a"), true, has(skuPremium), grouped), holder(objectID("b"), true, has(skuPerApp), has(skuE3)), holder(objectID("c"), true, has(skuFlow), has(skuFlowPremium))},
			[]ledger.Object{units(1, 1), app, bought(skuFlow, "FLOW_PER_USER", planFlow, 1, 1), bought(skuFlowPremium, "POWERAUTOMATE_ATTENDED_RPA", planRPA, 1, 1)},
			[]string{"twice: a Power Apps per app plan (1 app or portal) for Power Apps Premium, by staff; 1 1", "twice: c Power Automate per user plan for Power Automate Premium, direct; 1 1"}},
		"what is switched off covers nothing": {
			[]ledger.Object{holder(objectID("a"), true, off, grouped)}, []ledger.Object{units(1, 1), app}, nil},
		"nor does a trial": {
			[]ledger.Object{holder(objectID("a"), true, has(skuViral), has(skuPerApp))}, []ledger.Object{bought(skuViral, "POWERAPPS_VIRAL", planViral, 10000, 1), app}, nil},
		"not assigned: only licenses that are Power Apps or Power Automate alone": {
			nil, []ledger.Object{units(7, 4), bought(skuE3, "ENTERPRISEPACK", planE3, 9, 1), bought(skuOther, "EXCHANGESTANDARD", "", 4, 1), bought(skuPerApp, "POWERAPPS_PER_APP_NEW", planPerApp, 9, 5)},
			[]string{"not-assigned: 3 Power Apps Premium; 0 3"}},
		"held beyond what was bought: the first taken back make good for it": {
			[]ledger.Object{holder(objectID("a"), false, has(skuPremium)), holder(objectID("b"), false, has(skuPremium)), holder(objectID("c"), true, has(skuPremium))},
			[]ledger.Object{units(2, 3)},
			[]string{"blocked: a Power Apps Premium, direct; 0 0", "blocked: b Power Apps Premium, direct; 1 1"}},
		"the licenses were not read": {
			[]ledger.Object{holder(objectID("a"), false, has(skuPremium))}, nil, []string{"blocked: a Power Apps Premium, direct; ? ?"}},
		"failed and disabled assignments are none": {
			[]ledger.Object{holder(objectID("a"), false, ledger.Assignment{SkuID: skuPremium, State: "Error"}, ledger.Assignment{SkuID: skuE3, State: "Disabled"})}, []ledger.Object{units(1, 1)}, nil},
	} {
		t.Run(what, func(t *testing.T) {
			l := storetest.New(t)
			read := []storetest.Listing{usersListing(tt.people...)}
			if tt.seats != nil {
				read = append(read, seatsListing(tt.seats...))
			}
			storetest.Publish(t, l, read...)
			sameLines(t, freeUpOf(t, l, &ledger.FreeRules{NoUseDays: 90}), store.FreeChoice{}, tt.want...)
		})
	}
}

func TestFreeUp_CountsWhatIsLeftOut(t *testing.T) {
	l := storetest.New(t)
	staff := holder(objectID("s"), false, has(skuPremium))
	user := staff.Facts[0].(ledger.User)
	user.Department = "IT Services"
	staff.Facts[0] = user
	young := holder(objectID("y"), false, has(skuPremium))
	user = young.Facts[0].(ledger.User)
	user.CreatedAt = ledger.InstantOf(seatMorning(-9))
	young.Facts[0] = user
	storetest.Publish(t, l,
		usersListing(holder(objectID("a"), false, has(skuPremium)), holder(objectID("k"), false, has(skuPremium), has(skuFlowFree)), staff, young),
		seatsListing(bought(skuPremium, "POWERAPPS_PER_USER", planPremium, 9, 5), bought(skuFlowFree, "FLOW_FREE", planFree, 10000, 1), bought(skuViral, "POWERAPPS_VIRAL", planViral, 5, 0)))
	if err := l.KeepLicenses(t.Context(), strings.ToUpper(objectID("k")), "back in May", seatMorning(0)); err != nil {
		t.Fatal(err)
	}
	rules := ledger.FreeRules{NoUseDays: 90, MinAge: 30, LeaveOut: []string{"department~service"}}
	if err := l.SetFreeRules(t.Context(), rules); err != nil {
		t.Fatal(err)
	}
	f := freeUpOf(t, l, nil)
	sameLines(t, f, store.FreeChoice{}, "blocked: a Power Apps Premium, direct; 1 1", "not-assigned: 4 Power Apps Premium; 0 4")
	sameLines(t, f, store.FreeChoice{LeftOut: true},
		"blocked: k Power Apps Premium, direct; left out, kept 2026-03-02; 0 0", "blocked: k Microsoft Power Automate Free, direct; left out, free; 0 0",
		"blocked: s Power Apps Premium, direct; left out, filter department~service; 0 0", "blocked: y Power Apps Premium, direct; left out, young 2026-02-21; 0 0",
		"not-assigned: 5 Microsoft Power Apps Plan 2 Trial; left out, trial; 0 0", "not-assigned: 9999 Microsoft Power Automate Free; left out, free; 0 0")
	sameLines(t, f, store.FreeChoice{Group: ledger.FreeNotAssigned}, "not-assigned: 4 Power Apps Premium; 0 4")
	sameLines(t, f, store.FreeChoice{Search: "automate", LeftOut: true}, "blocked: k Microsoft Power Automate Free, direct; left out, free; 0 0", "not-assigned: 9999 Microsoft Power Automate Free; left out, free; 0 0")
	want := []ledger.FreeLeftOut{{Reason: ledger.LeftOutTrial, Lines: 1, Units: 5}, {Reason: ledger.LeftOutFree, People: 1, Lines: 2, Units: 10000}, {Reason: ledger.LeftOutKept, People: 1, Lines: 1, Units: 1},
		{Reason: ledger.LeftOutYoung, People: 1, Lines: 1, Units: 1}, {Reason: ledger.LeftOutFilter, People: 1, Lines: 1, Units: 1}}
	if d := cmp.Diff(want, f.LeftOut()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if err := l.ReleaseLicenses(t.Context(), objectID("k")); err != nil {
		t.Fatal(err)
	}
	all := freeUpOf(t, l, &ledger.FreeRules{NoUseDays: 90})
	if got := freeTexts(t, all, store.FreeChoice{Group: ledger.FreeBlocked}); len(got) != 4 {
		t.Errorf("without rules %d licenses are left: %q", len(got), got)
	}
	for _, c := range []store.FreeChoice{{Group: "blockd"}, {Sort: []store.SortKey{{Column: "departmnt"}}}} {
		if _, err := all.Choose(c); ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if err := l.KeepLicenses(t.Context(), "jane@contoso.com", "", seatMorning(0)); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("an address is taken for an id: %v", err)
	}
}
