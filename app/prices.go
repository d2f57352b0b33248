package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// LicensePrice is a price of a license, or a license of the tenant that has
// none.
type LicensePrice struct {
	LicenseID     ledger.Text `json:"license_id"`
	License       ledger.Text `json:"license"`
	SkuPartNumber ledger.Text `json:"sku_part_number"`
	// Price is what one unit costs; null where it is not known: from From on, or,
	// where From is null as well, at all.
	Price    *ledger.Money `json:"price"`
	Currency ledger.Text   `json:"currency"`
	Per      ledger.Text   `json:"per"`   // month or year
	From     ledger.Text   `json:"from"`  // first day
	Until    ledger.Text   `json:"until"` // first day of the next price; null where there is none
	// Holds tells whether it is the one of the newest reading.
	Holds bool `json:"holds"`
	// Bought and CostBasis are those of the newest reading; null where it does not
	// have the license.
	Bought    *int64           `json:"bought"`
	CostBasis ledger.CostBasis `json:"cost_basis"`
}

// Prices lists the prices of every license from their first day to their last,
// and the licenses of the newest reading that have none, by the names of
// licenses.
func (l *Ledger) Prices(ctx context.Context) ([]LicensePrice, error) {
	licenses, prices, err := l.licensesToPrice(ctx)
	if err != nil {
		return nil, err
	}
	seats, err := l.newestSeats(ctx)
	if err != nil {
		return nil, err
	}
	today, err := l.PriceDay(ctx)
	if err != nil {
		return nil, err
	}
	var all []LicensePrice
	for _, license := range licenses.all {
		blank := LicensePrice{LicenseID: ledger.Text(license.ID), License: ledger.Text(license.Name), SkuPartNumber: ledger.Text(license.PartNumber)}
		if seat, ok := seats[blank.LicenseID]; ok && license.Now {
			blank.Bought, blank.CostBasis = seat.Bought, seat.CostBasis
		}
		own := pricesOf(blank, prices, today)
		if len(own) == 0 && license.Now {
			own = append(own, blank)
		}
		all = append(all, own...)
	}
	return all, nil
}

// pricesOf gives the prices of one license, which stand in the order of their
// days.
func pricesOf(license LicensePrice, prices []ledger.Price, today string) (own []LicensePrice) {
	for _, p := range prices {
		if p.SkuID != string(license.LicenseID) {
			continue
		}
		if n := len(own); n > 0 {
			own[n-1].Until = ledger.Text(p.From)
			own[n-1].Holds = own[n-1].Holds && today < p.From
		}
		row := license
		row.Price, row.Currency, row.Per, row.From = p.Unit(), ledger.Text(p.Currency), ledger.Text(p.Per), ledger.Text(p.From)
		row.Holds = p.From <= today
		own = append(own, row)
	}
	return own
}

// PriceCount tells how many prices somebody set.
func (l *Ledger) PriceCount(ctx context.Context) (int, error) {
	prices, err := l.store.Prices(ctx)
	return len(prices), err
}

// newestSeats gives what the newest reading tells of each license.
func (l *Ledger) newestSeats(ctx context.Context) (map[ledger.Text]ledger.SeatMonth, error) {
	seats := map[ledger.Text]ledger.SeatMonth{}
	lines, err := l.store.SeatMonths(ctx, "")
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return seats, nil // nothing was read yet
	}
	for _, line := range lines {
		seats[line.LicenseID] = line.Months[len(line.Months)-1]
	}
	return seats, err
}

// PriceDay is the day from which a price holds where nobody says: that of the
// newest reading, so that what is looked at has it; today before the first one.
func (l *Ledger) PriceDay(ctx context.Context) (string, error) {
	snapshot, err := l.store.Resolve(ctx, "")
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return l.clock.Now().In(l.Zone()).Format(time.DateOnly), nil
	}
	if err != nil {
		return "", err
	}
	at, err := time.Parse(time.RFC3339, snapshot.At)
	return at.In(l.Zone()).Format(time.DateOnly), err
}

// SetPrice keeps what a unit of a license costs from a day on, in place of what
// was said for the same day. See store.Ledger.SetPrice.
func (l *Ledger) SetPrice(ctx context.Context, p ledger.Price) error {
	return l.store.SetPrice(ctx, p)
}

// RemovePrice takes back the price that a license has from a day on; the one
// before it holds again. Code not_found where there is none.
func (l *Ledger) RemovePrice(ctx context.Context, skuID, from string) error {
	return l.store.RemovePrice(ctx, skuID, from)
}
