package desktop

import (
	"cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Seats is what the tenant had of each license on a day. What was not read is
// null, never 0.
type Seats struct {
	Snapshot  *Snapshot    `json:"snapshot"` // null when nothing was read on or before the day asked for
	Basis     ledger.Basis `json:"basis"`
	Freshness []Reading    `json:"freshness"`
	// Rows are by name; none when the licenses were not read for the day.
	Rows        []Seat   `json:"rows"`
	UseSince    string   `json:"useSince"`    // RFC 3339: the first of the lists by which people were seen in use; empty where none tells
	ChangeSince string   `json:"changeSince"` // RFC 3339: what changes are told since; empty when no reading of the month before tells
	Months      []string `json:"months"`      // 2006-01, oldest first
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
	SeatCost
	BoughtChange   *int64      `json:"boughtChange"`
	AssignedChange *int64      `json:"assignedChange"`
	Points         []SeatPoint `json:"points"` // one for each of the months
}

// SeatCost is what a license costs, in 1/100 of its currency.
type SeatCost struct {
	Price    *int64           `json:"price"` // of one unit, for a month or a year; null when it is not known
	Per      string           `json:"per"`   // month or year
	Currency string           `json:"currency"`
	Cost     *int64           `json:"cost"` // a month, of the units bought; rounded so that those of a currency add up
	Basis    ledger.CostBasis `json:"costBasis"`
	Unpriced int64            `json:"unpriced"` // units bought without a known price
	Change   *int64           `json:"costChange"`
}

// SeatPoint is a license at the last reading of a month; null when that does not
// tell.
type SeatPoint struct {
	Bought   *int64 `json:"bought"`
	Assigned *int64 `json:"assigned"`
}

// Seats tells what was bought of each license on a day, who has it and who was
// seen using it; at as in ViewRequest.
func (w *Window) Seats(at string) (Seats, error) {
	return guard("read licenses", func() (Seats, error) {
		out := Seats{Basis: ledger.BasisNone, Freshness: []Reading{}, Rows: []Seat{}, Months: []string{}}
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
		out.fill(uses)
		return out, nil
	})
}

func (s *Seats) fill(uses []app.SeatUse) {
	costs := map[ledger.Text][]ledger.Money{}
	for i := range uses {
		u := &uses[i]
		s.Rows = append(s.Rows, seatOf(u))
		if u.CostMonth != nil {
			costs[u.Currency] = append(costs[u.Currency], *u.CostMonth)
		}
		s.ChangeSince, s.UseSince = string(u.ChangeSince), cmp.Or(s.UseSince, string(u.InUseSince))
		if i > 0 {
			continue
		}
		for _, month := range u.Months {
			s.Months = append(s.Months, month.Month)
		}
	}
	shown := map[string][]int64{}
	for currency, parts := range costs {
		shown[string(currency)] = ledger.Cents(parts)
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		if own := shown[r.Currency]; uses[i].CostMonth != nil {
			r.Cost, shown[r.Currency] = &own[0], own[1:]
		}
	}
}

func seatOf(u *app.SeatUse) Seat {
	return Seat{
		ID: string(u.LicenseID), License: string(u.License), PartNumber: string(u.SkuPartNumber), Kind: seatKindOf(&u.SeatRow),
		Bought: u.Bought, Assigned: u.Assigned, Free: u.Free, Suspended: u.Suspended, InGrace: u.Warning, LockedOut: u.LockedOut,
		Holders: u.Holders, Held: numberOf(u.Held), Blocked: u.BlockedHolders, BlockedLeads: numberOf(u.Blocked),
		InUse: u.InUse, InUseLeads: numberOf(u.Used), InUseUnknown: u.InUseUnknown, RenewsAt: string(u.RenewsAt),
		SeatCost: SeatCost{Price: centsOf(u.Price), Per: string(u.Per), Currency: string(u.Currency), Basis: u.CostBasis, Unpriced: u.Unpriced,
			Change: centsOf(u.CostChange)},
		BoughtChange: u.BoughtChange, AssignedChange: u.AssignedChange, Points: points(u.Months),
	}
}

func points(months []ledger.SeatMonth) []SeatPoint {
	out := make([]SeatPoint, 0, len(months))
	for i := range months {
		out = append(out, SeatPoint{Bought: months[i].Bought, Assigned: months[i].Assigned})
	}
	return out
}

// centsOf rounds an amount to be shown by itself.
func centsOf(m *ledger.Money) *int64 {
	if m == nil {
		return nil
	}
	cents := m.Cents()
	return &cents
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
