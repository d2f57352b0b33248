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

// staff is people from one number to another, every tenth in Finance and the
// others in Sales, with a license and one of its services each; change may make
// something else of anybody.
func staff(from, to int, change func(n int, u *ledger.User) []ledger.Fact) (all []ledger.Object) {
	for n := from; n < to; n++ {
		id := fmt.Sprintf("00000000-0000-0000-0000-%012d", n)
		u := ledger.User{UserID: id, DisplayName: fmt.Sprint("Person ", n), Department: "Sales", Country: "NL"}
		if n%10 == 0 {
			u.Department = "Finance"
		}
		held := []ledger.Fact{ledger.Assignment{UserID: id, SkuID: skuE3, State: "Active"}, ledger.AssignedPlan{UserID: id, ServicePlanID: "plan"}}
		if change != nil {
			held = change(n, &u)
		}
		all = append(all, ledger.Object{Owner: id, Facts: append([]ledger.Fact{u}, held...)})
	}
	return all
}

// readDay reads a source on a day as a sync does.
func readDay(t *testing.T, l *store.Ledger, day int, source string, objects []ledger.Object) *ledger.Held {
	t.Helper()
	ctx := context.Background()
	id, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	staging, at := openStaging(t, l, source), firstDay.AddDate(0, 0, day)
	storetest.Put(t, staging, at, objects)
	done, err := l.Publish(ctx, staging, ledger.Publication{RunID: id, Source: source, At: ledger.InstantOf(at), AtRule: ledger.AtDateHeader, Guarded: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.EndRun(ctx, id, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	return done.Held
}

func endsOf(h *ledger.Held) []ledger.Ending {
	if h == nil {
		return nil
	}
	return h.Ends
}

func number(n int64) *int64 { return &n }

func TestGuard_HoldsWhatNeverEndedInSuchNumbers(t *testing.T) {
	const people = 1000
	keep := func(u *ledger.User) []ledger.Fact {
		return []ledger.Fact{ledger.Assignment{UserID: u.UserID, SkuID: skuE3, State: "Active"}, ledger.AssignedPlan{UserID: u.UserID, ServicePlanID: "plan"}}
	}
	// Nine leave a day, for ten days; so up to 27 may.
	read := func(t *testing.T) *store.Ledger {
		l := storetest.New(t)
		for day := range 11 {
			if held := readDay(t, l, day, ledger.SourceUsers, staff(9*day, people, nil)); held != nil {
				t.Fatalf("day %d is held: %s", day, held.Say())
			}
		}
		return l
	}
	for _, c := range []struct {
		name string
		next []ledger.Object
		want []ledger.Ending
	}{
		{"three times the most of a day", staff(90+27, people, nil), nil},
		{"more than that", staff(90+28, people, nil), []ledger.Ending{{Of: ledger.EndingPeople, Count: 28, Total: 910, Usual: number(9), Largest: 9,
			Most: []ledger.EndingGroup{{Department: "Sales", Count: 25}, {Department: "Finance", Count: 3}}}}},
		{"nobody", nil, []ledger.Ending{{Of: ledger.EndingPeople, Count: 910, Total: 910, Usual: number(9), Largest: 9,
			Most: []ledger.EndingGroup{{Department: "Sales", Count: 819}, {Department: "Finance", Count: 91}}}}},
		{"a property that comes as nothing for some", staff(90, people, func(n int, u *ledger.User) []ledger.Fact {
			if n < 90+26 {
				u.Country = ""
			}
			return keep(u)
		}), []ledger.Ending{{Of: ledger.EndingValues, Property: "country", Count: 26, Total: 910, Usual: number(0),
			Most: []ledger.EndingGroup{{Department: "Sales", Count: 23}, {Department: "Finance", Count: 3}}}}},
		{"a property that says something else for all", staff(90, people, func(_ int, u *ledger.User) []ledger.Fact {
			u.Country = "BE"
			return keep(u)
		}), nil},
		{"licenses and their services", staff(90, people, func(n int, u *ledger.User) []ledger.Fact {
			if n < 90+40 {
				return nil
			}
			return keep(u)
		}), []ledger.Ending{
			{Of: ledger.EndingLicenses, Count: 40, Total: 910, Usual: number(0), Most: []ledger.EndingGroup{{Department: "Sales", Count: 36}, {Department: "Finance", Count: 4}}},
			{Of: ledger.EndingServices, Count: 40, Total: 910, Usual: number(0), Most: []ledger.EndingGroup{{Department: "Sales", Count: 36}, {Department: "Finance", Count: 4}}}}},
		{"licenses that come in another way", staff(90, people, func(_ int, u *ledger.User) []ledger.Fact {
			return []ledger.Fact{ledger.Assignment{UserID: u.UserID, SkuID: skuE3, AssignedByGroup: "g"}, ledger.AssignedPlan{UserID: u.UserID, ServicePlanID: "plan", CapabilityStatus: "Warning"}}
		}), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := read(t)
			before := storetest.Dump(t, l)
			held := readDay(t, l, 11, ledger.SourceUsers, c.next)
			if d := cmp.Diff(c.want, endsOf(held)); d != "" {
				t.Errorf("held for (-want +got):\n%s", d)
			}
			if held != nil && storetest.Dump(t, l) != before {
				t.Error("it is held, and history is another")
			}
		})
	}
}

func TestGuard_LooksAtTheLinesOfTheListToo(t *testing.T) {
	lines := func(n int) (all []ledger.Object) {
		for i := range n {
			all = append(all, ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: fmt.Sprint("Person ", i), Service: "Power Apps", License: "E3"}}})
		}
		return all
	}
	l := storetest.New(t)
	for day, n := range []int{5000, 4950, 4800, 4350} {
		if held := readDay(t, l, day, ledger.SourceLicenseReport, lines(n)); held != nil {
			t.Fatalf("day %d is held: %s", day, held.Say())
		}
	}
	held := readDay(t, l, 4, ledger.SourceLicenseReport, lines(4350-3*450-1))
	want := []ledger.Ending{{Of: ledger.EndingRows, Count: 1351, Total: 4350, Usual: number(217), Largest: 450, Most: []ledger.EndingGroup{}}}
	if d := cmp.Diff(want, endsOf(held)); d != "" {
		t.Errorf("held for (-want +got):\n%s", d)
	}
}

// Whoever is forgotten is in nothing that waits; what does not name them waits
// on, since people are forgotten by themselves after each sync.
func TestHeld_WhenSomebodyIsForgotten(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name    string
		who     int
		changed bool // the listing that waits says something new of them
		waits   bool
	}{{"who is in it", 70, false, false}, {"of whom it tells something new", 70, true, false}, {"who left before", 3, false, true}} {
		t.Run(c.name, func(t *testing.T) {
			l := storetest.New(t)
			readDay(t, l, 0, ledger.SourceUsers, staff(0, 100, nil))
			readDay(t, l, 1, ledger.SourceUsers, staff(5, 100, nil))
			if held := readDay(t, l, 2, ledger.SourceUsers, staff(50, 100, func(n int, u *ledger.User) []ledger.Fact {
				if c.changed && n == c.who {
					u.JobTitle = "Head of Sales"
				}
				return []ledger.Fact{ledger.Assignment{UserID: u.UserID, SkuID: skuE3, State: "Active"}, ledger.AssignedPlan{UserID: u.UserID, ServicePlanID: "plan"}}
			})); held == nil {
				t.Fatal("half of all left, and it is not held")
			}
			if _, err := l.Forget(ctx, fmt.Sprintf("00000000-0000-0000-0000-%012d", c.who), false); err != nil {
				t.Fatal(err)
			}
			if all, err := l.HeldListings(ctx); err != nil || (len(all) > 0) != c.waits {
				t.Errorf("%v waits, want %v (%v)", all, c.waits, err)
			}
			done, err := l.ApplyHeld(ctx, ledger.SourceUsers)
			if c.waits && (err != nil || done.Ended != 3*45) || !c.waits && ledger.CodeOf(err) != ledger.CodeNotFound {
				t.Errorf("letting it in ends %d, answers %v", done.Ended, err)
			}
			storetest.Sound(t, l)
		})
	}
}

// A report names somebody whom its account does not; that is looked for as well.
func TestHeld_WhenALineOfItNamesSomebodyForgotten(t *testing.T) {
	ctx := context.Background()
	l := storetest.New(t)
	lines := func(from int, more ...string) (all []ledger.Object) {
		for n := from; n < 100; n++ {
			more = append(more, fmt.Sprintf("person.%d@contoso.com", n))
		}
		for _, address := range more {
			all = append(all, ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Person", EmailAddress: address, Service: "Power Apps"}}})
		}
		return all
	}
	readDay(t, l, 0, ledger.SourceLicenseReport, lines(0))
	readDay(t, l, 1, ledger.SourceLicenseReport, lines(5))
	if held := readDay(t, l, 2, ledger.SourceLicenseReport, lines(60, "PERSON.3@contoso.com")); held == nil {
		t.Fatal("the list is half as long, and it is not held")
	}
	if _, err := l.Forget(ctx, "person.3@contoso.com", false); err != nil {
		t.Fatal(err)
	}
	if all, err := l.HeldListings(ctx); err != nil || len(all) > 0 {
		t.Errorf("%v waits, with somebody who was forgotten (%v)", all, err)
	}
}

func TestHeld_SettlesTheSyncThatReadIt(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		other string // another warning of the sync
		want  ledger.RunState
	}{{"", ledger.RunComplete}, {"rows_skipped", ledger.RunComplete}, {ledger.WarnNotRead, ledger.RunPartial}} {
		l := storetest.New(t)
		readDay(t, l, 0, ledger.SourceUsers, staff(0, 100, nil))
		id, err := l.BeginRun(ctx, ledger.RunSync)
		if err != nil {
			t.Fatal(err)
		}
		staging, at := openStaging(t, l, ledger.SourceUsers), firstDay.Add(time.Hour)
		storetest.Put(t, staging, at, staff(50, 100, nil))
		done, err := l.Publish(ctx, staging, ledger.Publication{RunID: id, Source: ledger.SourceUsers, At: ledger.InstantOf(at), AtRule: ledger.AtDateHeader, Guarded: true})
		if err != nil || done.Held == nil {
			t.Fatalf("held %v, %v", done.Held, err)
		}
		warnings := []ledger.Warning{{Code: ledger.WarnHeld, Source: ledger.SourceUsers, Text: "Held.", Count: 1}}
		if c.other != "" {
			warnings = append(warnings, ledger.Warning{Code: c.other, Source: ledger.SourceLicenseReport, Text: "Other.", Count: 1})
		}
		if err := l.EndRun(ctx, id, ledger.RunPartial, warnings); err != nil {
			t.Fatal(err)
		}
		if _, err := l.ApplyHeld(ctx, ledger.SourceUsers); err != nil {
			t.Fatal(err)
		}
		snapshots := snapshotsOf(t, l)
		if last := snapshots[len(snapshots)-1]; last.State != c.want || len(last.Warnings) != len(warnings)-1 {
			t.Errorf("beside %q the sync is %s with %v, want %s", c.other, last.State, last.Warnings, c.want)
		}
	}
}

// What always has something and comes empty is held, however little it was.
func TestGuard_HoldsWhatComesEmpty(t *testing.T) {
	seat := []ledger.Object{{Owner: skuE3, Facts: []ledger.Fact{ledger.Seat{SkuID: skuE3, Bought: 5}}}}
	deleted := []ledger.Object{{Owner: "a", Facts: []ledger.Fact{ledger.DeletedUser{UserID: "a"}}}}
	for _, c := range []struct {
		source string
		rows   []ledger.Object
		want   []ledger.Ending
	}{
		{ledger.SourceSubscribedSkus, seat, []ledger.Ending{{Of: ledger.EndingAll, Property: ledger.SourceSubscribedSkus, Count: 1, Total: 1, Most: []ledger.EndingGroup{}}}},
		{ledger.SourceDeletedUsers, deleted, nil},
		{ledger.SourceGroups, []ledger.Object{{Owner: "g", Facts: []ledger.Fact{ledger.LicenseGroup{GroupID: "g", DisplayName: "All staff"}}}}, nil},
	} {
		l := storetest.New(t)
		readDay(t, l, 0, c.source, nil) // empty from the beginning
		if held := readDay(t, l, 1, c.source, c.rows); held != nil {
			t.Fatalf("%s: more is held: %s", c.source, held.Say())
		}
		held := readDay(t, l, 2, c.source, nil)
		if d := cmp.Diff(c.want, endsOf(held)); d != "" {
			t.Errorf("%s is held for (-want +got):\n%s", c.source, d)
		}
	}
}
