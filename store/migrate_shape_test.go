package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/schema"
	"licenseledger/store/storetest"
)

// normal is a statement of a schema without comments and layout.
func normal(statement string) string {
	statement = regexp.MustCompile(`--[^\n]*`).ReplaceAllString(statement, " ")
	statement = strings.Join(strings.Fields(statement), " ")
	return regexp.MustCompile(` ?([(),]) ?`).ReplaceAllString(statement, "$1")
}

func shapeOf(tb testing.TB, path string) []string {
	tb.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name`)
	if err != nil {
		tb.Fatal(err)
	}
	defer rows.Close()
	var shape []string
	for rows.Next() {
		var kind, name, statement string
		if err := rows.Scan(&kind, &name, &statement); err != nil {
			tb.Fatal(err)
		}
		shape = append(shape, kind+" "+name+": "+normal(statement))
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	return shape
}

func TestMigrate_GivesTheShapeOfANewLedger(t *testing.T) {
	ctx, fresh := context.Background(), filepath.Join(t.TempDir(), "new.ledger")
	closed := func(l *store.Ledger, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	closed(store.Create(ctx, fresh, store.Options{}))
	for version := 1; version < schema.Version; version++ {
		old := oldLedger(t, version)
		closed(store.Open(ctx, old, store.Options{}))
		if diff := cmp.Diff(shapeOf(t, fresh), shapeOf(t, old)); diff != "" {
			t.Errorf("from version %d, -new +migrated:\n%s", version, diff)
		}
	}
}

// TestMigrate_KeepsWhatVersion2Had compares with what the program of version 2
// said of its ledger, and adds what only this version knows.
func TestMigrate_KeepsWhatVersion2Had(t *testing.T) {
	ctx := context.Background()
	l, err := store.Open(ctx, oldLedger(t, 2), store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	storetest.Sound(t, l)
	want, err := os.ReadFile("testdata/v2.dump.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), storetest.Dump(t, l)); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
	var listings []storetest.Listing
	for _, source := range []string{ledger.SourceFileUse, ledger.SourceFileLicensed, ledger.SourceFileRequired} {
		listings = append(listings, storetest.Listing{Source: source, At: onDay(1), Objects: []ledger.Object{useLine(ledger.LicenseUse{License: source})}})
	}
	storetest.Publish(t, l, listings...)
	storetest.Sound(t, l)
	if n := strings.Count(storetest.Dump(t, l), `"license_use" `); n != len(listings) {
		t.Errorf("%d lines of license downloads were kept of %d", n, len(listings))
	}
}

// TestMigrate_KeepsWhatLaterVersionsHad compares with what the programs of later
// versions said of their ledgers: all of it was read whole.
func TestMigrate_KeepsWhatLaterVersionsHad(t *testing.T) {
	for _, version := range []int{3, 4, 5} {
		t.Run(fmt.Sprint(version), func(t *testing.T) { keepsWhatWasSaid(t, version) })
	}
}

func keepsWhatWasSaid(t *testing.T, version int) {
	t.Helper()
	l, err := store.Open(t.Context(), oldLedger(t, version), store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	storetest.Sound(t, l)
	want, err := os.ReadFile(fmt.Sprintf("testdata/v%d.dump.txt", version))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), storetest.Dump(t, l)); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
	snapshots, err := l.Snapshots(t.Context())
	if err != nil || len(snapshots) == 0 {
		t.Fatalf("%d snapshots, %v", len(snapshots), err)
	}
	for _, c := range snapshots[len(snapshots)-1].Coverage {
		if c.WholeAt != c.ReadTo {
			t.Errorf("%s was read at %s, whole at %s", c.Source, c.ReadTo, c.WholeAt)
		}
	}
	if mark, ok, err := l.Mark(t.Context(), ledger.SourceUsers); ok || err != nil {
		t.Errorf("changes are asked for at %v (%v)", mark, err)
	}
}
