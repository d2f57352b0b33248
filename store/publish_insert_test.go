package store

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"testing"

	"licenseledger/store/ledger"
)

// TestFacts_HaveNoCheckButOfTheirHash is what publisher.unchecked relies on: whoever gives
// a table of facts another constraint reads there what to do.
func TestFacts_HaveNoCheckButOfTheirHash(t *testing.T) {
	l := newLedger(t)
	check := regexp.MustCompile(`(?i)\bCHECK\b *\([^,\n]*`)
	for _, kind := range allKinds {
		var create string
		if err := l.read.QueryRow(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`, string(kind)).Scan(&create); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if got := check.FindAllString(create, -1); len(got) != 1 || got[0] != "CHECK (length(hash) = 16)" {
			t.Errorf("%s has the constraints %q", kind, got)
		}
	}
}

// TestPublisher_UncheckedEndsWithItsWork also where that fails.
func TestPublisher_UncheckedEndsWithItsWork(t *testing.T) {
	ctx := context.Background()
	l := newLedger(t)
	for _, want := range []error{nil, errors.New("no room")} {
		tx, err := l.write.BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		insert := func(hash string) error {
			_, err := tx.Exec(fmt.Sprintf(`INSERT INTO %s (source_id, hash, user_id) VALUES ((SELECT min(source_id) FROM source), ?, 'a')`, ledger.KindUser), []byte(hash))
			return err
		}
		b := publisher{tx: tx}
		got := b.unchecked(ctx, func() error {
			if err := insert("short"); err != nil {
				t.Errorf("a hash is looked at: %v", err)
			}
			return want
		})
		if !errors.Is(got, want) {
			t.Errorf("the error is %v, want %v", got, want)
		}
		if err := insert("shorter"); err == nil {
			t.Error("a hash of seven bytes was taken afterwards")
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
}
