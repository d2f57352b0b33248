package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// Months lists the months in which something was read that can be opened,
// oldest first. A month is over when it is so at the instant now, or when a
// later one was read.
func (l *Ledger) Months(ctx context.Context, now ledger.Instant) ([]ledger.MonthReading, error) {
	all, err := l.months(ctx, l.read, now)
	return all, classify("list months", l.path, err)
}

func (l *Ledger) months(ctx context.Context, q querier, now ledger.Instant) ([]ledger.MonthReading, error) {
	var all []ledger.MonthReading
	newest := now
	err := each(ctx, q, `SELECT s.snapshot_id, s.at, m.closed_at FROM snapshot s LEFT JOIN closed_month m USING (snapshot_id)
		WHERE s.is_openable ORDER BY s.at, s.snapshot_id`, nil, func(rows *sql.Rows) error {
		var id int64
		var at ledger.Instant
		var closedAt sql.NullInt64
		if err := rows.Scan(&id, &at, &closedAt); err != nil {
			return err
		}
		newest = max(newest, at)
		month := ledger.MonthOf(at, l.zone)
		if n := len(all); n == 0 || all[n-1].Month != month {
			all = append(all, ledger.MonthReading{Month: month})
		}
		m := &all[len(all)-1]
		m.Readings++
		if m.Closed {
			m.Later++
			return nil
		}
		m.SnapshotID, m.At, m.Closed, m.ClosedAt = id, at.String(), closedAt.Valid, ledger.Text(ledger.Instant(closedAt.Int64).String())
		return nil
	})
	for i := range all {
		_, end := all[i].Month.Bounds(l.zone)
		all[i].Over = end <= newest
	}
	return all, err
}

// CloseMonth keeps the last reading of a month, which stands for it from then
// on, whatever is read later: thinning leaves it, and it cannot be deleted.
// Codes: not_found for a month without a reading, invalid for one that is not
// over at the instant now or is closed already, read_only.
func (l *Ledger) CloseMonth(ctx context.Context, month ledger.Month, now ledger.Instant) (ledger.MonthReading, error) {
	const op = "close month"
	var closed ledger.MonthReading
	err := l.inWrite(ctx, op, func(tx *sql.Tx) error {
		all, err := l.months(ctx, tx, now)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(m ledger.MonthReading) bool { return m.Month == month })
		_, end := month.Bounds(l.zone)
		switch {
		case i < 0 && end > now:
			return l.notOver(op, month)
		case i < 0:
			return ledger.Errorf(ledger.CodeNotFound, op, "Nothing that can be opened was read in %s, so there is no reading to close it with. Import a list from that month, or choose another one.", month)
		case !all[i].Over:
			return l.notOver(op, month)
		case all[i].Closed:
			return ledger.Errorf(ledger.CodeInvalid, op, "%s is closed already, with the reading of %s. Open the month first if another reading is to take its place.", month, all[i].At)
		}
		closed = all[i]
		closed.Closed, closed.ClosedAt = true, ledger.Text(now.String())
		if _, err := tx.ExecContext(ctx, `INSERT INTO closed_month (month, snapshot_id, closed_at, was_pinned)
			SELECT ?, snapshot_id, ?, pinned FROM snapshot WHERE snapshot_id = ?`, string(month), int64(now), closed.SnapshotID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE snapshot SET pinned = 1 WHERE snapshot_id = ?`, closed.SnapshotID)
		return err
	})
	return closed, err
}

func (l *Ledger) notOver(op string, month ledger.Month) error {
	_, end := month.Bounds(l.zone)
	return ledger.Errorf(ledger.CodeInvalid, op, "%s is not over, so its last reading is still to come. It can be closed from %s on.",
		month, end.Time().In(l.zone).Format(dayLayout))
}

// ReopenMonth takes the closing of a month back: its reading is pinned only if
// it was so before. Codes: not_found for a month that is not closed, read_only.
func (l *Ledger) ReopenMonth(ctx context.Context, month ledger.Month) error {
	const op = "open month"
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE snapshot SET pinned = m.was_pinned FROM closed_month m
			WHERE m.month = ? AND m.snapshot_id = snapshot.snapshot_id`, string(month)); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `DELETE FROM closed_month WHERE month = ?`, string(month))
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err == nil && n == 0 {
			return ledger.Errorf(ledger.CodeNotFound, op, "%s is not closed, so there is nothing to take back.", month)
		}
		return err
	})
}

// closedWith gives the month that a snapshot closes; "" for every other one.
func closedWith(ctx context.Context, q querier, snapshotID int64) (month ledger.Month, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce((SELECT month FROM closed_month WHERE snapshot_id = ?), '')`, snapshotID).Scan(&month)
	return month, err
}

// Units tells what the tenant had of each license on a day and what that cost,
// as Seats does, without looking at people. Codes as OpenView.
func (l *Ledger) Units(ctx context.Context, at string) ([]ledger.SeatRow, error) {
	var rows []ledger.SeatRow
	_, err := l.onDay(ctx, "read licenses", at, func(d *day, _ *directory) (err error) {
		rows, err = d.seats(ctx)
		return err
	})
	return rows, err
}
