package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// logged makes a ledger in dir as a killed program leaves it: what was kept last, the
// price of 31.40, is in the log alone. before is its story without that.
func logged(t *testing.T, dir string) (before, after string) {
	t.Helper()
	from, path := priced(t)
	before = story(t, path)
	ctx := context.Background()
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	amount := int64(3140)
	err = l.SetPrice(ctx, ledger.Price{SkuID: "6fd2c87f-b296-42f0-b197-1e91e994b900", From: "2026-01-03", Currency: "EUR", Amount: &amount, Per: ledger.PerMonth})
	if err != nil {
		t.Fatal(err)
	}
	copyOf(t, from, dir, "contoso.ledger", "contoso.ledger-wal")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return before, story(t, path)
}

// powerCut cuts the log where the power may have gone: at and in the middle of every
// frame of its last change, and of none.
func powerCut(t *testing.T) string {
	dir := t.TempDir()
	before, after := logged(t, dir)
	log, err := os.ReadFile(filepath.Join(dir, "contoso.ledger-wal"))
	if err != nil {
		t.Fatal(err)
	}
	const frame = 24 + 4096
	for size := len(log); size >= 0; size -= frame / 2 {
		at := copyOf(t, dir, t.TempDir(), "contoso.ledger")
		if err := os.WriteFile(filepath.Join(at, "contoso.ledger-wal"), log[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		want := before
		if size == len(log) {
			want = after
		}
		if got := story(t, filepath.Join(at, "contoso.ledger")); got != want {
			t.Fatalf("with %d of %d bytes: %s", size, len(log), firstDifference(want, got))
		}
		if size == len(log)-frame { // the program itself, on one of them
			done(t, at, setPrice("contoso.ledger")...)
			if got := story(t, filepath.Join(at, "contoso.ledger")); got != after {
				t.Error(firstDifference(after, got))
			}
		}
	}
	return ""
}
