package store_test

import (
	"context"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestPublish_CanceledAnywhereKeepsNothing cancels the publication of a listing at each of
// its steps, and publishes it in the end.
func TestPublish_CanceledAnywhereKeepsNothing(t *testing.T) {
	ctx := context.Background()
	var of []storetest.Listing // of one source
	for _, x := range storetest.Histories(1, 12) {
		if x.Source == ledger.SourceUsers && !x.Partial {
			of = append(of, x)
		}
	}
	l := storetest.New(t)
	storetest.Publish(t, l, of[0])
	before, last := storetest.Dump(t, l), of[1]
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	canceled := 0
	for steps := 0; ; steps += 1 + steps/8 {
		staging, err := l.Stage(ctx, last.Source, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if err := staging.Discard(); err != nil {
			t.Fatal(err)
		}
		storetest.Put(t, staging, last.At, last.Objects)
		_, err = l.Publish(cancelingAfter(steps), staging, ledger.Publication{RunID: run, Source: last.Source, At: ledger.InstantOf(last.At),
			ReadFrom: staging.ReadFrom(), AtRule: ledger.AtDateHeader, Evidence: last.Evidence})
		storetest.Sound(t, l)
		if err == nil {
			break
		}
		canceled++
		if after := storetest.Dump(t, l); after != before {
			t.Fatalf("canceled at step %d, it kept something:\n%s", steps, after)
		}
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	if canceled < 10 {
		t.Errorf("canceled at %d steps only: the test says little", canceled)
	}
	if storetest.Dump(t, l) == before {
		t.Error("published, and nothing changed")
	}
}
