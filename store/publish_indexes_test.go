package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// TestPublish_ManyFactsKeepTheIndexes publishes a first listing that is large
// enough for its indexes to be built at once.
func TestPublish_ManyFactsKeepTheIndexes(t *testing.T) {
	defer func(n int) { manyFacts = n }(manyFacts)
	manyFacts = 200
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	indexes := func() (all []string) {
		t.Helper()
		err := each(ctx, l.read, `SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE type = 'index' ORDER BY 1`, nil, func(rows *sql.Rows) error {
			var text string
			err := rows.Scan(&text)
			all = append(all, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := indexes()
	s, err := l.Stage(ctx, ledger.SourceUsers, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	page := ledger.Page{At: 1_772_346_600_000}
	for n := range manyFacts {
		page.Objects = append(page.Objects, ledger.Object{Owner: fmt.Sprint(n), Facts: []ledger.Fact{ledger.User{UserID: fmt.Sprint(n)}}})
	}
	if err := s.Put(ctx, page, true); err != nil {
		t.Fatal(err)
	}
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	done, err := l.Publish(ctx, s, ledger.Publication{RunID: run, Source: ledger.SourceUsers, At: page.At, ReadFrom: page.At, AtRule: ledger.AtGiven})
	if err != nil || done.Rows != int64(manyFacts) {
		t.Fatalf("published %+v, %v", done, err)
	}
	if after := indexes(); !slices.Equal(before, after) {
		t.Errorf("indexes are now %q, were %q", after, before)
	}
	if findings, err := l.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("check: %v, %v", findings, err)
	}
}

// TestPublish_OnlyIDsAndDatesReachTemporaryFiles looks at the indexes that may be
// sorted in files, and at the setting once they are.
func TestPublish_OnlyIDsAndDatesReachTemporaryFiles(t *testing.T) {
	defer func(n int) { manyFacts = n }(manyFacts)
	manyFacts = 10
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	harmless := []string{"user_id", "service_plan_id", "assigned_at", "assigned_date", "service", "license"}
	for _, index := range sortedInFiles {
		columns := 0
		err := each(ctx, l.read, `SELECT name FROM pragma_index_info(?)`, []any{index}, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			if columns++; !slices.Contains(harmless, name) {
				t.Errorf("%s has the column %s", index, name)
			}
			return err
		})
		if err != nil || columns == 0 {
			t.Errorf("%s has %d columns, %v", index, columns, err)
		}
	}
	// The first publication leaves temporary tables behind, the second has its indexes sorted.
	publishLines(t, l, ledger.SourceFileReport2022, someLines(rand.New(rand.NewPCG(1, 1)), 5))
	publishLines(t, l, ledger.SourceUsers, someAccounts(rand.New(rand.NewPCG(1, 1)), 50, []ledger.Kind{ledger.KindUser}))
	var where int
	if err := l.write.QueryRowContext(ctx, `PRAGMA temp_store`).Scan(&where); err != nil || where != 2 {
		t.Errorf("temporary tables are kept in %d, not in memory (%v)", where, err)
	}
}
