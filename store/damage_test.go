package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// damagedLedger makes a ledger one page of which was overwritten, with two
// backups beside it and one of another ledger.
func damagedLedger(t *testing.T) string {
	t.Helper()
	ctx, path := context.Background(), oldLedger(t, 1)
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(l.Backup(ctx, path+".monday.backup"), l.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "fabrikam.ledger.backup"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	page, size := pageOf(t, path, "report_row")
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteAt(bytes.Repeat([]byte{0xA5}, 200), (page-1)*size)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// pageOf gives the number of a table's first page, and the size of pages.
func pageOf(t *testing.T, path, table string) (page, size int64) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?`, table).Scan(&page, &size); err != nil {
		t.Fatal(err)
	}
	return page, size
}

func TestOpen_VerifiesAFileThatWasNotClosedCleanly(t *testing.T) {
	path := damagedLedger(t)
	// Its last close was clean, so opening trusts it; Check is there for the rest.
	l, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	runSQL(t, path, `PRAGMA journal_mode = wal`) // as a killed writer leaves it
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l, err = store.Open(context.Background(), path, store.Options{})
	if ledger.CodeOf(err) != ledger.CodeNotALedger {
		t.Fatalf("Open returned %v, %v", l, err)
	}
	var told *ledger.Error
	errors.As(err, &told)
	if !strings.Contains(told.Message, "contoso.ledger.monday.backup") || !strings.Contains(told.Message, ".v1-") || strings.Contains(told.Message, "fabrikam") {
		t.Errorf("the message is %q", told.Message)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
}

// TestOpen_AfterAnUncleanClose: a sound file opens, also while another has it
// open, and is at rest one file without a log again.
func TestOpen_AfterAnUncleanClose(t *testing.T) {
	ctx, path := context.Background(), oldLedger(t, 1)
	runSQL(t, path, `PRAGMA journal_mode = wal`)
	first, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.PutSetting(ctx, "a", 1), second.PutSetting(ctx, "b", 2), second.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	header := make([]byte, 20)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Read(header); err != nil || header[18] != 1 || header[19] != 1 {
		t.Errorf("the file is left in mode %v (%v), want 1: no write-ahead log", header[18:], err)
	}
}
