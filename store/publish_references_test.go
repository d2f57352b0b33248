package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// publishMany publishes a first listing that is published unlinked.
func publishMany(t *testing.T) *Ledger {
	t.Helper()
	before := manyFacts
	t.Cleanup(func() { manyFacts = before })
	manyFacts = 20
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	page := ledger.Page{At: 1_772_346_600_000}
	for n := range manyFacts {
		id := fmt.Sprint(n)
		page.Objects = append(page.Objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, UserPrincipalName: id + "@contoso.example"}}})
	}
	if err := s.Put(ctx, page, true); err != nil {
		t.Fatal(err)
	}
	if is, back, err := l.unlinked(ctx, s); err != nil || !is || back() != nil {
		t.Fatalf("a first listing of many is published unlinked: %v, %v", is, err)
	}
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Publish(ctx, s, ledger.Publication{RunID: run, Source: ledger.SourceUsers, At: page.At, ReadFrom: page.At, AtRule: ledger.AtGiven}); err != nil {
		t.Fatal(err)
	}
	return l
}

// TestPublish_UnlinkedLinksAgain looks that the lookups are only away while such a
// listing is published, and that a second one is published with them.
func TestPublish_UnlinkedLinksAgain(t *testing.T) {
	l := publishMany(t)
	ctx := context.Background()
	if _, err := l.write.ExecContext(ctx, `INSERT INTO user_address VALUES ('nobody', 99)`); err == nil {
		t.Error("after it, a row that points at nothing is kept")
	}
	s, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	page := ledger.Page{At: 1_772_432_400_000}
	for n := range manyFacts {
		page.Objects = append(page.Objects, ledger.Object{Owner: fmt.Sprint(n), Facts: []ledger.Fact{ledger.User{UserID: fmt.Sprint(n), DisplayName: "changed"}}})
	}
	if err := s.Put(ctx, page, true); err != nil {
		t.Fatal(err)
	}
	if is, _, err := l.unlinked(ctx, s); err != nil || is {
		t.Errorf("a second listing is published unlinked: %v, %v", is, err)
	}
}

// TestPublish_UnlinkedLooksAtTheEnd keeps rows that point at nothing, as a mistake
// in what is concluded would.
func TestPublish_UnlinkedLooksAtTheEnd(t *testing.T) {
	l := publishMany(t)
	ctx := context.Background()
	if _, err := l.write.ExecContext(ctx, `PRAGMA foreign_keys = off`); err != nil {
		t.Fatal(err)
	}
	users, _ := ledger.SourceByName(ledger.SourceUsers)
	for statement, table := range map[string]string{
		`SELECT 1`: "",
		`INSERT INTO user_address VALUES ('somebody', 99)`:         "user_address",
		`INSERT INTO user_address VALUES ('somebody', 0)`:          "user_address",
		`UPDATE listing SET snapshot_id = 99`:                      "listing",
		`INSERT INTO warning VALUES (99, 'code', 'source', '', 1)`: "warning",
	} {
		tx, err := l.write.BeginTx(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		b := publisher{tx: tx, unlinked: true, info: users}
		err = b.checkLinks(ctx)
		if said := fmt.Sprint(err); (err == nil) != (table == "") || !strings.Contains(said, table) {
			t.Errorf("%s: %v", statement, err)
		}
		if err := tx.Rollback(); err != nil && err != sql.ErrTxDone {
			t.Fatal(err)
		}
	}
}
