package store

import (
	"context"
	"database/sql"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// LicenseGroups gives the ids of the groups that licenses are assigned by in the
// newest listing of people, in order.
func (l *Ledger) LicenseGroups(ctx context.Context) ([]string, error) {
	var ids []string
	err := each(ctx, l.read, `SELECT DISTINCT f.assigned_by_group FROM assignment_span s JOIN assignment f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos = ? AND f.assigned_by_group IS NOT NULL ORDER BY 1`,
		[]any{ledger.SourceUsers, int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		})
	return ids, classify("read groups", l.path, err)
}

// groupNames gives the names of groups by their ids, as last read by the day.
func (d *day) groupNames(ctx context.Context) (map[string]string, error) {
	pos := int64(d.position(ledger.SourceGroups))
	names := map[string]string{}
	if pos == 0 {
		return names, nil
	}
	return names, d.history.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT f.group_id, coalesce(f.display_name, '') FROM license_group_span s JOIN license_group f USING (fact_id)
			WHERE s.from_pos <= ? AND s.to_pos > ?`, []any{pos, pos}, func(rows *sql.Rows) error {
			var id, name string
			err := rows.Scan(&id, &name)
			names[id] = name
			return err
		})
	})
}

// nameGroups reads the names of the groups of the day.
func (h *holdings) nameGroups(ctx context.Context, d *day) error {
	names, err := d.groupNames(ctx)
	h.names, h.named = column.NewDict(), make([]uint32, h.group.dict.Len())
	for code := range h.named {
		h.named[code] = h.names.Add([]byte(names[h.group.dict.At(uint32(code))]))
	}
	return err
}
