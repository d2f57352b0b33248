package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestSnapshots_CanBeLabelledAndPinned(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
	snapshot := func() ledger.Snapshot {
		all, err := l.Snapshots(ctx)
		if err != nil || len(all) != 1 {
			t.Fatalf("%d snapshots (%v)", len(all), err)
		}
		return all[0]
	}
	id := snapshot().ID
	before := storetest.Dump(t, l)
	if err := l.LabelSnapshot(ctx, id, "  before the migration "); err != nil {
		t.Fatal(err)
	}
	if err := l.PinSnapshot(ctx, id, true); err != nil {
		t.Fatal(err)
	}
	if s := snapshot(); s.Label != "before the migration" || !s.Pinned {
		t.Errorf("the snapshot is %+v", s)
	}
	if err := l.LabelSnapshot(ctx, id, ""); err != nil {
		t.Fatal(err)
	}
	if err := l.PinSnapshot(ctx, id, false); err != nil {
		t.Fatal(err)
	}
	if s := snapshot(); s.Label != "" || s.Pinned {
		t.Errorf("the snapshot is %+v", s)
	}
	for _, label := range []string{strings.Repeat("x", 121), "two\nlines", "\xff"} {
		if err := l.LabelSnapshot(ctx, id, label); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("label %q: %v", label, err)
		}
	}
	for _, err := range []error{l.LabelSnapshot(ctx, id+1, "x"), l.PinSnapshot(ctx, id+1, true)} {
		if ledger.CodeOf(err) != ledger.CodeNotFound {
			t.Errorf("another snapshot: %v", err)
		}
	}
	if storetest.Dump(t, l) != before {
		t.Error("a label changed what the ledger knows")
	}
}
