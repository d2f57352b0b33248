package store_test

import (
	"context"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestCompact_MakesTheFileSmallerAndChangesNothing(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	for _, x := range storetest.Histories(9, 6) {
		storetest.Publish(t, l, x)
	}
	change(t, l, `CREATE TABLE waste (body BLOB); INSERT INTO waste VALUES (zeroblob(2000000)); DROP TABLE waste`)
	dump := storetest.Dump(t, l)
	before, after, err := l.Compact(ctx)
	if err != nil || before-after < 2_000_000 {
		t.Errorf("from %d to %d bytes (%v)", before, after, err)
	}
	info, err := os.Stat(l.Path())
	if err != nil || info.Size() != after {
		t.Errorf("the file has %d bytes, said %d (%v)", info.Size(), after, err)
	}
	if d := cmp.Diff(dump, storetest.Dump(t, l)); d != "" {
		t.Error(d)
	}
	storetest.Sound(t, l)
}

func TestCompact_WaitsForARunAndForReaders(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Compact(ctx); ledger.CodeOf(err) != ledger.CodeBusy {
		t.Errorf("during a run: %v, want busy", err)
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Compact(ctx); err != nil {
		t.Error(err)
	}
}
