package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Seats tells what the tenant had of each license on a day, and who had it; at
// as in ViewSpec.At. No rows when the licenses were not read for the day: the
// snapshot's coverage tells.
func (l *Ledger) Seats(ctx context.Context, at string) (ledger.Snapshot, []ledger.SeatRow, error) {
	return l.store.Seats(ctx, at)
}
