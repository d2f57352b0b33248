package store_test

import (
	"bytes"
	"context"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func sealKey(t *testing.T, l *store.Ledger) []byte {
	t.Helper()
	key, ok, err := l.SealKey(context.Background())
	if err != nil || !ok {
		t.Fatalf("no key: %v", err)
	}
	if len(key) != 32 {
		t.Fatalf("a key of %d bytes", len(key))
	}
	return key
}

func TestSealKey_StaysUntilSomebodyIsForgotten(t *testing.T) {
	l := withMallory(t)
	first := sealKey(t, l)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(9), Objects: []ledger.Object{assistant()}})
	if !bytes.Equal(sealKey(t, l), first) {
		t.Error("a reading changed the key")
	}
	if _, err := l.Forget(context.Background(), mallory, true); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(sealKey(t, l), first) {
		t.Error("what was sealed with her name can still be read")
	}
}

func TestSealKey_IsNotGivenAway(t *testing.T) {
	l := withMallory(t)
	first := sealKey(t, l)
	copied, _ := shared(t, l, ledger.Without{})
	if bytes.Equal(sealKey(t, copied), first) {
		t.Error("whoever got a copy could read what is kept of this ledger")
	}
}

func TestSealKey_OfALedgerThatIsOnlyRead(t *testing.T) {
	l := withMallory(t)
	read, err := store.Open(context.Background(), l.Path(), store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := read.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, ok, err := read.SealKey(context.Background()); ok || err != nil {
		t.Errorf("a key was made in a ledger that is only read (%v)", err)
	}
	first := sealKey(t, l)
	if key, ok, err := read.SealKey(context.Background()); !ok || err != nil || !bytes.Equal(key, first) {
		t.Errorf("its key is not found: %v, %v", ok, err)
	}
}
