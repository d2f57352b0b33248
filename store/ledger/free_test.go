package ledger_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

const (
	appsPremium = "b30411f5-fea1-4a59-9ad9-3db7c7ead579"
	perApp      = "b4d7b828-e8dc-4518-91f9-e123ae48440d"
	flowPremium = "eda1941c-3c4f-4995-b5eb-e85a42175ab9"
	flowPerUser = "4a51bf65-409c-4a91-b845-1121b571cc9d"
	flowPlan2   = "4755df59-3f73-41ab-a249-596ad72b5504"
	appsPlan2   = "ddfae3e3-fcb2-4174-8ebd-3023cb213c8b"
	officeE3    = "6fd2c87f-b296-42f0-b197-1e91e994b900"
)

func TestCovers_FollowTheTableAndWhatPeopleSay(t *testing.T) {
	all := []string{appsPremium, perApp, flowPremium, flowPerUser, flowPlan2, appsPlan2, officeE3}
	for _, c := range []struct {
		name        string
		edits       []ledger.CoverEdit
		one, other  string
		covers, not bool // the one the other, and the reverse
	}{
		{name: "any number of apps covers one", one: appsPremium, other: perApp, covers: true},
		{name: "over one in between", one: flowPremium, other: flowPlan2, covers: true},
		{name: "Premium has less of flows than Plan 2", one: appsPremium, other: appsPlan2},
		{name: "another product", one: appsPremium, other: flowPerUser},
		{name: "a bundle", one: officeE3, other: perApp},
		{name: "added", edits: []ledger.CoverEdit{{ledger.Cover{officeE3, perApp}, true}}, one: officeE3, other: perApp, covers: true},
		{name: "added, and over it", edits: []ledger.CoverEdit{{ledger.Cover{officeE3, flowPremium}, true}}, one: officeE3, other: flowPlan2, covers: true},
		{name: "removed", edits: []ledger.CoverEdit{{ledger.Cover{appsPremium, perApp}, false}}, one: appsPremium, other: perApp},
		{name: "removed in between", edits: []ledger.CoverEdit{{ledger.Cover{flowPremium, flowPerUser}, false}}, one: flowPremium, other: flowPlan2},
		{name: "each other", edits: []ledger.CoverEdit{{ledger.Cover{perApp, appsPremium}, true}}, one: appsPremium, other: perApp, covers: true, not: true},
	} {
		m := ledger.CoverMatrix(all, ledger.CoversWith(c.edits))
		i, j := slices.Index(all, c.one), slices.Index(all, c.other)
		if m[i][j] != c.covers || m[j][i] != c.not {
			t.Errorf("%s: %v and %v, want %v and %v", c.name, m[i][j], m[j][i], c.covers, c.not)
		}
	}
}

func TestCovers_TheTableNamesStandaloneLicensesThatExist(t *testing.T) {
	for _, c := range ledger.BuiltInCovers() {
		for _, id := range []string{c.SkuID, c.CoveredSkuID} {
			if plans, ok := ledger.LicensePlans(id); !ok || !ledger.IsStandalone(plans) {
				t.Errorf("%s is no Power Apps or Power Automate license alone", id)
			}
		}
		if err := c.Check(); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []ledger.Cover{{appsPremium, appsPremium}, {"", perApp}, {appsPremium, ""}, {appsPremium, officeE3}} {
		if err := c.Check(); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%v is taken: %v", c, err)
		}
	}
}

// Whatever covers what, a license is only taken for one that stays, and of those
// that cover each other one stays.
func TestTwice_KeepsWhatCoversTheOthers(t *testing.T) {
	if d := cmp.Diff([]int{-1, 0, -1, 2}, ledger.Twice(4, func(i, j int) bool { return i == 0 && j == 1 || i >= 2 && j >= 2 })); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	random := rand.New(rand.NewPCG(8, 4))
	for range 3000 {
		n := 1 + random.IntN(6)
		ids := []string{"a", "b", "c", "d", "e", "f"}[:n]
		var covers []ledger.Cover
		for i := range ids {
			for j := range ids {
				if i != j && random.IntN(4) == 0 {
					covers = append(covers, ledger.Cover{SkuID: ids[i], CoveredSkuID: ids[j]})
				}
			}
		}
		matrix, able := ledger.CoverMatrix(ids, covers), make([]bool, n)
		for i := range able {
			able[i] = random.IntN(5) > 0
		}
		by := ledger.Twice(n, func(i, j int) bool { return able[i] && matrix[i][j] })
		for j := range n {
			coverable := false
			for i := range n {
				coverable = coverable || able[i] && matrix[i][j] && !(able[j] && matrix[j][i])
			}
			switch keep := by[j]; {
			case keep < 0 && coverable:
				t.Fatalf("%v, able %v: %s stays, and another covers it", covers, able, ids[j])
			case keep >= 0 && (by[keep] >= 0 || !able[keep] || !matrix[keep][j]):
				t.Fatalf("%v, able %v: %s goes for %s, which goes itself or does not cover it", covers, able, ids[j], ids[keep])
			}
		}
	}
}

func TestFreeSeats_GiveNoMoreThanWasBought(t *testing.T) {
	for _, c := range []struct {
		bought, assigned, people int64
		gains, rest              int64
	}{
		{10, 8, 3, 3, 2},
		{10, 12, 3, 1, 0}, // two are held beyond what was bought
		{10, 12, 1, 0, 0},
		{0, 4, 4, 0, 0},
		{2, 2, 5, 2, 0}, // more people than the license counts: read at another time
		{5, 0, 0, 0, 5},
		{1, 1, 1, 1, 0},
	} {
		s := ledger.FreeSeatsOf(c.bought, c.assigned)
		var gains int64
		for range c.people {
			gains += s.Take()
		}
		if rest := s.Rest(c.bought - c.assigned); gains != c.gains || rest != c.rest || gains+rest > c.bought {
			t.Errorf("%d bought, %d assigned, %d taken back: %d gained and %d free, want %d and %d", c.bought, c.assigned, c.people, gains, rest, c.gains, c.rest)
		}
	}
}

func TestNoUse_IsOnlyToldOfDaysThatWereWatched(t *testing.T) {
	const day = "2026-06-30"
	for _, c := range []struct {
		since, until string
		off          ledger.FreeOff
		from         ledger.Text
	}{
		{"", "", ledger.FreeOffNotRead, ""},
		{"2026-04-01", "2026-06-29", "", ""},
		{"2026-04-02", "2026-06-29", ledger.FreeOffShort, "2026-07-01"},
		{"2026-01-01", "2026-06-22", ledger.FreeOffStopped, ""},
		{"2026-01-01", "2026-06-23", "", ""},
	} {
		w := ledger.WatchFor(ledger.ProductPowerApps, c.since, c.until, day, 90)
		if w.Off != c.off || w.From != c.from {
			t.Errorf("watched %s to %s: %q from %q, want %q from %q", c.since, c.until, w.Off, w.From, c.off, c.from)
		}
	}
	for used, want := range map[string]bool{"": true, "2026-04-01": false, "2026-03-31": true, "2026-03": true, "2026-04": false} {
		if got := ledger.NoUseSince(used, day, 90); got != want {
			t.Errorf("last used %q: no use seen is %v", used, got)
		}
	}
	for _, c := range [][3]string{{"", "2026-01", "2026-01"}, {"2026-01", "2026-02-03", "2026-02-03"}, {"2026-02", "2026-02-28", "2026-02-28"}, {"2026-03-01", "2026-02", "2026-03-01"}} {
		if got := ledger.LaterUse(c[0], c[1]); got != c[2] {
			t.Errorf("of %q and %q the later is %q", c[0], c[1], got)
		}
	}
}

func TestFreeRules_RefuseWhatCannotHold(t *testing.T) {
	for _, c := range []struct {
		rules ledger.FreeRules
		code  ledger.Code
	}{
		{ledger.DefaultFreeRules(), ""},
		{ledger.FreeRules{NoUseDays: 0, MinAge: 0}, ledger.CodeInvalid},
		{ledger.FreeRules{NoUseDays: 90, MinAge: -1}, ledger.CodeInvalid},
		{ledger.FreeRules{NoUseDays: 90, LeaveOut: []string{"departmnt=IT"}}, ledger.CodeUsage},
		{ledger.FreeRules{NoUseDays: 1, LeaveOut: []string{"department=IT"}}, ""},
	} {
		if got := ledger.CodeOf(c.rules.Check()); got != c.code {
			t.Errorf("%+v: %q, want %q", c.rules, got, c.code)
		}
	}
}
