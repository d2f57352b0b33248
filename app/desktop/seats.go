package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Seats is what the tenant had of each license on a day. What was not read is
// null, never 0.
type Seats struct {
	Snapshot  *Snapshot    `json:"snapshot"` // null when nothing was read on or before the day asked for
	Basis     ledger.Basis `json:"basis"`
	Freshness []Reading    `json:"freshness"`
	Rows      []Seat       `json:"rows"` // by name; none when the licenses were not read for the day
}

// SeatKind is what a license is bought as.
type SeatKind string

// The kinds of licenses that a page of costs tells apart.
const (
	SeatPaid  SeatKind = "paid"
	SeatTrial SeatKind = "trial"
	SeatFree  SeatKind = "free" // for good: as many as anybody wants can be assigned
)

// Seat is one license of a day.
type Seat struct {
	ID         string   `json:"id"`
	License    string   `json:"license"`
	PartNumber string   `json:"partNumber"`
	Kind       SeatKind `json:"kind"`
	Bought     int64    `json:"bought"`
	Assigned   int64    `json:"assigned"` // as Microsoft counts
	Free       int64    `json:"free"`     // less than 0 where more are assigned than bought
	Suspended  int64    `json:"suspended"`
	InGrace    int64    `json:"inGrace"` // of a subscription that ended
	LockedOut  int64    `json:"lockedOut"`
	// Accounts of the directory, and what leads to them; null when not known, and
	// without a way there where no view has exactly them.
	Holders      *int    `json:"holders"`
	Held         *Number `json:"held"`
	Blocked      *int    `json:"blocked"`
	BlockedLeads *Number `json:"blockedLeads"`
	InUse        *int    `json:"inUse"` // people of the list
	InUseLeads   *Number `json:"inUseLeads"`
	InUseUnknown *int    `json:"inUseUnknown"` // those of them whom the list shows as Unknown only
	RenewsAt     string  `json:"renewsAt"`     // RFC 3339; empty when nothing tells
}

// Seats tells what was bought of each license on a day, who has it and who was
// seen using it; at as in ViewRequest.
func (w *Window) Seats(at string) (Seats, error) {
	return guard("read licenses", func() (Seats, error) {
		out := Seats{Basis: ledger.BasisNone, Freshness: []Reading{}, Rows: []Seat{}}
		opened, err := w.current()
		if err != nil {
			return out, err
		}
		snapshot, uses, err := opened.SeatUses(w.work, at)
		if ledger.CodeOf(err) == ledger.CodeNotFound {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		shown := snapshotOf(snapshot, opened.Zone())
		out.Snapshot, out.Basis, out.Freshness = &shown, snapshot.Basis, readingsOf(snapshot.Coverage)
		for i := range uses {
			out.Rows = append(out.Rows, seatOf(&uses[i]))
		}
		return out, nil
	})
}

func seatOf(u *app.SeatUse) Seat {
	return Seat{
		ID: string(u.LicenseID), License: string(u.License), PartNumber: string(u.SkuPartNumber), Kind: seatKindOf(&u.SeatRow),
		Bought: u.Bought, Assigned: u.Assigned, Free: u.Free, Suspended: u.Suspended, InGrace: u.Warning, LockedOut: u.LockedOut,
		Holders: u.Holders, Held: numberOf(u.Held), Blocked: u.BlockedHolders, BlockedLeads: numberOf(u.Blocked),
		InUse: u.InUse, InUseLeads: numberOf(u.Used), InUseUnknown: u.InUseUnknown, RenewsAt: string(u.RenewsAt),
	}
}

func seatKindOf(r *ledger.SeatRow) SeatKind {
	switch {
	case ledger.IsFreeLicense(string(r.SkuPartNumber)):
		return SeatFree
	case r.Trial != nil && *r.Trial:
		return SeatTrial
	default:
		return SeatPaid
	}
}
