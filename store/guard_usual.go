package store

import (
	"context"
	"database/sql"
	"fmt"
	"math"

	"licenseledger/store/ledger"
)

// What ended with each listing of a source, in the ways that are guarded: the
// position of the listing, and how many.
const (
	endedPeople = `SELECT s.to_pos, count(*) FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id
		WHERE s.source_id = @source AND s.to_pos > @since AND s.to_pos <= @prev
			AND NOT EXISTS (SELECT 1 FROM user x CROSS JOIN user_span y ON y.fact_id = x.fact_id
				WHERE x.user_id = f.user_id AND y.source_id = @source AND y.from_pos = s.to_pos)
		GROUP BY s.to_pos`
	endedValues = `SELECT s.to_pos, count(*) FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id
		WHERE s.source_id = @source AND s.to_pos > @since AND s.to_pos <= @prev AND f.%[1]s IS NOT NULL
			AND EXISTS (SELECT 1 FROM user x CROSS JOIN user_span y ON y.fact_id = x.fact_id
				WHERE x.user_id = f.user_id AND y.source_id = @source AND y.from_pos = s.to_pos AND x.%[1]s IS NULL)
		GROUP BY s.to_pos`
	endedHoldings = `SELECT s.to_pos, count(DISTINCT f.user_id || ' ' || f.%[2]s) FROM %[1]s_span s CROSS JOIN %[1]s f ON f.fact_id = s.fact_id
		WHERE s.source_id = @source AND s.to_pos > @since AND s.to_pos <= @prev
			AND EXISTS (SELECT 1 FROM user x CROSS JOIN user_span y ON y.fact_id = x.fact_id
				WHERE x.user_id = f.user_id AND y.source_id = @source AND y.from_pos <= s.to_pos AND y.to_pos > s.to_pos)
			AND NOT EXISTS (SELECT 1 FROM %[1]s x CROSS JOIN %[1]s_span y ON y.fact_id = x.fact_id
				WHERE x.user_id = f.user_id AND x.%[2]s = f.%[2]s AND y.source_id = @source AND y.from_pos = s.to_pos)
		GROUP BY s.to_pos`
	endedRows = `SELECT pos, fewer FROM (SELECT pos, lag(rows) OVER (ORDER BY pos) - rows AS fewer FROM listing
		WHERE source_id = @source AND pos <= @prev) WHERE pos > @since AND fewer > 0`
)

func endedQuery(e *ledger.Ending) string {
	switch e.Of {
	case ledger.EndingPeople:
		return endedPeople
	case ledger.EndingValues:
		return fmt.Sprintf(endedValues, e.Property)
	case ledger.EndingLicenses:
		return fmt.Sprintf(endedHoldings, ledger.KindAssignment, ledger.Columns(ledger.KindAssignment)[1])
	case ledger.EndingServices:
		return fmt.Sprintf(endedHoldings, ledger.KindAssignedPlan, ledger.Columns(ledger.KindAssignedPlan)[1])
	}
	return endedRows
}

// compareWithUsual tells of an ending what the days before it were like.
func (g *guard) compareWithUsual(ctx context.Context, e *ledger.Ending) error {
	since := ledger.PositionOf(ledger.InstantOf(g.p.At.Time().AddDate(0, 0, -ledger.UsualDays)), nil)
	args := []any{sql.Named("source", g.sourceID), sql.Named("prev", int64(g.prev)), sql.Named("since", int64(since))}
	var sum int64
	err := each(ctx, g.tx, endedQuery(e), args, func(rows *sql.Rows) error {
		var pos, n int64
		err := rows.Scan(&pos, &n)
		sum, e.Largest = sum+n, max(e.Largest, n)
		return err
	})
	if err != nil {
		return err
	}
	var first ledger.Position // what the first listing ended, nobody knows; so its day is none
	if err := g.tx.QueryRowContext(ctx, `SELECT min(pos) FROM listing WHERE source_id = @source AND pos <= @prev`, args...).Scan(&first); err != nil {
		return err
	}
	if days := g.prev.Instant().Time().Sub(max(first, since).Instant().Time()).Hours() / 24; days >= 1 {
		usual := int64(math.Round(float64(sum) / days))
		e.Usual = &usual
	}
	return nil
}
