package store

import "context"

// HasFile tells whether a file with these bytes (hex SHA-256) is a listing of
// this ledger already.
func (l *Ledger) HasFile(ctx context.Context, fileHash string) (has bool, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM listing WHERE file_hash = ?)`, fileHash).Scan(&has)
	return has, classify("look for a file", l.path, err)
}
