package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// unlinked has SQLite not look up what every row points at while the first listing of
// a source is published that has many facts, and nobody was forgotten: it would find
// each account again for each stretch and each address, all over the file. Stretches
// are inserted from the facts themselves, and checkLinks looks at all else, a table at
// a time. The setting holds for a connection, and cannot be changed in a transaction:
// back has to be called after it.
func (l *Ledger) unlinked(ctx context.Context, s *Staging) (is bool, back func() error, err error) {
	back = func() error { return nil }
	if s.tally == nil || s.tally.fresh.len() < manyFacts {
		return false, back, nil
	}
	if err := l.write.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM listing JOIN source USING (source_id) WHERE name = ?) AND NOT EXISTS (SELECT 1 FROM erased)`,
		s.info.Name).Scan(&is); err != nil || !is {
		return false, back, err
	}
	back = func() error {
		_, err := l.write.ExecContext(context.WithoutCancel(ctx), `PRAGMA foreign_keys = on`)
		return err
	}
	_, err = l.write.ExecContext(ctx, `PRAGMA foreign_keys = off`)
	return true, back, err
}

// checkLinks looks up what SQLite did not: see unlinked.
func (b *publisher) checkLinks(ctx context.Context) error {
	if !b.unlinked {
		return nil
	}
	// What is new has all ids from usersAfter on, without a gap.
	lost := `SELECT EXISTS (SELECT 1 FROM user_address a WHERE a.fact_id > (SELECT coalesce(max(fact_id), 0) FROM user)
		OR a.fact_id <= ? AND NOT EXISTS (SELECT 1 FROM user u WHERE u.fact_id = a.fact_id))`
	if slices.Contains(b.info.Kinds, ledger.KindUser) {
		if err := b.checkLink(ctx, "user_address", lost, b.usersAfter); err != nil {
			return err
		}
	}
	var tables []string
	err := each(ctx, b.tx, `SELECT name FROM sqlite_schema WHERE type = 'table'`, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		kind := ledger.Kind(strings.TrimSuffix(name, "_span"))
		if name != "user_address" && !slices.Contains(allKinds, kind) {
			tables = append(tables, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := b.checkLink(ctx, table, `SELECT EXISTS (SELECT 1 FROM pragma_foreign_key_check(?))`, table); err != nil {
			return err
		}
	}
	return nil
}

// checkLink asks whether a table has a row that points at nothing.
func (b *publisher) checkLink(ctx context.Context, table, query string, value any) error {
	var lost bool
	if err := b.tx.QueryRowContext(ctx, query, value).Scan(&lost); err != nil {
		return err
	}
	if lost {
		return fmt.Errorf("a row of %s points at nothing", table)
	}
	return nil
}
