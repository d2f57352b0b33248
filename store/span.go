package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// publishKind is the set difference between a staged listing and the history
// of its source. With P the listing before, L the new one and N the one after
// (either may be missing):
//
//	in P, not in L: the span ends at L; if it went on beyond N, a second one begins at N
//	in L, not in P, begins at N: the span begins at L instead
//	in L, not in P, otherwise:   a span from L to N
//
// Everything else stays as it is, so the cost follows what changed.
func (b *publisher) publishKind(ctx context.Context, kind ledger.Kind, changed *changes) error {
	if err := b.addFacts(ctx, kind, changed); err != nil {
		return err
	}
	if err := b.stageSets(ctx, kind); err != nil {
		return err
	}
	if err := b.endSpans(ctx, kind); err != nil {
		return err
	}
	if err := b.beginSpans(ctx, kind); err != nil {
		return err
	}
	return b.noteChanges(ctx, kind, changed)
}

func (b *publisher) addFacts(ctx context.Context, kind ledger.Kind, changed *changes) error {
	columns := strings.Join(ledger.Columns(kind), ", ")
	var newest sql.NullInt64
	if err := b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT max(fact_id) FROM %s`, kind)).Scan(&newest); err != nil {
		return err
	}
	_, err := b.tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO main.%[1]s (source_id, hash, %[2]s)
		SELECT ?, hash, %[2]s FROM stage.%[1]s WHERE hash IN (SELECT hash FROM stage.row WHERE kind = ?)
		ORDER BY hash ON CONFLICT (source_id, hash) DO NOTHING`, kind, columns), b.sourceID, string(kind))
	switch kind {
	case ledger.KindUser:
		changed.newUserFacts = newFacts{newest.Int64, true}
	case ledger.KindReportRow:
		changed.newReportFacts = newFacts{newest.Int64, true}
	}
	return err
}

// stageSets fills temp.listed with the facts of the new listing, temp.gone
// with those of P that it lacks and temp.fresh with those that P lacks.
func (b *publisher) stageSets(ctx context.Context, kind ledger.Kind) error {
	// The tables stay with the connection, so that its prepared statements do.
	for _, table := range []string{"listed", "gone", "fresh"} {
		if _, err := b.tx.ExecContext(ctx, fmt.Sprintf(`CREATE TEMP TABLE IF NOT EXISTS %[1]s (fact_id INTEGER PRIMARY KEY); DELETE FROM temp.%[1]s`, table)); err != nil {
			return err
		}
	}
	if err := b.exec(ctx, `INSERT INTO temp.listed SELECT f.fact_id FROM stage.row r JOIN main.%[1]s f
		ON f.source_id = @source AND f.hash = r.hash WHERE r.kind = '%[1]s'`, kind); err != nil {
		return err
	}
	var listed, staged int64
	if err := b.tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM temp.listed), (SELECT count(*) FROM stage.row WHERE kind = ?)`,
		string(kind)).Scan(&listed, &staged); err != nil {
		return err
	}
	if listed != staged {
		return ledger.Errorf(ledger.CodeInternal, "publish listing", "%d of %d staged facts have no content. Start the sync again.", staged-listed, staged)
	}
	if err := b.exec(ctx, `INSERT INTO temp.gone SELECT fact_id FROM %[1]s_span WHERE source_id = @source AND to_pos > @prev AND from_pos <= @prev
		AND fact_id NOT IN (SELECT fact_id FROM temp.listed)`, kind); err != nil {
		return err
	}
	return b.exec(ctx, `INSERT INTO temp.fresh SELECT fact_id FROM temp.listed
		EXCEPT SELECT fact_id FROM %[1]s_span WHERE source_id = @source AND to_pos > @prev AND from_pos <= @prev`, kind)
}

func (b *publisher) endSpans(ctx context.Context, kind ledger.Kind) error {
	if b.prev == 0 {
		return nil
	}
	if b.next != ledger.EndOfTime {
		if err := b.exec(ctx, `INSERT INTO %[1]s_span (source_id, fact_id, from_pos, to_pos)
			SELECT source_id, fact_id, @next, to_pos FROM %[1]s_span
			WHERE fact_id IN (SELECT fact_id FROM temp.gone) AND from_pos <= @prev AND to_pos > @next`, kind); err != nil {
			return err
		}
	}
	return b.exec(ctx, `UPDATE %[1]s_span SET to_pos = @pos
		WHERE fact_id IN (SELECT fact_id FROM temp.gone) AND from_pos <= @prev AND to_pos > @prev`, kind)
}

func (b *publisher) beginSpans(ctx context.Context, kind ledger.Kind) error {
	if b.next != ledger.EndOfTime {
		if err := b.exec(ctx, `UPDATE %[1]s_span SET from_pos = @pos
			WHERE fact_id IN (SELECT fact_id FROM temp.fresh) AND from_pos = @next`, kind); err != nil {
			return err
		}
	}
	return b.exec(ctx, `INSERT INTO %[1]s_span (source_id, fact_id, from_pos, to_pos)
		SELECT @source, fact_id, @pos, @next FROM temp.fresh
		WHERE NOT EXISTS (SELECT 1 FROM %[1]s_span s WHERE s.fact_id = fresh.fact_id AND s.from_pos = @pos)`, kind)
}

// noteChanges counts what began and ended and notes the accounts concerned.
func (b *publisher) noteChanges(ctx context.Context, kind ledger.Kind, changed *changes) error {
	var began, ended int64
	if err := b.tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM temp.fresh), (SELECT count(*) FROM temp.gone)`).Scan(&began, &ended); err != nil {
		return err
	}
	b.began += began
	b.ended += ended
	if kind == ledger.KindReportRow || kind == ledger.KindUser {
		changed.sightings = true
	}
	if kind != ledger.KindUser && kind != ledger.KindDeletedUser {
		return nil
	}
	return b.noteUsers(ctx, kind, changed)
}

// noteUsers notes the accounts whose presence may differ: those that ended,
// those that began among accounts that had left, and, when the listing belongs
// in the past, all that began or left beside it.
func (b *publisher) noteUsers(ctx context.Context, kind ledger.Kind, changed *changes) error {
	query := `SELECT user_id FROM %[1]s WHERE fact_id IN (SELECT fact_id FROM temp.gone)
		UNION SELECT user_id FROM %[1]s WHERE fact_id IN (SELECT fact_id FROM temp.fresh)
			AND ('%[1]s' = 'deleted_user' OR @next < @end OR user_id IN (SELECT user_id FROM departure))
		UNION SELECT user_id FROM departure WHERE left_pos = @next`
	return each(ctx, b.tx, fmt.Sprintf(query, kind), []any{sql.Named("next", int64(b.next)), sql.Named("end", int64(ledger.EndOfTime))},
		func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			changed.user(id)
			return err
		})
}

func (b *publisher) exec(ctx context.Context, query string, kind ledger.Kind) error {
	_, err := b.tx.ExecContext(ctx, fmt.Sprintf(query, kind), sql.Named("source", b.sourceID),
		sql.Named("pos", int64(b.pos)), sql.Named("prev", int64(b.prev)), sql.Named("next", int64(b.next)))
	return err
}
