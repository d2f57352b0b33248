package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// TestOpen_RefusesAnotherShape changes the schema behind the store's back. What is
// refused is not changed.
func TestOpen_RefusesAnotherShape(t *testing.T) {
	rewrite := func(name, from, to string) string {
		return `PRAGMA writable_schema = on; UPDATE sqlite_schema SET sql = replace(sql, '` + from + `', '` + to + `') WHERE name = '` + name + `'; PRAGMA writable_schema = reset`
	}
	for what, statement := range map[string]string{
		"table notes":                       `CREATE TABLE notes (text)`,
		"index slow":                        `CREATE INDEX slow ON report_row (hex(zeroblob(fact_id)))`,
		"table or index report_row_address": `DROP INDEX report_row_address`,
		"table label":                       `DROP TABLE IF EXISTS label; CREATE TABLE label (x); ALTER TABLE run ADD COLUMN extra TEXT`,
		"table run":                         `ALTER TABLE run ADD COLUMN extra TEXT`,
		"table snapshot":                    rewrite("snapshot", "STRICT", ""),
		"table setting":                     `DROP TABLE setting`,
		"table departure":                   `ALTER TABLE departure ADD COLUMN left_why TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL`,
		"table saved_view":                  rewrite("saved_view", "TEXT", "BLOB"),
		"table or index price":              `DROP TABLE price`,
	} {
		refusedAndKept(t, statement, "its "+what+" is missing or is not")
	}
}

// TestOpen_TakesItsOwnShape: what SQLite keeps for itself, and conclusions of another
// version, which are drawn anew, are no reason to refuse a file.
func TestOpen_TakesItsOwnShape(t *testing.T) {
	for what, statement := range map[string]string{
		"statistics": `ANALYZE`,
		"older conclusions": `UPDATE setting SET value = '1' WHERE key = 'derived_version'; DROP TABLE departure; CREATE TABLE departure (old);
			DROP TABLE wording; DROP TABLE unknown_row`,
	} {
		path := filepath.Join(t.TempDir(), "given.ledger")
		made(t, path, statement)
		l, err := store.Open(context.Background(), path, store.Options{})
		if err == nil {
			err = l.Close()
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestOpen_RefusesAnotherShapeOfAnOlderFile: such a file is brought up to date first, and
// nothing of that stays when it turns out to be strange.
func TestOpen_RefusesAnotherShapeOfAnOlderFile(t *testing.T) {
	for _, readOnly := range []bool{false, true} {
		path := oldLedger(t, 1)
		runSQL(t, path, `CREATE TABLE notes (text)`)
		l, err := store.Open(context.Background(), path, store.Options{ReadOnly: readOnly})
		if ledger.CodeOf(err) != ledger.CodeNotALedger || !strings.Contains(err.Error(), "table notes") {
			t.Errorf("opened %v, %v", l, err)
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(entries) != 1 {
			t.Errorf("beside it lie %v, %v", entries, err)
		}
		var told *ledger.Error
		if l2, err := store.Open(context.Background(), path, store.Options{}); !errors.As(err, &told) {
			t.Errorf("opened again %v, %v", l2, err)
		}
	}
}

// TestOpen_ValuesAreBounded: one value must not fill the memory.
func TestOpen_ValuesAreBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "given.ledger")
	made(t, path, `UPDATE setting SET value = '"' || hex(zeroblob(40 << 20)) || '"' WHERE key = 'zone'`)
	l, err := store.Open(context.Background(), path, store.Options{})
	if ledger.CodeOf(err) != ledger.CodeNotALedger {
		t.Errorf("opened %v, %v", l, err)
	}
}
