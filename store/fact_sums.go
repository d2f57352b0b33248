package store

import (
	"context"
	"database/sql"
	"fmt"

	"licenseledger/store/ledger"
)

// movedSums is by how much the content hashes of listings differ, by source, once facts
// have other hashes: more at the listing where a fact begins, less where it ends.
type movedSums map[int64]map[ledger.Position]wideSum

// mover prepares what move asks of the facts of a kind.
func (m movedSums) mover(ctx context.Context, tx *sql.Tx, kind ledger.Kind) (*sql.Stmt, error) {
	return tx.PrepareContext(ctx, fmt.Sprintf(`SELECT source_id, from_pos, to_pos FROM %s_span WHERE fact_id = ?`, kind))
}

// move notes that a fact has another hash.
func (m movedSums) move(ctx context.Context, spans *sql.Stmt, f *changedFact) error {
	rows, err := spans.QueryContext(ctx, f.id)
	if err != nil {
		return err
	}
	by := wideSumOf(f.hash[:]).minus(wideSumOf(f.hashWas[:]))
	return eachOf(rows, func(rows *sql.Rows) error {
		var source int64
		var from, to ledger.Position
		err := rows.Scan(&source, &from, &to)
		if m[source] == nil {
			m[source] = map[ledger.Position]wideSum{}
		}
		m[source][from] = m[source][from].plus(by)
		m[source][to] = m[source][to].minus(by)
		return err
	})
}

// put brings the content hash of every listing that is whole up to date.
func (m movedSums) put(ctx context.Context, tx *sql.Tx) error {
	type moved struct {
		pos  ledger.Position
		hash []byte
	}
	for source, at := range m {
		var sum wideSum
		var all []moved
		err := each(ctx, tx, `SELECT g.pos, g.content_hash, EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
			FROM listing g WHERE g.source_id = ? ORDER BY g.pos`, []any{source}, func(rows *sql.Rows) error {
			var pos ledger.Position
			var hash scannedHash
			var thinned bool
			err := rows.Scan(&pos, &hash, &thinned)
			if sum = sum.plus(at[pos]); err == nil && !thinned && sum != (wideSum{}) {
				all = append(all, moved{pos, wideSumOf(hash[:]).plus(sum).bytes()})
			}
			return err
		})
		if err != nil {
			return err
		}
		for _, x := range all {
			if _, err := tx.ExecContext(ctx, `UPDATE listing SET content_hash = ? WHERE pos = ? AND source_id = ?`, x.hash, int64(x.pos), source); err != nil {
				return err
			}
		}
	}
	return nil
}
