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

// TestPublish_FirstListingIsInTheFileAfterTheRun looks at the file alone, as whoever copies
// it without its log: what a first listing brought is moved there beside the run, which
// does not end before.
func TestPublish_FirstListingIsInTheFileAfterTheRun(t *testing.T) {
	defer func(n int) { manyFacts = n }(manyFacts)
	manyFacts = 1
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	l, err := Create(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	info, _ := ledger.SourceByName(ledger.SourceUsers)
	publishLines(t, l, ledger.SourceUsers, someAccounts(rand.New(rand.NewPCG(1, 1)), 200, info.Kinds))
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
	var people, usual int
	if err := db.QueryRow(`SELECT count(*) FROM user`).Scan(&people); err != nil || people != 200 {
		t.Errorf("the file alone has %d accounts (%v), want 200", people, err)
	}
	if err := l.write.QueryRow(`PRAGMA wal_autocheckpoint`).Scan(&usual); err != nil || usual != usualCheckpoint {
		t.Errorf("commits move logs of %d pages (%v), want %d", usual, err, usualCheckpoint)
	}
}
