package store_test

import (
	"context"
	"database/sql"
	"licenseledger/store"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
	ctx, old, fresh := context.Background(), oldLedger(t, 1), filepath.Join(t.TempDir(), "new.ledger")
	for _, open := range []func() (*store.Ledger, error){
		func() (*store.Ledger, error) { return store.Open(ctx, old, store.Options{}) },
		func() (*store.Ledger, error) { return store.Create(ctx, fresh, store.Options{}) },
	} {
		l, err := open()
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(shapeOf(t, fresh), shapeOf(t, old)); diff != "" {
		t.Errorf("-new +migrated:\n%s", diff)
	}
}
