package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Overview counts a day; at as in ViewSpec.At.
func (l *Ledger) Overview(ctx context.Context, at string) (ledger.Overview, error) {
	return l.store.Overview(ctx, at)
}
