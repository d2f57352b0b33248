package app

import (
	"context"

	"licenseledger/store/ledger"
)

// SeatUse is a license of a day with the views that its numbers lead to.
type SeatUse struct {
	ledger.SeatRow
	// Held, Blocked and Used count people; nil where there is nobody, or where no
	// view has exactly them.
	Held    *Figure // view assigned
	Blocked *Figure // view blocked
	Used    *Figure // the list
	Months  []ledger.SeatMonth
}

// SeatUses tells what Seats does, for the page of licenses; at as in
// ViewSpec.At. Codes as Seats.
func (l *Ledger) SeatUses(ctx context.Context, at string) (ledger.Snapshot, []SeatUse, error) {
	snapshot, seats, err := l.store.Seats(ctx, at)
	if err != nil || len(seats) == 0 {
		return snapshot, nil, err
	}
	held, err := l.store.HeldBy(ctx, at)
	if err != nil {
		return snapshot, nil, err
	}
	lines, err := l.store.SeatMonths(ctx, at)
	if err != nil {
		return snapshot, nil, err
	}
	months := make(map[ledger.Text][]ledger.SeatMonth, len(lines))
	for i := range lines {
		months[lines[i].LicenseID] = lines[i].Months
	}
	uses := make([]SeatUse, 0, len(seats))
	for _, seat := range seats {
		use := SeatUse{SeatRow: seat, Months: months[seat.LicenseID]}
		is := isOneOf("license", string(seat.License))
		// A license that brings no service is in no view.
		if n, ok := held[string(seat.License)]; ok && n.Rows > 0 && alone(seats, seat.License) {
			use.Held = &Figure{n.Rows, n.People, where(ledger.ViewAssigned, is)}
			if seat.BlockedHolders != nil && *seat.BlockedHolders > 0 {
				use.Blocked = &Figure{0, *seat.BlockedHolders, where(ledger.ViewBlocked, is)}
			}
		}
		if len(seat.ListedAs) > 0 && *seat.InUse > 0 {
			use.Used = &Figure{0, *seat.InUse, where(ledger.ViewList, isOneOf("license", seat.ListedAs...))}
		}
		uses = append(uses, use)
	}
	return snapshot, uses, nil
}
