package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// reportLine is a line of the report, and the span it is from.
type reportLine struct {
	key spanKey
	row ledger.Row
}

// readLines sends the lines of the listing that the list is made from, many at
// a time.
func (d *day) readLines(ctx context.Context, lines chan<- []reportLine) error {
	const atOnce = 500
	batch := make([]reportLine, 0, atOnce)
	send := func() error {
		select {
		case lines <- batch:
			batch = make([]reportLine, 0, atOnce)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := each(ctx, d.ledger.read, `SELECT s.fact_id, s.from_pos, coalesce(f.user_name, ''), coalesce(f.email_address, ''), coalesce(f.service, ''),
			coalesce(f.license, ''), coalesce(f.assigned_date, ''), f.is_trial, coalesce(f.expiration_date, '')
		FROM report_row_span s JOIN report_row f USING (fact_id)
		WHERE s.source_id = ? AND s.from_pos <= ? AND s.to_pos > ?`,
		[]any{d.list.sourceID, int64(d.list.pos), int64(d.list.pos)}, func(rows *sql.Rows) error {
			l, err := scanLine(rows)
			if err != nil {
				return err
			}
			if batch = append(batch, l); len(batch) < atOnce {
				return nil
			}
			return send()
		})
	if err != nil {
		return err
	}
	return send()
}

func scanLine(rows *sql.Rows) (l reportLine, err error) {
	var trial sql.NullBool
	row := &l.row
	err = rows.Scan(&l.key.factID, &l.key.from, &row.UserName, &row.EmailAddress, &row.Service, &row.License, &row.AssignedDate, &trial,
		&row.ExpirationDate)
	if trial.Valid {
		row.IsTrial = &trial.Bool
	}
	return l, err
}
