package store

import (
	"context"
	"database/sql"
	"fmt"

	"licenseledger/store/ledger"
)

// prices takes over prices of licenses and days that have none here. Where both
// say what a license costs from a day on and do not say the same, ours stays and
// both are told.
func (m *merger) prices(ctx context.Context) error {
	err := each(ctx, m.tx, `SELECT o.sku_id, o.from_date, o.currency, o.amount, o.per, t.currency, t.amount, t.per
		FROM main.price o JOIN other.price t USING (sku_id, from_date)
		WHERE (o.currency, coalesce(o.amount, -1), o.per) <> (t.currency, coalesce(t.amount, -1), t.per) ORDER BY 1, 2`, nil, func(rows *sql.Rows) error {
		var c ledger.PriceConflict
		err := rows.Scan(&c.Ours.SkuID, &c.Ours.From, &c.Ours.Currency, &c.Ours.Amount, &c.Ours.Per, &c.Theirs.Currency, &c.Theirs.Amount, &c.Theirs.Per)
		c.Theirs.SkuID, c.Theirs.From = c.Ours.SkuID, c.Ours.From
		m.done.PriceConflicts = append(m.done.PriceConflicts, c)
		return err
	})
	if err != nil {
		return fmt.Errorf("compare prices: %w", err)
	}
	result, err := m.tx.ExecContext(ctx, `INSERT INTO main.price SELECT * FROM other.price WHERE true ON CONFLICT DO NOTHING`)
	if err != nil {
		return fmt.Errorf("merge prices: %w", err)
	}
	m.done.Prices, err = result.RowsAffected()
	m.done.Others += m.done.Prices
	return err
}
