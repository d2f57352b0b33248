package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Seats tells what the tenant had of each license on a day, who had it and what
// it cost; at as in ViewSpec.At. No rows when the licenses were not read for the
// day: the snapshot's coverage tells.
func (l *Ledger) Seats(ctx context.Context, at string) (ledger.Snapshot, []ledger.SeatRow, error) {
	return l.store.Seats(ctx, at)
}

// SeatMonths tells what the tenant had of each license month by month, up to a
// day; at as in ViewSpec.At.
func (l *Ledger) SeatMonths(ctx context.Context, at string) ([]ledger.SeatLine, error) {
	return l.store.SeatMonths(ctx, at)
}
