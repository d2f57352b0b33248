package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestFreeUp_IsWhatAModelFinds compares the licenses to free up of every day of
// drawn histories with a model that looks at full copies, one person at a time.
func TestFreeUp_IsWhatAModelFinds(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		l, m := both(t, storetest.Runs(storetest.Histories(seed, 8)))
		x := freeModel{model: m, random: rand.New(rand.NewPCG(seed, 32)), uses: map[string]string{}}
		x.say(t, l)
		for _, s := range m.Snapshots() {
			x.watch(t, l, s)
			x.same(t, l, s)
		}
	})
}

// freeModel finds licenses to free up in full copies.
type freeModel struct {
	model  *storetest.Model
	random *rand.Rand
	covers [][2]string // license and covered one; none over another
	rules  ledger.FreeRules
	kept   string
	days   []string          // that were watched, oldest first
	uses   map[string]string // person and product -> last day
}

// The licenses of drawn histories that are Power Apps or Power Automate alone,
// and what they bring. The last is a trial.
var alone = map[string]ledger.Product{skuPremium: ledger.ProductPowerApps, skuFlow: ledger.ProductPowerAutomate, skuViral: ledger.ProductPowerApps}

// say draws what people decide.
func (x *freeModel) say(t *testing.T, l *store.Ledger) {
	pairs := [][2]string{{skuPremium, skuFlow}, {skuFlow, skuPremium}, {skuE3, skuFlow}, {skuViral, skuPremium}}
	for _, n := range x.random.Perm(len(pairs))[:2] {
		x.covers = append(x.covers, pairs[n])
		if err := l.SetCover(t.Context(), ledger.CoverEdit{Cover: ledger.Cover{SkuID: pairs[n][0], CoveredSkuID: pairs[n][1]}, IsCovered: true}); err != nil {
			t.Fatal(err)
		}
	}
	x.rules = ledger.FreeRules{NoUseDays: 1 + x.random.IntN(3), MinAge: 0, LeaveOut: []string{"department=Sales"}[:x.random.IntN(2)]}
	if err := l.SetActivityLevel(t.Context(), ledger.ActivityDay); err != nil {
		t.Fatal(err)
	}
}

// watch reads the days up to a snapshot, and draws who was seen.
func (x *freeModel) watch(t *testing.T, l *store.Ledger, s *storetest.Snapshot) {
	day := s.At.Time().UTC().Format(time.DateOnly)
	if len(x.days) > 0 && (day <= x.days[len(x.days)-1] || x.random.IntN(3) == 0) {
		return
	}
	slice := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: day, ReadAt: s.At, Products: []ledger.Product{ledger.ProductPowerApps, ledger.ProductPowerAutomate}}
	for _, u := range x.model.Day(s).Users() {
		if x.random.IntN(2) == 0 {
			product := slice.Products[x.random.IntN(2)]
			slice.Uses = append(slice.Uses, ledger.Use{UserID: u.UserID, Product: product})
			x.uses[u.UserID+string(product)] = day
		}
		if x.kept == "" && x.random.IntN(9) == 0 {
			x.kept = u.UserID
			if err := l.KeepLicenses(t.Context(), u.UserID, "", s.At.Time()); err != nil {
				t.Fatal(err)
			}
		}
	}
	x.days = append(x.days, day)
	if err := l.PublishActivity(t.Context(), slice); err != nil {
		t.Fatal(err)
	}
}

// isWatched tells whether no use can be told on a day.
func (x *freeModel) isWatched(day string) bool {
	at, _ := time.Parse(time.DateOnly, day)
	stretch := ""
	for i, d := range x.days {
		before, _ := time.Parse(time.DateOnly, d)
		if i == 0 || before.AddDate(0, 0, -1).Format(time.DateOnly) != x.days[i-1] {
			stretch = d
		}
	}
	return stretch != "" && stretch <= at.AddDate(0, 0, -x.rules.NoUseDays).Format(time.DateOnly) && x.days[len(x.days)-1] >= at.AddDate(0, 0, -7).Format(time.DateOnly)
}

// lines gives every license in the first group that fits, with whether it is left
// out.
func (x *freeModel) lines(s *storetest.Snapshot) []string {
	d, all := x.model.Day(s), []string{}
	directory := d.Directory()
	if directory == nil {
		return all
	}
	day := s.At.Time().UTC().Format(time.DateOnly)
	lately := ledger.InstantOf(s.At.Time().Truncate(time.Second).AddDate(0, 0, -x.rules.NoUseDays)) + 999 // a snapshot speaks to the end of its second
	for _, u := range d.Users() {
		held, complete, since := x.held(directory, u.UserID)
		status, _ := d.Status(u.UserID)
		for _, sku := range held {
			group, out := "", sku == skuViral || u.UserID == x.kept || len(x.rules.LeaveOut) > 0 && strings.EqualFold(u.Department, "sales")
			at, _ := time.Parse(time.DateOnly, day)
			switch {
			case status.Departed():
			case status == ledger.StatusBlocked:
				group = "blocked"
			case alone[sku] == "":
			case x.covered(sku, held, complete):
				group = "twice"
			case x.isWatched(day) && x.lastUse(d, u.UserID, sku) < at.AddDate(0, 0, -x.rules.NoUseDays).Format(time.DateOnly):
				group, out = "no-use", out || since[sku] > lately
			}
			if group != "" {
				all = append(all, fmt.Sprintf("%s %s %s %v", group, u.UserID, sku, out))
			}
		}
	}
	slices.Sort(all)
	return all
}

// lastUse is the last use of what a license brings: by the catalog of the day,
// else by the built-in one, in which all but one bring both products.
func (x *freeModel) lastUse(d *storetest.Day, id, sku string) string {
	last := x.uses[id+string(alone[sku])]
	if sku != skuFlow && d.Speaks(ledger.SourceSubscribedSkus) == nil {
		last = max(last, x.uses[id+string(ledger.ProductPowerAutomate)])
	}
	return last
}

// held gives the licenses of somebody, those of them of which no service is
// switched off, and since when they are known to have them.
func (x *freeModel) held(directory *storetest.Reading, id string) (held []string, complete map[string]bool, since map[string]ledger.Instant) {
	since, complete = map[string]ledger.Instant{}, map[string]bool{}
	for _, fact := range directory.Facts {
		a, ok := fact.(ledger.Assignment)
		if !ok || a.UserID != id || a.State == "Error" || a.State == "Disabled" {
			continue
		}
		sku := a.SkuID
		if id, _, ok := ledger.LicenseNamed(sku); ok {
			sku = id // an export names it
		}
		complete[sku] = complete[sku] || a.DisabledPlans == ""
		if !slices.Contains(held, sku) {
			held = append(held, sku)
		}
		from := x.model.Since(directory, a)
		if from == x.first(directory) {
			from = a.UpdatedAt
		}
		if earliest, ok := since[sku]; !ok || from < earliest {
			since[sku] = from
		}
	}
	return held, complete, since
}

// first is when the source of a directory was first read.
func (x *freeModel) first(directory *storetest.Reading) ledger.Instant {
	first := directory.Instant
	for _, s := range x.model.Snapshots() {
		if d := x.model.Day(s).Speaks(directory.Source); d != nil {
			first = min(first, d.Instant)
		}
	}
	return first
}

// covered tells whether another license of somebody brings all of one. A trial
// covers nothing, nor does what is not complete; of two that cover each other the
// first by number stays.
func (x *freeModel) covered(sku string, held []string, complete map[string]bool) bool {
	has := func(one, other string) bool { return slices.Contains(x.reach(one), other) }
	return slices.ContainsFunc(held, func(other string) bool {
		return other != sku && other != skuViral && complete[other] && has(other, sku) && (!has(sku, other) || !complete[sku] || other < sku)
	})
}

// reach gives what a license covers, over others as well.
func (x *freeModel) reach(sku string) []string {
	found := []string{sku}
	for i := 0; i < len(found); i++ {
		for _, c := range x.covers {
			if c[0] == found[i] && !slices.Contains(found, c[1]) {
				found = append(found, c[1])
			}
		}
	}
	return found[1:]
}

// same compares a day, and holds its lines to what always holds.
func (x *freeModel) same(t *testing.T, l *store.Ledger, s *storetest.Snapshot) {
	t.Helper()
	f, err := l.FreeUp(t.Context(), viewAt(s), &x.rules)
	if err != nil {
		t.Fatal(err)
	}
	got, gains, bought := []string{}, map[ledger.Text]int64{}, map[ledger.Text]int64{}
	_, seats, err := l.Seats(t.Context(), viewAt(s))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range seats {
		bought[r.LicenseID] = r.Bought
	}
	for _, out := range []bool{false, true} {
		chosen, err := f.Choose(store.FreeChoice{LeftOut: out})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := chosen.Rows(0, chosen.Len())
		if err != nil {
			t.Fatal(err)
		}
		var units, today, renewal int64
		for _, r := range lines {
			units += r.Units
			if r.GainToday != nil {
				today, renewal = today+*r.GainToday, renewal+*r.GainAtRenewal
				gains[r.LicenseID] += *r.GainAtRenewal
			}
			if r.UserID != "" {
				got = append(got, fmt.Sprintf("%s %s %s %v", r.Group, r.UserID, r.LicenseID, r.LeftOut != ""))
			}
		}
		if all := f.Summary(chosen).Total(); all.Units != units || all.Today.Units != today || all.AtRenewal.Units != renewal {
			t.Errorf("snapshot %d: the lines have %d units and gain %d and %d, the sums are %+v", s.ID, units, today, renewal, all)
		}
	}
	slices.Sort(got)
	if d := cmp.Diff(x.lines(s), got); d != "" {
		t.Fatalf("snapshot %d of %s, %+v, covers %v (-model +found):\n%s", s.ID, s.At, x.rules, x.covers, d)
	}
	for license, n := range gains {
		if n > bought[license] {
			t.Errorf("snapshot %d: %d units of %s are gained, and %d were bought", s.ID, n, license, bought[license])
		}
	}
	if back := f.CameBack; back != nil && back.People != len(x.model.Day(s).Departed()) {
		t.Errorf("snapshot %d: %d accounts came back, %d left", s.ID, back.People, len(x.model.Day(s).Departed()))
	}
}
