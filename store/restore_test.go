package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func TestRestore_ReplacesTheContentWhileOthersHaveItOpen(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	listings := storetest.Histories(5, 8)
	for _, x := range listings[:len(listings)/2] {
		storetest.Publish(t, l, x)
	}
	setPrices(t, l, priced(skuE3, "2026-01-01", 2160, "EUR", ledger.PerMonth))
	backup := filepath.Join(t.TempDir(), "copy.ledger")
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	then := storetest.Dump(t, l)
	setPrices(t, l, priced(skuE3, "2026-01-01", 2260, "EUR", ledger.PerMonth))
	for _, x := range listings[len(listings)/2:] {
		storetest.Publish(t, l, x)
	}
	now := storetest.Dump(t, l)
	other, err := store.Open(ctx, l.Path(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	view, err := other.OpenView(ctx, store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := l.Restore(ctx, backup)
	if err != nil {
		t.Fatal(err)
	}
	for name, opened := range map[string]*store.Ledger{"the one that restored": l, "another": other} {
		if d := cmp.Diff(then, storetest.Dump(t, opened)); d != "" {
			t.Errorf("%s (-backup +restored):\n%s", name, d)
		}
		storetest.Sound(t, opened)
	}
	if _, err := view.Rows(0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("the view of before: %v, want stale", err)
	}
	before, err := store.Open(ctx, kept, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(now, storetest.Dump(t, before)); d != "" {
		t.Errorf("what was there is not kept (-before +kept):\n%s", d)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	// The restored ledger goes on: what is published now is found where it belongs.
	setPrices(t, other, priced(skuE3, "2026-01-01", 2260, "EUR", ledger.PerMonth))
	for _, x := range listings[len(listings)/2:] {
		storetest.Publish(t, other, x)
	}
	if d := cmp.Diff(now, storetest.Dump(t, l)); d != "" {
		t.Errorf("read again (-before +after):\n%s", d)
	}
	storetest.Sound(t, l)
	if left, err := filepath.Glob(l.Path() + ".*"); err != nil || len(left) != 1 {
		t.Errorf("beside the file: %v (%v), want the copy of before only", left, err)
	}
}

// TestRestore_ForgottenPeopleStayForgotten restores a backup that names
// somebody who was forgotten after it was made.
func TestRestore_ForgottenPeopleStayForgotten(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	backup := filepath.Join(t.TempDir(), "copy.ledger")
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(backup)
	if err != nil || !bytes.Contains(bytes.ToLower(body), []byte("mallory quixote")) {
		t.Fatalf("the backup does not name her: the test proves nothing (%v)", err)
	}
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Restore(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if found := residue(t, l); len(found) > 0 {
		t.Errorf("left: %q", found)
	}
	storetest.Sound(t, l)
}

func TestRestore_RefusesWhatIsNoBackupOfIt(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	tenant := func(l *store.Ledger, id string) {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceOrganization, At: onDay(1), Objects: []ledger.Object{{Owner: id,
			Facts: []ledger.Fact{ledger.Organization{TenantID: id}}}}})
	}
	tenant(l, "aaaaaaaa-0000-0000-0000-000000000000")
	before := storetest.Dump(t, l)
	other := storetest.New(t)
	tenant(other, "bbbbbbbb-0000-0000-0000-000000000000")
	folder := t.TempDir()
	text := filepath.Join(folder, "list.csv")
	if err := os.WriteFile(text, []byte("User name,Email address\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	unsound := filepath.Join(folder, "unsound.ledger")
	if err := l.Backup(ctx, unsound); err != nil {
		t.Fatal(err)
	}
	damaged, err := store.Open(ctx, unsound, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	change(t, damaged, `UPDATE user SET display_name = 'somebody else' WHERE fact_id = 1`)
	if err := damaged.Close(); err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]ledger.Code{
		other.Path():                     ledger.CodeInvalid,
		l.Path():                         ledger.CodeInvalid,
		text:                             ledger.CodeNotALedger,
		unsound:                          ledger.CodeNotALedger,
		filepath.Join(folder, "missing"): ledger.CodeNotFound,
	} {
		if _, err := l.Restore(ctx, from); ledger.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", from, err, want)
		}
	}
	if d := cmp.Diff(before, storetest.Dump(t, l)); d != "" {
		t.Errorf("something changed:\n%s", d)
	}
	if left, err := filepath.Glob(l.Path() + ".*"); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
