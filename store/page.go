package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// pageWriter writes the objects of one page inside one transaction.
type pageWriter struct {
	staging    *Staging
	add        *sql.Stmt
	addContent map[ledger.Kind]*sql.Stmt
	drop       func(ctx context.Context, owner string) (int64, error)
}

func (s *Staging) newPageWriter(ctx context.Context, tx *sql.Tx) (*pageWriter, error) {
	w := &pageWriter{staging: s, addContent: map[ledger.Kind]*sql.Stmt{}}
	w.drop = func(ctx context.Context, owner string) (int64, error) {
		result, err := tx.ExecContext(ctx, `DELETE FROM row WHERE owner = ?`, owner)
		if err != nil {
			return 0, err
		}
		return result.RowsAffected()
	}
	var err error
	if w.add, err = tx.PrepareContext(ctx, `INSERT INTO row (owner, kind, hash) VALUES (?, ?, ?)`); err != nil {
		return nil, err
	}
	for _, kind := range s.info.Kinds {
		statement := fmt.Sprintf(`INSERT INTO %s VALUES (?%s)`, kind, strings.Repeat(", ?", len(ledger.Columns(kind))))
		if w.addContent[kind], err = tx.PrepareContext(ctx, statement); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// put writes one object and tells by how many facts the staging grew.
func (w *pageWriter) put(ctx context.Context, object ledger.Object) (int64, error) {
	var added int64
	if object.Owner != "" {
		owner := maphash.String(w.staging.seed, object.Owner)
		if w.staging.owners[owner] {
			// A service may deliver an object twice while it changes: the later wins.
			dropped, err := w.drop(ctx, object.Owner)
			if err != nil {
				return 0, err
			}
			added -= dropped
		}
		w.staging.owners[owner] = true
	}
	var written []ledger.Hash
	for _, fact := range object.Facts {
		var hash ledger.Hash
		hash, w.staging.buffer = ledger.HashOf(fact, w.staging.buffer)
		if slices.Contains(written, hash) {
			continue
		}
		written = append(written, hash)
		if err := w.putFact(ctx, object.Owner, fact, hash); err != nil {
			return 0, err
		}
		added++
	}
	return added, nil
}

func (w *pageWriter) putFact(ctx context.Context, owner string, fact ledger.Fact, hash ledger.Hash) error {
	content, ok := w.addContent[fact.Kind()]
	if !ok {
		return ledger.Errorf(ledger.CodeInternal, "keep page", "The source %s delivers no %s.", w.staging.info.Name, fact.Kind())
	}
	if _, err := w.add.ExecContext(ctx, owner, string(fact.Kind()), hash[:]); err != nil {
		return err
	}
	if _, known := slices.BinarySearchFunc(w.staging.base, hash, compareHash); known {
		return nil
	}
	_, err := content.ExecContext(ctx, append([]any{hash[:]}, fact.Values()...)...)
	return err
}
