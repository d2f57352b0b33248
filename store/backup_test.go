package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestBackup_IsTheSameLedgerWhileTheFirstIsOpen(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	listings := storetest.Histories(5, 6)
	for _, x := range listings[:len(listings)-1] {
		storetest.Publish(t, l, x)
	}
	target := filepath.Join(t.TempDir(), "copy.ledger")
	if err := l.Backup(ctx, target); err != nil {
		t.Fatal(err)
	}
	before := storetest.Dump(t, l)
	storetest.Publish(t, l, listings[len(listings)-1]) // the copy stays what it was
	info, err := os.Stat(target)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v (%v), want 0600", info.Mode(), err)
	}
	copied, err := store.Open(ctx, target, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	storetest.Sound(t, copied)
	if d := cmp.Diff(before, storetest.Dump(t, copied)); d != "" {
		t.Errorf("-ledger +copy:\n%s", d)
	}
	if storetest.Dump(t, l) == before {
		t.Error("the last listing changed nothing: the test proves nothing")
	}
}

func TestBackup_ReplacesNothingAndLeavesNothingBehind(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.ledger")
	if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]ledger.Code{
		taken:    ledger.CodeInvalid,
		l.Path(): ledger.CodeInvalid,
		filepath.Join(folder, "none", "copy.ledger"): ledger.CodeNotFound,
		filepath.Join(taken, "copy.ledger"):          ledger.CodeNotFound,
	} {
		if err := l.Backup(ctx, target); ledger.CodeOf(err) != want {
			t.Errorf("to %s: %v, want %s", target, err, want)
		}
	}
	canceled, cancel := context.WithCancel(ctx)
	cancel()
	if err := l.Backup(canceled, filepath.Join(folder, "copy.ledger")); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("cancelled: %v", err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
	if body, err := os.ReadFile(taken); err != nil || string(body) != "mine" {
		t.Errorf("the file that was there says %q (%v)", body, err)
	}
}
