package ledger

// CostBasis tells how much is known of what a license costs.
type CostBasis string

// The closed list of bases of a cost.
const (
	CostPriced  CostBasis = "price"   // units times the price of the day
	CostUnknown CostBasis = "unknown" // nobody said what a unit costs on that day: in no sum
	CostFree    CostBasis = "free"    // a trial or free for good, and nobody set a price: costs nothing
)

// MarshalJSON writes a basis that is not known, since nothing was read, as null.
func (b CostBasis) MarshalJSON() ([]byte, error) { return Text(b).MarshalJSON() }

// SeatMoney is what the units bought of a license cost at the price of the day.
type SeatMoney struct {
	// Price is what one unit costs for the period that Per names, as somebody
	// typed it; nil, as all of these, where that is not known.
	Price    *Money `json:"price"`
	Currency Text   `json:"currency"` // ISO 4217
	Per      Text   `json:"per"`      // month or year
	// CostMonth is the month's money of the units bought, in Currency; nil where
	// CostBasis is not CostPriced.
	CostMonth *Money    `json:"cost_month"`
	CostBasis CostBasis `json:"cost_basis"`
	// Unpriced is the units bought that are in no sum since their price is not
	// known; 0 for what is free.
	Unpriced int64 `json:"unpriced"`
}

// CostOf tells what units cost at a price; priced is false where it is not
// known, free where the license costs nothing unless it is.
func CostOf(p Price, priced, free bool, units int64) SeatMoney {
	month, ok := p.Month()
	switch {
	case priced && ok:
		cost := month.Times(units)
		return SeatMoney{Price: p.Unit(), Currency: Text(p.Currency), Per: Text(p.Per), CostMonth: &cost, CostBasis: CostPriced}
	case free:
		return SeatMoney{CostBasis: CostFree}
	}
	return SeatMoney{CostBasis: CostUnknown, Unpriced: units}
}

// Unit is what one unit costs for the price's own period; nil where that is not
// known.
func (p Price) Unit() *Money {
	if p.Amount == nil {
		return nil
	}
	unit := MoneyOfCents(*p.Amount)
	return &unit
}

// addTo adds the cost, or that it is not known, to sums.
func (m SeatMoney) addTo(s *Sums) {
	own := Sums{Unpriced: m.Unpriced}
	if m.CostMonth != nil {
		own.Money = map[string]Money{string(m.Currency): *m.CostMonth}
	}
	s.AddSums(own)
}

// SumSeats adds up what the units bought of licenses cost a month.
func SumSeats(rows []SeatRow) (s Sums) {
	for i := range rows {
		rows[i].addTo(&s)
	}
	return s
}

// IsFree tells whether the license costs nothing as long as nobody sets a
// price for it: a trial, or free for good.
func (s SeatRow) IsFree() bool {
	return s.Trial != nil && *s.Trial || IsFreeLicense(string(s.SkuPartNumber))
}

// SeatChange is how much more there is of a license than at the last reading of
// the month before; less than 0 where there is less. All of it is nil where no
// reading of that month tells what was bought.
type SeatChange struct {
	ChangeSince    Text   `json:"change_since"`    // instant of the listing that is compared with
	BoughtChange   *int64 `json:"bought_change"`   // a license that was not there had no units
	AssignedChange *int64 `json:"assigned_change"` // as Microsoft counts
	// CostChange is nil also where the price is not known on either day, or was in
	// another currency.
	CostChange *Money `json:"cost_change"`
}

// ChangeOf compares a license with what it was; then is nil where it was not
// there.
func ChangeOf(now, then *SeatRow, since Text) SeatChange {
	var was SeatRow
	if then != nil {
		was = *then
	}
	bought, assigned := now.Bought-was.Bought, now.Assigned-was.Assigned
	c := SeatChange{ChangeSince: since, BoughtChange: &bought, AssignedChange: &assigned}
	if now.CostMonth == nil {
		return c
	}
	switch {
	case then == nil || was.CostBasis == CostFree: // which cost nothing
		cost := *now.CostMonth
		c.CostChange = &cost
	case was.CostMonth != nil && was.Currency == now.Currency:
		cost := *now.CostMonth - *was.CostMonth
		c.CostChange = &cost
	}
	return c
}

// SeatMonth is a license at the last reading of a month.
type SeatMonth struct {
	Month string `json:"month"` // 2026-03, in the ledger's zone
	AsOf  Text   `json:"as_of"` // instant of the listing that tells; null, as all else, where no reading of the month does
	// Bought and Assigned are 0 where the listing does not have the license.
	Bought   *int64 `json:"bought"`
	Assigned *int64 `json:"assigned"`
	SeatMoney
}

// SeatLine is a license through the months.
type SeatLine struct {
	LicenseID     Text        `json:"license_id"`
	License       Text        `json:"license"`
	SkuPartNumber Text        `json:"sku_part_number"`
	Months        []SeatMonth `json:"months"` // SeatMonths of them, oldest first
}

// SeatMonths is how many months a SeatLine looks back, the day's own with them.
const SeatMonths = 12
