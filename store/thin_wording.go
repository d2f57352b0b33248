package store

import (
	"context"
	"database/sql"
)

// dropWordings removes the words that no line uses any more, as drawing
// conclusions anew would. Unknown lines all stay, and so do their words.
func (t *thinner) dropWordings(ctx context.Context) error {
	used := map[wording]bool{}
	err := each(ctx, t.tx, `SELECT coalesce(f.user_name, ''), coalesce(f.email_address, ''), coalesce(f.service, ''), coalesce(f.license, ''),
			coalesce(f.assigned_date, '') FROM report_row f
		WHERE NOT EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = f.fact_id)`, nil, func(rows *sql.Rows) error {
		var name, address, service, license, date string
		err := rows.Scan(&name, &address, &service, &license, &date)
		used[wordedAs(service, license, date, namedByOf(name, address))] = true
		return err
	})
	if err != nil {
		return err
	}
	var unused []int64
	err = each(ctx, t.tx, `SELECT wording_id, service, license, precision, named_by FROM wording WHERE named_by <> ?`, []any{string(byNothing)}, func(rows *sql.Rows) error {
		var id int64
		var w wording
		err := rows.Scan(&id, &w.service, &w.license, &w.precision, &w.namedBy)
		if !used[w] {
			unused = append(unused, id)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range unused {
		if _, err := t.tx.ExecContext(ctx, `DELETE FROM wording WHERE wording_id = ?`, id); err != nil {
			return err
		}
	}
	return nil
}
