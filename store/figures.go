package store

import (
	"context"

	"licenseledger/store/ledger"
)

// Figures tells how large the file is and what version it has.
func (l *Ledger) Figures(ctx context.Context) (ledger.Figures, error) {
	var f ledger.Figures
	err := l.read.QueryRowContext(ctx, `SELECT user_version, page_count * page_size, freelist_count * page_size
		FROM pragma_user_version, pragma_page_count, pragma_page_size, pragma_freelist_count`).Scan(&f.Schema, &f.Bytes, &f.Free)
	return f, classify("measure history file", l.path, err)
}
