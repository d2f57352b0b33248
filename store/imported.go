package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// FileReadings gives the instants of the listings that were read from a file
// with these bytes (hex SHA-256), whether or not the day is a part of what names
// them (see ledger.FileHash); empty when there are none.
func (l *Ledger) FileReadings(ctx context.Context, content string) ([]ledger.Instant, error) {
	var all []ledger.Instant
	err := each(ctx, l.read, `SELECT read_to FROM listing WHERE file_hash = ?1 OR (file_hash > ?1 || '@' AND file_hash < ?1 || 'A') ORDER BY pos`,
		[]any{content}, func(rows *sql.Rows) error {
			var at ledger.Instant
			err := rows.Scan(&at)
			all = append(all, at)
			return err
		})
	return all, classify("look for a file", l.path, err)
}

// EachAddress gives the addresses that accounts and people of lists ever had,
// some of them several times, until f returns false. Guests are left out: their
// mail goes to where they are at home.
func (l *Ledger) EachAddress(ctx context.Context, f func(address string) (more bool)) error {
	for _, query := range []string{
		`SELECT user_principal_name FROM user WHERE user_principal_name IS NOT NULL`,
		`SELECT mail FROM user WHERE mail IS NOT NULL AND coalesce(user_type, '') <> 'Guest'`,
		`SELECT email_address FROM report_row WHERE email_address IS NOT NULL`,
	} {
		more, err := eachAddressOf(ctx, l.read, query, f)
		if err != nil || !more {
			return classify("read addresses", l.path, err)
		}
	}
	return nil
}

func eachAddressOf(ctx context.Context, q querier, query string, f func(address string) bool) (more bool, err error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	var address sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&address); err != nil {
			return false, err
		}
		if !f(string(address)) {
			return false, nil
		}
	}
	return true, rows.Err()
}
