package store

import (
	"context"
	"database/sql"
	"strings"

	"licenseledger/store/ledger"
)

// SetPrice keeps what a unit of a license costs from a day on, in place of what
// was said for the same day. Codes: invalid, read_only.
func (l *Ledger) SetPrice(ctx context.Context, p ledger.Price) error {
	return l.SetPrices(ctx, []ledger.Price{p})
}

// SetPrices is SetPrice for several: all are kept, or none. Of two for the same
// license and day the later one holds.
func (l *Ledger) SetPrices(ctx context.Context, prices []ledger.Price) error {
	for i := range prices {
		if err := cleaned(prices[i]).Check(); err != nil {
			return err
		}
	}
	return l.inWrite(ctx, "set price", func(tx *sql.Tx) error {
		for i := range prices {
			p := cleaned(prices[i])
			if _, err := tx.ExecContext(ctx, `INSERT INTO price (sku_id, from_date, currency, amount, per) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (sku_id, from_date) DO UPDATE SET currency = excluded.currency, amount = excluded.amount, per = excluded.per`,
				p.SkuID, p.From, p.Currency, p.Amount, string(p.Per)); err != nil {
				return err
			}
		}
		return nil
	})
}

// cleaned writes the id as it is kept.
func cleaned(p ledger.Price) ledger.Price {
	p.SkuID = strings.ToLower(strings.TrimSpace(p.SkuID))
	return p
}

// RemovePrice takes back a price that was set for a day; the one before it
// holds again. Codes: not_found where there is none, read_only.
func (l *Ledger) RemovePrice(ctx context.Context, skuID, from string) error {
	return l.inWrite(ctx, "remove price", func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM price WHERE sku_id = ? AND from_date = ?`, strings.ToLower(strings.TrimSpace(skuID)), from)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return ledger.Errorf(ledger.CodeNotFound, "remove price", "The license has no price from %s on. Choose a day on which one begins.", from)
	})
}

// Prices lists every price by license and day; ledger.PriceOn chooses.
func (l *Ledger) Prices(ctx context.Context) ([]ledger.Price, error) {
	var prices []ledger.Price
	err := each(ctx, l.read, `SELECT sku_id, from_date, currency, amount, per FROM price ORDER BY sku_id, from_date`, nil, func(rows *sql.Rows) error {
		var p ledger.Price
		err := rows.Scan(&p.SkuID, &p.From, &p.Currency, &p.Amount, &p.Per)
		prices = append(prices, p)
		return err
	})
	return prices, classify("read prices", l.path, err)
}
