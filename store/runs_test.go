package store_test

import (
	"context"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// What published nothing is told by its begin; what was thinned keeps its day.
func TestRuns_TellWhatBecameOfThem(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	day := func(n int) time.Time { return time.Date(2026, 1, n, 6, 0, 0, 0, time.UTC) }
	for n := 1; n <= 3; n++ {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(n)})
	}
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.EndRun(ctx, run, ledger.RunFailed, []ledger.Warning{{Code: "not_read", Source: ledger.SourceUsers, Text: "Not read.", Count: 1}}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Thin(ctx, ledger.Retention{}, 0, false); err != nil {
		t.Fatal(err)
	}
	all, err := l.Runs(ctx)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d runs, %v", len(all), err)
	}
	kept, err := l.Snapshots(ctx)
	if err != nil || len(kept) != 1 {
		t.Fatalf("%d readings are kept, %v", len(kept), err)
	}
	for i, r := range all[:2] {
		if !r.Thinned || r.SnapshotID != 0 || r.At != ledger.InstantOf(day(i+1)).String() {
			t.Errorf("thinned: %+v", r)
		}
	}
	if r := all[2]; r.Thinned || r.SnapshotID != kept[0].ID || len(r.Sources) != 1 || r.Sources[0] != ledger.SourceUsers {
		t.Errorf("kept: %+v", r)
	}
	if r := all[3]; r.State != ledger.RunFailed || r.SnapshotID != 0 || r.Thinned || r.Warnings != 1 || r.At != r.StartedAt || r.EndedAt == "" {
		t.Errorf("failed: %+v", r)
	}
	listings, warnings, err := l.RunListings(ctx, all[3].ID)
	if err != nil || len(listings) != 0 || len(warnings) != 1 || warnings[0].Code != "not_read" {
		t.Errorf("failed: %+v %+v %v", listings, warnings, err)
	}
}
