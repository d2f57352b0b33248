package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// ordinals verifies that equal lines of a listing are numbered from 0 without
// gaps: wherever a listing has the line with a number, it has the one before.
func (c *checker) ordinals(ctx context.Context) error {
	positions, err := c.wholeListings(ctx)
	if err != nil {
		return err
	}
	for _, kind := range []ledger.Kind{ledger.KindReportRow, ledger.KindLicenseUse} {
		n, err := c.ordinalsOf(ctx, kind, positions)
		if err != nil {
			return fmt.Errorf("check ordinals of %s: %w", kind, err)
		}
		if n > 0 {
			c.find("ordinal", "%d times a listing has a line again that it does not have a first time", n)
		}
	}
	return nil
}

// wholeListings gives where the listings lie that were not thinned, by source and in order.
func (c *checker) wholeListings(ctx context.Context) (map[int64][]ledger.Position, error) {
	positions := map[int64][]ledger.Position{}
	err := each(ctx, c.q, `SELECT source_id, pos FROM listing g WHERE NOT EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
		ORDER BY source_id, pos`, nil, func(rows *sql.Rows) error {
		var source int64
		var pos ledger.Position
		err := rows.Scan(&source, &pos)
		positions[source] = append(positions[source], pos)
		return err
	})
	return positions, err
}

// ordinalsOf counts the listings that lack the line before. That has all that the line
// says but the number, so its hash tells where it is: to look for what it says would go
// through all lines of one date, of which there may be ten thousands, for each.
func (c *checker) ordinalsOf(ctx context.Context, kind ledger.Kind, positions map[int64][]ledger.Position) (missing int, err error) {
	before, err := c.q.PrepareContext(ctx, fmt.Sprintf(`SELECT fact_id FROM %s WHERE source_id = ? AND hash = ? AND ordinal = ?`, kind))
	if err != nil {
		return 0, err
	}
	defer before.Close()
	spans, err := c.q.PrepareContext(ctx, fmt.Sprintf(`SELECT from_pos, to_pos FROM %s_span WHERE fact_id = ?`, kind))
	if err != nil {
		return 0, err
	}
	defer spans.Close()
	at := slices.Index(ledger.Columns(kind), "ordinal")
	query := fmt.Sprintf(`SELECT fact_id, source_id, %s FROM %s WHERE ordinal > 0`, strings.Join(ledger.Columns(kind), ", "), kind)
	err = each(ctx, c.q, query, nil, func(rows *sql.Rows) error {
		var id, source int64
		fact, err := scanFact(rows, kind, &id, &source)
		if err != nil {
			return err
		}
		number, _ := fact.values[at].(int64)
		fact.values[at] = number - 1
		hash := hashOf(fact)
		var first int64 // 0: nothing says so
		if err := before.QueryRowContext(ctx, source, hash[:], number-1).Scan(&first); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		has, err := spansOf(ctx, spans, id)
		if err != nil {
			return err
		}
		had, err := spansOf(ctx, spans, first)
		if err != nil {
			return err
		}
		missing += lackOf(positions[source], has, had)
		return nil
	})
	return missing, err
}

func spansOf(ctx context.Context, spans *sql.Stmt, factID int64) (all []factSpan, err error) {
	rows, err := spans.QueryContext(ctx, factID)
	if err != nil {
		return nil, err
	}
	err = eachOf(rows, func(rows *sql.Rows) error {
		var s factSpan
		err := rows.Scan(&s.from, &s.to)
		all = append(all, s)
		return err
	})
	return all, err
}

// lackOf counts the listings that are in some spans and in none of others.
func lackOf(positions []ledger.Position, some, others []factSpan) (n int) {
	for _, s := range some {
		from, _ := slices.BinarySearch(positions, s.from)
		for _, pos := range positions[from:] {
			if pos >= s.to {
				break
			}
			if !slices.ContainsFunc(others, func(o factSpan) bool { return o.from <= pos && pos < o.to }) {
				n++
			}
		}
	}
	return n
}
