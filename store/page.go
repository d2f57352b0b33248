package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// pageWriter writes the objects of one page inside one transaction.
type pageWriter struct {
	staging    *Staging
	has, drop  *sql.Stmt
	add        *sql.Stmt
	addContent map[ledger.Kind]*sql.Stmt
}

func (s *Staging) newPageWriter(ctx context.Context, tx *sql.Tx) (*pageWriter, error) {
	w := &pageWriter{staging: s, addContent: map[ledger.Kind]*sql.Stmt{}}
	var err error
	prepare := func(query string) *sql.Stmt {
		if err != nil {
			return nil
		}
		var statement *sql.Stmt
		statement, err = tx.PrepareContext(ctx, query)
		return statement
	}
	w.has = prepare(`SELECT count(*) FROM row WHERE owner = ?`)
	w.drop = prepare(`DELETE FROM row WHERE owner = ?`)
	w.add = prepare(`INSERT INTO row (owner, kind, hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`)
	for _, kind := range s.info.Kinds {
		w.addContent[kind] = prepare(fmt.Sprintf(`INSERT INTO %s VALUES (?%s) ON CONFLICT DO NOTHING`,
			kind, strings.Repeat(", ?", len(ledger.Columns(kind)))))
	}
	return w, err
}

// put writes one object and tells by how many facts the staging grew.
func (w *pageWriter) put(ctx context.Context, object ledger.Object) (int64, error) {
	var added int64
	if object.Owner != "" {
		// A service may deliver an object twice while it changes: the later wins.
		var had int64
		if err := w.has.QueryRowContext(ctx, object.Owner).Scan(&had); err != nil {
			return 0, err
		}
		if had > 0 {
			if _, err := w.drop.ExecContext(ctx, object.Owner); err != nil {
				return 0, err
			}
			added -= had
		}
	}
	for _, fact := range object.Facts {
		n, err := w.putFact(ctx, object.Owner, fact)
		if err != nil {
			return 0, err
		}
		added += n
	}
	return added, nil
}

func (w *pageWriter) putFact(ctx context.Context, owner string, fact ledger.Fact) (int64, error) {
	content, ok := w.addContent[fact.Kind()]
	if !ok {
		return 0, ledger.Errorf(ledger.CodeInternal, "keep page", "The source %s delivers no %s.", w.staging.info.Name, fact.Kind())
	}
	var hash ledger.Hash
	hash, w.staging.buffer = ledger.HashOf(fact, w.staging.buffer)
	result, err := w.add.ExecContext(ctx, owner, string(fact.Kind()), hash[:])
	if err != nil {
		return 0, err
	}
	added, err := result.RowsAffected()
	if err != nil || added == 0 {
		return 0, err
	}
	if _, known := slices.BinarySearchFunc(w.staging.base, hash, compareHash); known {
		return added, nil
	}
	_, err = content.ExecContext(ctx, append([]any{hash[:]}, fact.Values()...)...)
	return added, err
}
