package app_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// still is a clock that stands where it was put.
type still struct{ now time.Time }

func (s still) Now() time.Time                                   { return s.now }
func (s still) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// needsAt imports files into a new ledger and asks what waits for a person at a
// moment.
func needsAt(t *testing.T, now time.Time, at string, files ...string) (map[app.NeedCode]app.Need, []app.NeedCode) {
	t.Helper()
	folder := t.TempDir()
	l, err := app.Create(t.Context(), filepath.Join(folder, "contoso.ledger"), app.OpenOptions{Zone: time.UTC, Clock: still{now}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Import(t.Context(), write(t, folder, files...), app.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	return needsOf(t, l, at)
}

func needsOf(t *testing.T, l *app.Ledger, at string) (map[app.NeedCode]app.Need, []app.NeedCode) {
	t.Helper()
	page, err := l.FirstPage(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	found, order := map[app.NeedCode]app.Need{}, []app.NeedCode{}
	for _, need := range page.Needs {
		order = append(order, need.Code)
		if _, twice := found[need.Code]; !twice {
			found[need.Code] = need
		}
		if need.Figure == nil {
			continue
		}
		spec := need.Figure.Spec
		spec.At = at
		view, err := l.View(t.Context(), spec)
		if err != nil || view.Counts.Rows != need.Figure.Rows || view.Counts.People != need.Figure.People {
			t.Errorf("%s counts %d rows, its view has %+v (%v)", need.Code, need.Figure.Rows, view, err)
		}
	}
	return found, order
}

const trialHeader = "User name,Email address,Service,License,License Assigned Date,Is Trial,Expiration Date\n"

func trialOf(name, ends string) string {
	return name + "," + name + "@contoso.com,Power Apps per user,Power Apps Trial,2026-03-01,True," + ends + "\n"
}

// Trials that end from today to the 30th day from now wait for a person, and no
// others: the day is that of the clock for the newest reading, that of the
// reading for one that is past.
func TestNeeds_TrialsThatEndSoon(t *testing.T) {
	list := trialHeader + trialOf("over", "2026-03-30") + trialOf("today", "2026-03-31") + trialOf("last", "2026-04-30") + trialOf("later", "2026-05-01")
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	needs, _ := needsAt(t, now, "latest", "list 2026-03-31.csv", list)
	if n := needs[app.NeedTrials]; n.Figure == nil || n.Figure.Rows != 2 || n.Figure.People != 2 {
		t.Errorf("on the day: %+v", n.Figure)
	}
	needs, _ = needsAt(t, now.AddDate(0, 0, 1), "latest", "list 2026-03-31.csv", list)
	if n := needs[app.NeedTrials]; n.Figure == nil || n.Figure.Rows != 2 { // last, later
		t.Errorf("a day later: %+v", n.Figure)
	}
	needs, _ = needsAt(t, now.AddDate(0, 0, 3), "2026-03-31", "list 2026-03-31.csv", list, "list 2026-04-02.csv", list)
	if n := needs[app.NeedTrials]; n.Figure == nil || n.Figure.Rows != 2 {
		t.Errorf("of a day that is past: %+v", n.Figure)
	}
	needs, _ = needsAt(t, now.AddDate(0, 0, 60), "latest", "list 2026-03-31.csv", list)
	if n, is := needs[app.NeedTrials]; is {
		t.Errorf("when all are over: %+v", n.Figure)
	}
}

// A kind of thing is old from the seventh day on, told by the newest source of
// it, and never when it was not read at all.
func TestNeeds_WhatWasNotReadForLong(t *testing.T) {
	read := time.Date(2026, 3, 31, 23, 59, 59, 0, time.UTC)
	files := []string{"list 2026-03-31.csv", people(0, 5, "contoso.com"), "users 2026-04-05.csv", accounts(0, 5, "")}
	needs, _ := needsAt(t, read.AddDate(0, 0, 7).Add(-time.Second), "latest", files...)
	if n, is := needs[app.NeedOld]; is {
		t.Errorf("before the seventh day: %+v", n)
	}
	needs, order := needsAt(t, read.AddDate(0, 0, 7), "latest", files...)
	if n := needs[app.NeedOld]; n.Days != 7 || n.Source != ledger.SourceFileReport2022 {
		t.Errorf("on the seventh day: %+v", n)
	}
	if len(order) != 1 {
		t.Errorf("%v: the accounts are two days old, and seats were never read", order)
	}
	needs, order = needsAt(t, read.AddDate(0, 0, 20), "latest", files...)
	if n := needs[app.NeedOld]; n.Days != 20 || len(order) != 2 {
		t.Errorf("when both are old: %+v of %v", n, order)
	}
	needs, _ = needsAt(t, read.AddDate(0, 0, 20), "2026-03-31", files...)
	if n, is := needs[app.NeedOld]; is {
		t.Errorf("of a day that is past, on which it was new: %+v", n)
	}
}

// What makes other numbers wrong comes before what costs money, and that before
// what time may settle.
func TestNeeds_InTheOrderOfTheirWeight(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 60, Days: 6, Seed: 4,
		Script: &simtenant.Script{PartialDays: []int{5}, BlockedPaid: []int{3}, TrialWaves: []int{2}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, partial := needsOf(t, l, "latest")
	if len(partial) < 2 || partial[0] != app.NeedPartial || !slices.Contains(partial, app.NeedBlocked) {
		t.Errorf("on a day that was not read whole: %v", partial)
	}
	codes := app.NeedCodes()
	if !slices.IsSortedFunc(partial, func(a, b app.NeedCode) int { return slices.Index(codes, a) - slices.Index(codes, b) }) {
		t.Errorf("%v is not in the order of %v", partial, codes)
	}
}

// Rows that nobody can be named for yet wait for a person, and those that a look
// explained do no longer.
func TestNeeds_RowsThatAreNotKnownYet(t *testing.T) {
	w := watch(t, 4, simtenant.Knobs{UnresolvedEvery: 3, UnresolvedFor: 8 * time.Minute})
	w.sync()
	needs, order := needsOf(t, w.ledger, "latest")
	if n := needs[app.NeedUnresolved]; n.Figure == nil || n.Figure.Rows == 0 || order[len(order)-1] != app.NeedUnresolved {
		t.Fatalf("%+v of %v", n.Figure, order)
	}
	for n := 0; w.next() != nil; n++ {
		if w.look(); n == 5 {
			t.Fatal("a sixth look")
		}
	}
	before := needs[app.NeedUnresolved].Figure.Rows
	needs, _ = needsOf(t, w.ledger, "latest")
	if n := needs[app.NeedUnresolved]; n.Figure != nil && n.Figure.Rows >= before {
		t.Errorf("%d rows after the looks, %d before", n.Figure.Rows, before)
	}
}
