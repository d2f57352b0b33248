package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// newLedger makes a ledger that is closed at the end of the test, as storetest.New does,
// which tests of what is inside cannot use.
func newLedger(t *testing.T) *Ledger {
	t.Helper()
	l, err := Create(context.Background(), filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func newActivityLedger(t *testing.T, level ledger.ActivityLevel) *Ledger {
	t.Helper()
	l := newLedger(t)
	if err := l.SetActivityLevel(context.Background(), level); err != nil {
		t.Fatal(err)
	}
	return l
}

func publishActivity(t *testing.T, l *Ledger, slices ...ledger.ActivitySlice) {
	t.Helper()
	for _, s := range slices {
		if err := l.PublishActivity(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func activityDay(n int) time.Time {
	return time.Date(2026, 2, 20, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n)
}

// activityHistory draws slices of 16 days, over the end of a month: some days
// were never read, and some were read again, with other people in them.
func activityHistory(r *rand.Rand) []ledger.ActivitySlice {
	var all []ledger.ActivitySlice
	for _, source := range ledger.ActivitySources() {
		products := []ledger.Product{ledger.ProductPowerApps}
		if source == ledger.SourceSignIns {
			products = append(products, ledger.ProductPowerAutomate)
		}
		for n := range 16 {
			for reading := range r.IntN(3) {
				s := ledger.ActivitySlice{Source: source, Day: activityDay(n).Format(dayLayout), ReadAt: ledger.Instant(1000*n + reading + 1), Products: products}
				for range r.IntN(6) {
					s.Uses = append(s.Uses, ledger.Use{UserID: fmt.Sprintf("U%d", r.IntN(8)), Product: products[r.IntN(len(products))]})
				}
				all = append(all, s)
			}
		}
	}
	return all
}

// useAt gives what is known of use, and the numbers of users.
func useAt(l *Ledger, at time.Time) (u *use, numbers map[string]uint32, err error) {
	numbers, highest := map[string]uint32{}, uint32(0)
	err = eachActivityUser(context.Background(), l.read, func(n uint32, id string) { numbers[id], highest = n, n })
	if err == nil {
		u, err = loadUse(context.Background(), l.read, ledger.InstantOf(at), highest)
	}
	return u, numbers, err
}

// sameUse compares what a ledger says of use at every day with full copies.
func sameUse(t *testing.T, l *Ledger, history []ledger.ActivitySlice, level ledger.ActivityLevel) {
	t.Helper()
	before := usersAtOnce
	usersAtOnce = 3
	defer func() { usersAtOnce = before }()
	for n := -1; n < 18; n++ {
		at := activityDay(n)
		u, numbers, err := useAt(l, at)
		if err != nil {
			t.Fatal(err)
		}
		for user := range 9 {
			for _, product := range ledger.Products() {
				day, source := wantUse(history, level, at, fmt.Sprintf("U%d", user), product)
				if gotDay, gotSource := u.ofNumber(numbers[fmt.Sprintf("u%d", user)], product); gotDay != day || gotSource != source {
					t.Errorf("at %s user %d used %s on %q by %q, want %q by %q", at.Format(dayLayout), user, product, gotDay, gotSource, day, source)
				}
			}
		}
		for _, product := range ledger.Products() {
			if got, want := u.watchedSince(product), wantWatched(history, at, product); got != want {
				t.Errorf("at %s %s is watched since %q, want %q", at.Format(dayLayout), product, got, want)
			}
		}
	}
}

// wantUse goes through all slices: where days are kept the last reading of each
// counts, where months are kept all of them do.
func wantUse(history []ledger.ActivitySlice, level ledger.ActivityLevel, at time.Time, user string, product ledger.Product) (last, by string) {
	for _, s := range history {
		newer := slices.ContainsFunc(history, func(o ledger.ActivitySlice) bool {
			return o.Source == s.Source && o.Day == s.Day && o.ReadAt > s.ReadAt
		})
		day, limit := s.Day, at.Format(dayLayout)
		if level == ledger.ActivityMonth {
			day, limit, newer = s.Day[:7], at.Format(monthLayout), false
		}
		if day > limit || newer || !slices.Contains(s.Uses, ledger.Use{UserID: user, Product: product}) {
			continue
		}
		if day > last || (day == last && s.Source < by) {
			last, by = day, s.Source
		}
	}
	return last, by
}

func wantWatched(history []ledger.ActivitySlice, at time.Time, product ledger.Product) string {
	read := func(day time.Time) bool {
		return slices.ContainsFunc(history, func(s ledger.ActivitySlice) bool {
			return s.Day == day.Format(dayLayout) && slices.Contains(s.Products, product)
		})
	}
	for n := 0; n <= ledger.ShelfLifeDays; n++ {
		if !read(at.AddDate(0, 0, -n)) {
			continue
		}
		since := at.AddDate(0, 0, -n)
		for read(since.AddDate(0, 0, -1)) {
			since = since.AddDate(0, 0, -1)
		}
		return since.Format(dayLayout)
	}
	return ""
}

func TestActivity_SaysWhatFullCopiesSay(t *testing.T) {
	for _, level := range []ledger.ActivityLevel{ledger.ActivityDay, ledger.ActivityMonth} {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s/%d", level, seed), func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 9))
				history := activityHistory(r)
				l := newActivityLedger(t, level)
				disturbed := slices.Clone(history)
				for range 10 { // some arrive twice, all in any order
					disturbed = append(disturbed, history[r.IntN(len(history))])
				}
				r.Shuffle(len(disturbed), func(i, j int) { disturbed[i], disturbed[j] = disturbed[j], disturbed[i] })
				publishActivity(t, l, disturbed...)
				sameUse(t, l, history, level)
			})
		}
	}
}

func TestActivity_LevelsAreKept(t *testing.T) {
	ctx := context.Background()
	r := rand.New(rand.NewPCG(3, 9))
	history := activityHistory(r)
	last := slices.DeleteFunc(slices.Clone(history), func(s ledger.ActivitySlice) bool {
		return slices.ContainsFunc(history, func(o ledger.ActivitySlice) bool {
			return o.Source == s.Source && o.Day == s.Day && o.ReadAt > s.ReadAt
		})
	})
	l := newActivityLedger(t, ledger.ActivityDay)
	publishActivity(t, l, history...)
	if err := l.SetActivityLevel(ctx, ledger.ActivityMonth); err != nil {
		t.Fatal(err)
	}
	sameUse(t, l, last, ledger.ActivityMonth)
	var days int
	if err := l.read.QueryRow(`SELECT count(*) FROM activity WHERE length(day) > 7`).Scan(&days); err != nil || days != 0 {
		t.Errorf("%d days are left (%v)", days, err)
	}
	if err := l.SetActivityLevel(ctx, ledger.ActivityNone); err != nil {
		t.Fatal(err)
	}
	publishActivity(t, l, history...)
	for _, table := range []string{"activity", "activity_user", "activity_slice"} {
		var n int
		if err := l.read.QueryRow(`SELECT count(*) FROM ` + table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s has %d rows (%v)", table, n, err)
		}
	}
	sameUse(t, l, nil, ledger.ActivityNone)
	if level, err := l.ActivityLevel(ctx); err != nil || level != ledger.ActivityNone {
		t.Errorf("the level is %s (%v)", level, err)
	}
	if err := l.SetActivityLevel(ctx, "hour"); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("level hour: %v", err)
	}
}

// TestActivity_TheSameAgainChangesNothing: also not what a view was opened on.
func TestActivity_TheSameAgainChangesNothing(t *testing.T) {
	ctx, l := context.Background(), newActivityLedger(t, ledger.ActivityDay)
	history := activityHistory(rand.New(rand.NewPCG(5, 9)))
	publishActivity(t, l, history...)
	before, err := generation(ctx, l.read)
	if err != nil {
		t.Fatal(err)
	}
	publishActivity(t, l, history...)
	if after, err := generation(ctx, l.read); err != nil || after != before {
		t.Errorf("the generation went from %d to %d (%v)", before, after, err)
	}
}

func TestActivity_ThereIsNoUseOfNobody(t *testing.T) {
	l := newActivityLedger(t, ledger.ActivityDay)
	good := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: "2026-03-31", ReadAt: 1, Products: []ledger.Product{ledger.ProductPowerApps}}
	for name, spoil := range map[string]func(*ledger.ActivitySlice){
		"source":   func(s *ledger.ActivitySlice) { s.Source = ledger.SourceUsers },
		"day":      func(s *ledger.ActivitySlice) { s.Day = "2026-03" },
		"reading":  func(s *ledger.ActivitySlice) { s.ReadAt = 0 },
		"products": func(s *ledger.ActivitySlice) { s.Products = nil },
		"product":  func(s *ledger.ActivitySlice) { s.Products = []ledger.Product{"excel"} },
		"user":     func(s *ledger.ActivitySlice) { s.Uses = []ledger.Use{{Product: ledger.ProductPowerApps}} },
		"unwatched": func(s *ledger.ActivitySlice) {
			s.Uses = []ledger.Use{{UserID: "u", Product: ledger.ProductPowerAutomate}}
		},
	} {
		s := good
		spoil(&s)
		if err := l.PublishActivity(context.Background(), s); ledger.CodeOf(err) != ledger.CodeInternal {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWatches_TellGaps(t *testing.T) {
	l := newActivityLedger(t, ledger.ActivityMonth)
	for _, n := range []int{0, 1, 4, 5, 6, 9, 10} {
		publishActivity(t, l, ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: activityDay(n).Format(dayLayout), ReadAt: 1, Products: []ledger.Product{ledger.ProductPowerApps}})
	}
	publishActivity(t, l, ledger.ActivitySlice{Source: ledger.SourceAuditLaunches, Day: activityDay(8).Format(dayLayout), ReadAt: 1, Products: []ledger.Product{ledger.ProductPowerApps}})
	got, err := l.Watches(context.Background(), ledger.InstantOf(activityDay(9)))
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Watch{
		{Source: ledger.SourceAuditLaunches, Product: ledger.ProductPowerApps, Since: "2026-02-28", Until: "2026-02-28"},
		{Source: ledger.SourceSignIns, Product: ledger.ProductPowerApps, Since: "2026-03-01", Until: "2026-03-01",
			Gaps: []ledger.Gap{{From: "2026-02-22", To: "2026-02-23"}, {From: "2026-02-27", To: "2026-02-28"}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	u, _, err := useAt(l, activityDay(9))
	if err != nil || u.watchedSince(ledger.ProductPowerApps) != "2026-02-28" {
		t.Errorf("two sources together watch since %q (%v)", u.watchedSince(ledger.ProductPowerApps), err)
	}
}

// TestActivityUsers_SomeNumbersAreMissing, as after people were forgotten.
func TestActivityUsers_SomeNumbersAreMissing(t *testing.T) {
	l := newActivityLedger(t, ledger.ActivityDay)
	want := map[string]uint32{}
	for _, n := range []uint32{1, 2, 3, 5, 6, 9, 10, 11, 40} {
		want[fmt.Sprintf("u%d", n)] = n
		if _, err := l.write.Exec(`INSERT INTO activity_user (user_no, user_id) VALUES (?, ?)`, n, fmt.Sprintf("u%d", n)); err != nil {
			t.Fatal(err)
		}
	}
	before := usersAtOnce
	defer func() { usersAtOnce = before }()
	for usersAtOnce = 1; usersAtOnce < 12; usersAtOnce++ {
		got, last := map[string]uint32{}, uint32(0)
		err := eachActivityUser(context.Background(), l.read, func(n uint32, id string) {
			if n <= last {
				t.Errorf("%d comes after %d", n, last)
			}
			got[id], last = n, n
		})
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%d at once: %v (-want +got)\n%s", usersAtOnce, err, d)
		}
	}
}
