package store

import (
	"context"
	"database/sql"
)

// HasFile tells whether a file with these bytes (hex SHA-256) is a listing of
// this ledger already.
func (l *Ledger) HasFile(ctx context.Context, fileHash string) (has bool, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM listing WHERE file_hash = ?)`, fileHash).Scan(&has)
	return has, classify("look for a file", l.path, err)
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
