package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
)

// forgottenPeople is whom a ledger forgot, as it keeps that.
type forgottenPeople struct {
	keys   [][]byte
	hashes []erasedHash
	tags   []string // see erasedTags
}

// erasedHash is one row of table erased.
type erasedHash struct {
	hash []byte
	at   int64
}

func readForgotten(ctx context.Context, q querier) (p forgottenPeople, err error) {
	err = each(ctx, q, `SELECT key_hash, erased_at FROM erased`, nil, func(rows *sql.Rows) error {
		var row erasedHash
		err := rows.Scan(&row.hash, &row.at)
		p.hashes = append(p.hashes, row)
		return err
	})
	if err != nil {
		return p, err
	}
	if p.tags, err = erasedTags(ctx, q); err != nil {
		return p, err
	}
	p.keys, err = erasureKeys(ctx, q)
	return p, err
}

// addErasures takes over whom another ledger forgot: its keys and hashes, and
// then every fact here that they know. It tells whether anything changed.
func (l *Ledger) addErasures(ctx context.Context, tx *sql.Tx, theirs forgottenPeople) (changed bool, err error) {
	if len(theirs.hashes) == 0 {
		return false, nil
	}
	if err := addErasureKeys(ctx, tx, theirs.keys); err != nil {
		return false, err
	}
	for _, row := range theirs.hashes {
		result, err := tx.ExecContext(ctx, `INSERT INTO erased (key_hash, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING`, row.hash, row.at)
		if err != nil {
			return false, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return false, err
		}
		changed = changed || n > 0
	}
	learned, err := addErasedTags(ctx, tx, theirs.tags)
	if err != nil || !changed && !learned {
		return false, err
	}
	changed = true
	facts, err := l.eraseAll(ctx, tx)
	if err != nil {
		return changed, err
	}
	e, err := l.loadErasures(ctx, tx)
	if err != nil {
		return changed, err
	}
	texts, err := e.rewriteTexts(ctx, tx)
	if err != nil || facts+texts == 0 {
		return changed, err
	}
	return true, mustRewrite(ctx, tx)
}

// addErasedTags keeps stand-ins of addresses that this ledger's own facts do not
// tell, and tells whether any is new.
func addErasedTags(ctx context.Context, tx *sql.Tx, theirs []string) (learned bool, err error) {
	known, err := erasedTags(ctx, tx)
	if err != nil {
		return false, err
	}
	fresh := slices.DeleteFunc(slices.Clone(theirs), func(tag string) bool { return slices.Contains(known, tag) })
	if len(fresh) == 0 {
		return false, nil
	}
	var kept []string
	if _, err := setting(ctx, tx, settingErasedTags, &kept); err != nil {
		return false, err
	}
	kept = append(kept, fresh...)
	slices.Sort(kept)
	return true, putSetting(ctx, tx, settingErasedTags, slices.Compact(kept))
}

// addErasureKeys adds the keys of another ledger behind the own one.
func addErasureKeys(ctx context.Context, tx *sql.Tx, theirs [][]byte) error {
	ours, err := erasureKeys(ctx, tx)
	if err != nil {
		return err
	}
	for _, key := range theirs {
		known := false
		for _, own := range ours {
			known = known || bytes.Equal(own, key)
		}
		if !known {
			ours = append(ours, key)
		}
	}
	return putSetting(ctx, tx, settingErasureKeys, ours)
}
