package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// publishSpans is the set difference between a staged listing and the history
// of its source. With P the listing before, L the new one and N the one after
// (either may be missing):
//
//	in P, not in L: the span ends at L; if it went on beyond N, a second one begins at N
//	in L, not in P, begins at N: the span begins at L instead
//	in L, not in P, otherwise:   a span from L to N
//
// Everything else stays as it is, so the cost follows what changed.
func (b *publisher) publishSpans(ctx context.Context, c *kindChange) error {
	// The tables stay with the connection, so that its prepared statements do.
	for table, ids := range map[string][]int64{"gone": c.gone, "reused": c.reused} {
		if _, err := b.tx.ExecContext(ctx, fmt.Sprintf(`CREATE TEMP TABLE IF NOT EXISTS %[1]s (fact_id INTEGER PRIMARY KEY); DELETE FROM temp.%[1]s`, table)); err != nil {
			return err
		}
		for some := range slices.Chunk(ids, 10_000) {
			list, err := json.Marshal(some)
			if err != nil {
				return err
			}
			if _, err := b.tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO temp.%s SELECT value FROM json_each(?)`, table), string(list)); err != nil {
				return err
			}
		}
	}
	if err := b.endSpans(ctx, c.kind); err != nil {
		return err
	}
	return b.beginSpans(ctx, c)
}

// endSpans changes pages all over the file, and SQLite would keep a copy of each in memory
// to undo one statement: 120 MB for a day of a million people. A failure ends the whole
// publication, so no statement has to be undone alone.
func (b *publisher) endSpans(ctx context.Context, kind ledger.Kind) error {
	if b.prev == 0 {
		return nil
	}
	if b.next != ledger.EndOfTime {
		if err := b.exec(ctx, `INSERT OR FAIL INTO %[1]s_span (source_id, fact_id, from_pos, to_pos)
			SELECT source_id, fact_id, @next, to_pos FROM %[1]s_span
			WHERE fact_id IN (SELECT fact_id FROM temp.gone) AND from_pos <= @prev AND to_pos > @next`, kind); err != nil {
			return err
		}
	}
	return b.exec(ctx, `UPDATE OR FAIL %[1]s_span SET to_pos = @pos
		WHERE fact_id IN (SELECT fact_id FROM temp.gone) AND from_pos <= @prev AND to_pos > @prev`, kind)
}

func (b *publisher) beginSpans(ctx context.Context, c *kindChange) error {
	if b.next != ledger.EndOfTime {
		if err := b.exec(ctx, `UPDATE %[1]s_span SET from_pos = @pos
			WHERE fact_id IN (SELECT fact_id FROM temp.reused) AND from_pos = @next`, c.kind); err != nil {
			return err
		}
	}
	if err := b.exec(ctx, `INSERT INTO %[1]s_span (source_id, fact_id, from_pos, to_pos)
		SELECT @source, fact_id, @pos, @next FROM temp.reused
		WHERE NOT EXISTS (SELECT 1 FROM %[1]s_span s WHERE s.fact_id = reused.fact_id AND s.from_pos = @pos)`, c.kind); err != nil {
		return err
	}
	_, err := b.tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %[1]s_span (source_id, fact_id, from_pos, to_pos)
		SELECT ?, fact_id, ?, ? FROM %[1]s WHERE fact_id > ?`, c.kind), b.sourceID, int64(b.pos), int64(b.next), c.after)
	return err
}

// noteChanges counts what began and ended and notes what conclusions follow
// from.
func (b *publisher) noteChanges(ctx context.Context, c *kindChange, changed *changes) error {
	b.began += int64(len(c.reused)) + c.last - c.after
	b.ended += int64(len(c.gone))
	switch c.kind {
	case ledger.KindUser:
		changed.newUserFacts = newFacts{after: c.after, any: true}
	case ledger.KindReportRow:
		changed.newReportFacts = newFacts{after: c.after, any: true}
	case ledger.KindLicenseUse:
		changed.newUseFacts = newFacts{after: c.after, any: true}
		return nil
	case ledger.KindDeletedUser:
		return b.noteUsers(ctx, c, changed)
	default:
		return nil
	}
	changed.sightings = true
	began := slices.Grow(c.reused, int(c.last-c.after))
	for id := c.after + 1; id <= c.last; id++ {
		began = append(began, id)
	}
	changed.began[c.kind], changed.ended[c.kind] = began, c.gone
	if c.kind == ledger.KindReportRow {
		return nil
	}
	return b.noteUsers(ctx, c, changed)
}

// noteUsers notes the accounts whose presence may differ: those that ended,
// those that began among accounts that had left or that a look-up missed
// before any listing told of them, those that only a look-up missed, and, when the listing belongs in the past, all that began or left
// beside it. Where another source of the directory spoke before, all are.
func (b *publisher) noteUsers(ctx context.Context, c *kindChange, changed *changes) error {
	note := func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		changed.user(id)
		return err
	}
	if b.turn {
		return each(ctx, b.tx, everyAccount, nil, note)
	}
	return each(ctx, b.tx, fmt.Sprintf(`SELECT user_id FROM %[1]s WHERE fact_id IN (SELECT fact_id FROM temp.gone)
		UNION SELECT user_id FROM %[1]s WHERE (fact_id > @after OR fact_id IN (SELECT fact_id FROM temp.reused))
			AND ('%[1]s' = 'deleted_user' OR @next < @end OR user_id IN (SELECT user_id FROM departure)
				OR user_id IN (SELECT user_id FROM evidence WHERE NOT is_found))
		UNION SELECT user_id FROM departure WHERE left_pos IN (@next, @end)`, c.kind),
		[]any{sql.Named("next", int64(b.next)), sql.Named("end", int64(ledger.EndOfTime)), sql.Named("after", c.after)}, note)
}

func (b *publisher) exec(ctx context.Context, query string, kind ledger.Kind) error {
	_, err := b.tx.ExecContext(ctx, fmt.Sprintf(query, kind), sql.Named("source", b.sourceID),
		sql.Named("pos", int64(b.pos)), sql.Named("prev", int64(b.prev)), sql.Named("next", int64(b.next)))
	return err
}
