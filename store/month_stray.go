package store

import (
	"context"
	"database/sql"
	"time"

	"licenseledger/store/ledger"
)

// strayMonths gives the months that are closed with a snapshot that cannot be
// opened, is not pinned, or is of another month.
func strayMonths(ctx context.Context, q querier, zone *time.Location) ([]ledger.Month, error) {
	var stray []ledger.Month
	err := each(ctx, q, `SELECT m.month, coalesce(s.at, 0), coalesce(s.is_openable AND s.pinned, 0)
		FROM closed_month m LEFT JOIN snapshot s USING (snapshot_id) ORDER BY 1`, nil, func(rows *sql.Rows) error {
		var month ledger.Month
		var at ledger.Instant
		var stays bool
		err := rows.Scan(&month, &at, &stays)
		if _, odd := time.Parse("2006-01", string(month)); err == nil && odd != nil {
			return foreignValue("closed_month.month")
		}
		if !stays || ledger.MonthOf(at, zone) != month {
			stray = append(stray, month)
		}
		return err
	})
	return stray, err
}

// dropStrayMonths opens the months whose snapshot is no longer what they were
// closed with.
func dropStrayMonths(ctx context.Context, tx *sql.Tx, zone *time.Location) (int64, error) {
	stray, err := strayMonths(ctx, tx, zone)
	if err != nil {
		return 0, err
	}
	for _, month := range stray {
		if _, err := tx.ExecContext(ctx, `DELETE FROM closed_month WHERE month = ?`, string(month)); err != nil {
			return 0, err
		}
	}
	return int64(len(stray)), nil
}

// months verifies what months are closed with.
func (c *checker) months(ctx context.Context) error {
	stray, err := strayMonths(ctx, c.q, c.ledger.zone)
	for _, month := range stray {
		c.find("month", "%s is closed with a snapshot that is not of it, is not pinned, or cannot be opened", month)
	}
	return err
}

// closedMonths takes over the months that the other ledger closed and this one
// did not, before pins are taken over.
func (m *merger) closedMonths(ctx context.Context) (int64, error) {
	type closing struct {
		month            ledger.Month
		theirs, closedAt int64
		wasPinned        bool
	}
	var all []closing
	err := each(ctx, m.tx, `SELECT month, snapshot_id, closed_at, was_pinned FROM other.closed_month
		WHERE month NOT IN (SELECT month FROM main.closed_month) ORDER BY month`, nil, func(rows *sql.Rows) error {
		var c closing
		err := rows.Scan(&c.month, &c.theirs, &c.closedAt, &c.wasPinned)
		all = append(all, c)
		return err
	})
	if err != nil {
		return 0, err
	}
	taken := int64(0)
	for _, c := range all {
		// Its newest listing says which snapshot it is here.
		result, err := m.tx.ExecContext(ctx, `INSERT INTO main.closed_month (month, snapshot_id, closed_at, was_pinned)
			SELECT ?1, s.snapshot_id, ?3, max(?4, s.pinned AND s.snapshot_id IS NOT ?5) FROM other.listing h JOIN other.source d USING (source_id)
			JOIN main.source c ON c.name = d.name JOIN main.listing g ON g.source_id = c.source_id AND g.pos = h.pos JOIN main.snapshot s ON s.snapshot_id = g.snapshot_id
			WHERE h.snapshot_id = ?2 AND s.is_openable ORDER BY h.pos DESC LIMIT 1`, string(c.month), c.theirs, c.closedAt, c.wasPinned, m.runs[c.theirs])
		if err != nil {
			return taken, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return taken, err
		}
		taken += n
	}
	return taken, nil
}
