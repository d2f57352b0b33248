package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Figures tells how large the file is and what version it has.
func (l *Ledger) Figures(ctx context.Context) (ledger.Figures, error) { return l.store.Figures(ctx) }
