package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// TenantLicenses lists the licenses that the tenant has or had in any reading,
// each with the part number it had last, by their names.
func (l *Ledger) TenantLicenses(ctx context.Context) ([]ledger.TenantLicense, error) {
	byID := map[string]ledger.TenantLicense{}
	err := each(ctx, l.read, `SELECT f.sku_id, coalesce(f.sku_part_number, ''), max(s.to_pos) FROM seat_span s JOIN seat f USING (fact_id) GROUP BY 1, 2 ORDER BY 3`, nil, func(rows *sql.Rows) error {
		var id, part string
		var to ledger.Position
		err := rows.Scan(&id, &part, &to)
		byID[id] = ledger.NewTenantLicense(id, part, to == ledger.EndOfTime)
		return err
	})
	all := make([]ledger.TenantLicense, 0, len(byID))
	for _, license := range byID {
		all = append(all, license)
	}
	slices.SortFunc(all, func(a, b ledger.TenantLicense) int {
		return cmp.Or(column.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, classify("read licenses", l.path, err)
}
