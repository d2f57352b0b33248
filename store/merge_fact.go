package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// factMerger gives the facts of one source the stretches that they have in both
// histories.
type factMerger struct {
	tx           *sql.Tx
	axis         *axis
	ours, theirs int64 // ids of the source
	added        int64 // facts that ours lacked

	put, drop, add, read *sql.Stmt
}

// mergedFact is a fact with its stretches in both ledgers; either id may be 0.
type mergedFact struct {
	ourID, theirID int64
	ours, theirs   []factSpan
}

// kind merges the facts of a kind: all of theirs, and those of ours that they
// do not have.
func (f *factMerger) kind(ctx context.Context, kind ledger.Kind) (err error) {
	columns := strings.Join(ledger.Columns(kind), ", ")
	for _, statement := range []struct {
		into **sql.Stmt
		text string
	}{
		{&f.put, fmt.Sprintf(`INSERT INTO main.%[1]s (source_id, hash, %[2]s) SELECT ?, hash, %[2]s FROM other.%[1]s WHERE fact_id = ?`, kind, columns)},
		{&f.drop, fmt.Sprintf(`DELETE FROM main.%s_span WHERE fact_id = ?`, kind)},
		{&f.read, fmt.Sprintf(`SELECT from_pos, to_pos FROM main.%s_span WHERE fact_id = ? ORDER BY from_pos`, kind)},
		{&f.add, fmt.Sprintf(`INSERT INTO main.%s_span (source_id, fact_id, from_pos, to_pos) VALUES (?, ?, ?, ?)`, kind)},
	} {
		if *statement.into, err = f.tx.PrepareContext(ctx, statement.text); err != nil {
			return err
		}
		defer (*statement.into).Close()
	}
	theirs := fmt.Sprintf(`SELECT o.fact_id, coalesce(m.fact_id, 0), o.fact_id, s.from_pos, s.to_pos
		FROM (SELECT fact_id, hash FROM other.%[1]s WHERE +source_id = @theirs AND fact_id > @after ORDER BY fact_id LIMIT @most) o
		JOIN other.%[1]s_span s ON s.fact_id = o.fact_id
		LEFT JOIN main.%[1]s m ON m.source_id = @ours AND m.hash = o.hash ORDER BY o.fact_id, s.from_pos`, kind)
	ours := fmt.Sprintf(`SELECT m.fact_id, m.fact_id, 0, s.from_pos, s.to_pos
		FROM (SELECT fact_id, hash FROM main.%[1]s WHERE +source_id = @ours AND fact_id > @after ORDER BY fact_id LIMIT @most) m
		JOIN main.%[1]s_span s ON s.fact_id = m.fact_id
		WHERE NOT EXISTS (SELECT 1 FROM other.%[1]s o WHERE o.source_id = @theirs AND o.hash = m.hash) ORDER BY m.fact_id, s.from_pos`, kind)
	// Ours come first: those that are added would be met again.
	if err := f.walk(ctx, kind, ours, `main`, func(x *mergedFact) { x.ours = x.theirs; x.theirs = nil }); err != nil {
		return err
	}
	return f.walk(ctx, kind, theirs, `other`, nil)
}

// walk goes through facts some at a time, since none may be read while others
// are written. The plus in its queries has SQLite go by the id: see newHashes.
func (f *factMerger) walk(ctx context.Context, kind ledger.Kind, query, schema string, turn func(*mergedFact)) error {
	const atOnce = 20_000
	for after := int64(0); ; {
		var last sql.NullInt64
		id := f.theirs
		if schema == `main` {
			id = f.ours
		}
		if err := f.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT max(fact_id) FROM (SELECT fact_id FROM %s.%s WHERE +source_id = ? AND fact_id > ? ORDER BY fact_id LIMIT ?)`, schema, kind),
			id, after, atOnce).Scan(&last); err != nil || !last.Valid {
			return err
		}
		facts, err := f.facts(ctx, query, after, atOnce)
		if err != nil {
			return err
		}
		for i := range facts {
			if turn != nil {
				turn(&facts[i])
			} else if err := f.readOurs(ctx, &facts[i]); err != nil {
				return err
			}
			if err := f.settle(ctx, &facts[i]); err != nil {
				return err
			}
		}
		after = last.Int64
	}
}

func (f *factMerger) facts(ctx context.Context, query string, after int64, most int) ([]mergedFact, error) {
	var facts []mergedFact
	var open int64
	args := []any{sql.Named("ours", f.ours), sql.Named("theirs", f.theirs), sql.Named("after", after), sql.Named("most", most)}
	err := each(ctx, f.tx, query, args, func(rows *sql.Rows) error {
		var id int64
		var x mergedFact
		var s factSpan
		if err := rows.Scan(&id, &x.ourID, &x.theirID, &s.from, &s.to); err != nil {
			return err
		}
		if id != open {
			facts, open = append(facts, x), id
		}
		last := &facts[len(facts)-1]
		last.theirs = append(last.theirs, s)
		return nil
	})
	return facts, err
}

func (f *factMerger) readOurs(ctx context.Context, x *mergedFact) error {
	if x.ourID == 0 {
		return nil
	}
	rows, err := f.read.QueryContext(ctx, x.ourID)
	if err != nil {
		return err
	}
	return eachOf(rows, func(rows *sql.Rows) error {
		var s factSpan
		err := rows.Scan(&s.from, &s.to)
		x.ours = append(x.ours, s)
		return err
	})
}

// settle writes the stretches of a fact where they differ.
func (f *factMerger) settle(ctx context.Context, x *mergedFact) error {
	merged := f.axis.merge(x.ours, x.theirs)
	if slices.Equal(merged, x.ours) {
		return nil
	}
	if x.ourID == 0 {
		result, err := f.put.ExecContext(ctx, f.ours, x.theirID)
		if err != nil {
			return err
		}
		if x.ourID, err = result.LastInsertId(); err != nil {
			return err
		}
		f.added++
	} else if _, err := f.drop.ExecContext(ctx, x.ourID); err != nil {
		return err
	}
	for _, s := range merged {
		if _, err := f.add.ExecContext(ctx, f.ours, x.ourID, int64(s.from), int64(s.to)); err != nil {
			return err
		}
	}
	return nil
}
