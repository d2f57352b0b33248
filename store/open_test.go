package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// TestOpen_RefusesWhatIsNoLedgerAndWhatIsNewer also compares the bytes: what is
// refused is not changed.
func TestOpen_RefusesWhatIsNoLedgerAndWhatIsNewer(t *testing.T) {
	ctx, folder := context.Background(), t.TempDir()
	text, empty := filepath.Join(folder, "list.csv"), filepath.Join(folder, "empty.ledger")
	for path, body := range map[string]string{text: "User name,Email address\nJane,jane@contoso.com\n", empty: ""} {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	newer, foreign := filepath.Join(folder, "newer.ledger"), filepath.Join(folder, "foreign.ledger")
	made(t, newer, `PRAGMA user_version = 999`)
	made(t, foreign, `PRAGMA application_id = 1`)
	for path, want := range map[string]ledger.Code{
		text: ledger.CodeNotALedger, empty: ledger.CodeNotALedger, folder: ledger.CodeNotALedger, foreign: ledger.CodeNotALedger,
		newer: ledger.CodeSchemaTooNew, filepath.Join(folder, "none.ledger"): ledger.CodeNotFound,
	} {
		before, _ := os.ReadFile(path)
		if l, err := store.Open(ctx, path, store.Options{}); ledger.CodeOf(err) != want {
			t.Errorf("open %s: %v, %v, want %s", filepath.Base(path), l, err, want)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 4 {
		t.Errorf("%d files, want the 4 that were there (%v)", len(left), err)
	}
}

// TestOpen_RefusesWhatActsByItself plants what SQLite would run whenever a table is
// read or written; what is refused is not changed.
func TestOpen_RefusesWhatActsByItself(t *testing.T) {
	for word, statement := range map[string]string{
		"trigger":       `CREATE TRIGGER t AFTER INSERT ON snapshot BEGIN DELETE FROM snapshot; END`,
		"view":          `CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n`,
		"virtual table": `CREATE VIRTUAL TABLE w USING fts5(x)`,
	} {
		refusedAndKept(t, statement, "a "+word+" into it")
	}
}

// refusedAndKept makes a ledger, changes it by a statement behind the store's back, and
// opens it: it is refused with the words told, and stays as it is.
func refusedAndKept(t *testing.T, statement, words string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "given.ledger")
	made(t, path, statement)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		l, err := store.Open(t.Context(), path, store.Options{ReadOnly: readOnly})
		if ledger.CodeOf(err) != ledger.CodeNotALedger || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v, %v", statement, l, err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%s: the file was changed, %v", statement, err)
	}
}

// made creates a ledger and runs a statement on it behind the store's back.
func made(t *testing.T, path, statement string) {
	t.Helper()
	l, err := store.Create(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
