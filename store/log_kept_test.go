package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// logged is a ledger as a program leaves it that was killed: what it kept last is in the
// log beside it.
func logged(t *testing.T) (path string) {
	t.Helper()
	from := emptyLedger(t)
	db, err := sql.Open("sqlite", "file:"+from)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range []string{`PRAGMA journal_mode = wal`, `PRAGMA wal_autocheckpoint = 0`,
		`INSERT INTO price (sku_id, from_date, currency, amount, per) VALUES ('6fd2c87f-b296-42f0-b197-1e91e994b900', '2026-01-01', 'EUR', 2160, 'month')`} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	path = filepath.Join(t.TempDir(), "contoso.ledger")
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(from + suffix)
		if err == nil {
			err = os.WriteFile(path+suffix, content, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// Where nothing can be written, a log that a killed program left cannot be folded into
// the file; what it kept is read all the same.
func TestOpen_ReadsTheLogWhereNothingCanBeWritten(t *testing.T) {
	path := logged(t)
	if os.Geteuid() == 0 {
		mountedForReading(t, filepath.Dir(path))
	} else if err := os.Chmod(filepath.Dir(path), 0o500); err != nil {
		t.Fatal(err)
	} else {
		t.Cleanup(func() { _ = os.Chmod(filepath.Dir(path), 0o700) }) // for whoever removes it
	}
	for _, readOnly := range []bool{false, true} {
		l, err := store.Open(context.Background(), path, store.Options{ReadOnly: readOnly})
		if err != nil {
			t.Fatal(err)
		}
		prices, err := l.Prices(context.Background())
		if err != nil || len(prices) != 1 {
			t.Errorf("the log has one price, and %v are read: %v", prices, err)
		}
		storetest.Sound(t, l)
		copied := filepath.Join(t.TempDir(), "copy.ledger")
		if err := l.Backup(context.Background(), copied); err != nil {
			t.Fatal(err)
		}
		sound(t, copied)
		if _, err := l.BeginRun(context.Background(), ledger.RunSync); ledger.CodeOf(err) != ledger.CodeReadOnly {
			t.Errorf("a run began: %v", err)
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}
