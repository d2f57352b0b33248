package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// TestRun_ManyWhoAreGoneAtOnceWaitForAnOK reads a directory of which half is
// hidden: the look-ups miss them too, and still nobody leaves.
func TestRun_ManyWhoAreGoneAtOnceWaitForAnOK(t *testing.T) {
	s := newSink(t)
	var now []string
	for n := range 100 {
		now = append(now, fmt.Sprint("person-", n))
	}
	at := someDay
	users := &confirming{script{name: ledger.SourceUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(accounts(at, "", now...))
	}}}
	users.confirm = func(owners []string) (_ []ledger.Object, evidence []ledger.Evidence, _ error) {
		for _, id := range owners {
			evidence = append(evidence, ledger.Evidence{UserID: id, At: at, Source: ledger.SourceUsers})
		}
		return nil, evidence, nil
	}
	deleted := &script{name: ledger.SourceDeletedUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(ledger.Page{At: at})
	}}
	sources := []engine.Source{users, deleted}
	run(t, s, engine.SystemClock{}, sources)

	now, at = now[50:], someDay+60_000
	var last engine.Progress
	result, err := engine.Run(t.Context(), engine.Options{Sources: sources, Sink: s, Clock: engine.SystemClock{}, OnProgress: func(p engine.Progress) { last = p }})
	if err != nil || result.State != ledger.RunPartial || len(result.Held) != 1 || len(result.Published) != 1 || result.Published[0].Source != ledger.SourceDeletedUsers {
		t.Fatalf("result %+v, error %v", result, err)
	}
	if ledger.CodeOf(result.Errors[0]) != ledger.CodeHeld || last.Stages[0].State != engine.StageHeld {
		t.Errorf("the error is %v, the stage ended as %+v", result.Errors[0], last.Stages[0])
	}
	if w := result.Warnings[0]; w.Code != engine.WarnHeld || w.Source != ledger.SourceUsers || !strings.Contains(w.Text, "50 people would be marked as left") {
		t.Errorf("the warning is %+v", w)
	}
	departed := func() int {
		t.Helper()
		var dump strings.Builder
		if err := s.Dump(t.Context(), &dump); err != nil {
			t.Fatal(err)
		}
		return strings.Count(dump.String(), "\n\"departure\"")
	}
	if n := departed(); n != 0 {
		t.Errorf("%d left by a listing that waits", n)
	}
	if _, err := s.ApplyHeld(t.Context(), ledger.SourceUsers); err != nil {
		t.Fatal(err)
	}
	if n := departed(); n != 50 {
		t.Errorf("%d left once it was let in, want 50", n)
	}
}

// TestRun_NothingButWhatWaitsIsNoFailure reads one source, and it is held.
func TestRun_NothingButWhatWaitsIsNoFailure(t *testing.T) {
	s := newSink(t)
	count, at := 100, someDay
	rows := &script{name: ledger.SourceLicenseReport, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		page := ledger.Page{At: at}
		for n := range count {
			page.Objects = append(page.Objects, ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: fmt.Sprint("Person ", n)}}})
		}
		return emit(page)
	}}
	run(t, s, engine.SystemClock{}, []engine.Source{rows})
	count, at = 10, someDay+60_000
	result := run(t, s, engine.SystemClock{}, []engine.Source{rows})
	if result.State != ledger.RunPartial || len(result.Held) != 1 || result.SnapshotID != 0 {
		t.Fatalf("result %+v", result)
	}
	count, at = 99, someDay+120_000
	run(t, s, engine.SystemClock{}, []engine.Source{rows})
	if held, err := s.HeldListings(t.Context()); err != nil || len(held) != 0 {
		t.Errorf("a newer list was read, and %v waits (%v)", held, err)
	}
}
