package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

// TestPublish_ListingsAreInTheFileAfterTheRun looks at the file alone, as whoever copies
// it without its log: what a first listing brought, and a later one, is moved there beside
// the run, which does not end before, and nothing of it stays in the log.
func TestPublish_ListingsAreInTheFileAfterTheRun(t *testing.T) {
	l, accounts := movingEveryLog(t)
	for _, listed := range []int{200, 230} {
		publishLines(t, l, ledger.SourceUsers, accounts[:listed])
		if people := inFileAlone(t, l.path); people != listed {
			t.Errorf("the file alone has %d accounts, want %d", people, listed)
		}
	}
	var usual int
	if err := l.write.QueryRow(`PRAGMA wal_autocheckpoint`).Scan(&usual); err != nil || usual != usualCheckpoint {
		t.Errorf("commits move logs of %d pages (%v), want %d", usual, err, usualCheckpoint)
	}
}

// movingEveryLog gives a ledger whose log is long from its first byte on, and accounts for it.
func movingEveryLog(t *testing.T) (*Ledger, []ledger.Object) {
	t.Helper()
	many, long := manyFacts, longLog
	t.Cleanup(func() { manyFacts, longLog = many, long })
	manyFacts, longLog = 1, 1
	info, _ := ledger.SourceByName(ledger.SourceUsers)
	return newLedger(t), someAccounts(rand.New(rand.NewPCG(1, 1)), 230, info.Kinds)
}

// inFileAlone counts the accounts of a history file without its log.
func inFileAlone(t *testing.T, path string) (people int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "alone.ledger")
	if err := os.WriteFile(alone, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(alone)+"?immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM user`).Scan(&people); err != nil {
		t.Fatal(err)
	}
	return people
}

// TestPublish_AReaderKeepsNobodyFromPublishing has somebody read an older state of the file
// while one listing after another is published: the log cannot be cut off then, and nobody
// waits for that.
func TestPublish_AReaderKeepsNobodyFromPublishing(t *testing.T) {
	ctx := context.Background()
	l, accounts := movingEveryLog(t)
	publishLines(t, l, ledger.SourceUsers, accounts[:200])
	tx, err := l.read.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	count := func(q querier) (people int) {
		if err := q.QueryRowContext(ctx, `SELECT count(*) FROM user`).Scan(&people); err != nil {
			t.Fatal(err)
		}
		return people
	}
	count(tx)
	for listed := 201; listed <= 210; listed++ {
		publishLines(t, l, ledger.SourceUsers, accounts[:listed])
	}
	if before, now := count(tx), count(l.read); before != 200 || now != 210 {
		t.Errorf("the reader sees %d accounts, and others %d; want 200 and 210", before, now)
	}
}
