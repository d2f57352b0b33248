package store

import (
	"context"
	"database/sql"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// LicenseGroups gives the ids of the groups that licenses are assigned by in the
// newest listing of people, in order. Where that tells only what changed since groups
// were read, they are those that were read, and those by which somebody got a license
// since: one that nobody has a license by any more stays until people are read whole.
func (l *Ledger) LicenseGroups(ctx context.Context) (ids []string, err error) {
	users, _ := ledger.SourceByName(ledger.SourceUsers)
	err = l.atNewest(ctx, users, func(tx *sql.Tx, at ledger.Position) error {
		query, values, err := groupsQuery(ctx, tx, at)
		if err != nil {
			return err
		}
		return each(ctx, tx, query, values, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		})
	})
	return ids, classify("read groups", l.path, err)
}

// groupsQuery gives what asks for the groups of a listing of people.
func groupsQuery(ctx context.Context, q querier, at ledger.Position) (query string, values []any, err error) {
	var whole int64 // when people were read whole before groups were read; 0 where nothing is known since
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(u.whole_at), 0) FROM listing u JOIN source c USING (source_id)
		WHERE c.name = ? AND u.pos = ? AND EXISTS (SELECT 1 FROM listing g JOIN source d USING (source_id) WHERE d.name = ? AND g.read_from >= u.whole_at)`,
		ledger.SourceUsers, int64(at), ledger.SourceGroups).Scan(&whole)
	if err != nil || whole == 0 {
		return `SELECT DISTINCT f.assigned_by_group FROM assignment_span s JOIN assignment f USING (fact_id)
			WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos = ? AND f.assigned_by_group IS NOT NULL ORDER BY 1`,
			[]any{ledger.SourceUsers, int64(ledger.EndOfTime)}, err
	}
	return `SELECT f.group_id FROM license_group_span s JOIN license_group f USING (fact_id) WHERE s.to_pos = ?2
		UNION SELECT f.assigned_by_group FROM assignment_span s JOIN assignment f USING (fact_id)
			WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?1) AND s.to_pos = ?2 AND s.from_pos > ?3 AND f.assigned_by_group IS NOT NULL ORDER BY 1`,
		[]any{ledger.SourceUsers, int64(ledger.EndOfTime), int64(ledger.LastPositionAt(ledger.Instant(whole)))}, nil
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
