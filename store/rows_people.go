package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// fillUsers gives one row per account of the directory, licensed or not.
func (d *day) fillUsers(t *table, people *directory) {
	asOf := ledger.Text(d.position(ledger.SourceUsers).Instant().String())
	for i := range people.people {
		row := d.personRow(people, &people.people[i])
		row.AsOf = asOf
		t.add(row)
	}
}

// fillDeparted gives the accounts that left, with what they held in the last
// listing that had them: one row per service, or one without a service.
func (d *day) fillDeparted(ctx context.Context, t *table, people *directory) error {
	services, err := d.services(ctx)
	if err != nil {
		return err
	}
	asOf := ledger.Text(d.position(ledger.SourceUsers).Instant().String())
	for _, id := range d.departedIDs(people) {
		held, err := d.heldLast(ctx, people.departed[id], services)
		if err != nil {
			return err
		}
		for _, row := range held {
			d.departedRow(people, id, &row)
			row.AsOf = asOf
			t.add(&row)
		}
	}
	return nil
}

// departedIDs gives the accounts that had left, those the directory listing
// still had when the deleted users already told otherwise included.
func (d *day) departedIDs(people *directory) []string {
	var ids []string
	for id := range people.departed {
		ids = append(ids, id)
	}
	for id := range people.deleted {
		if n, ok := people.byID[id]; ok && people.deletedAfter {
			p := people.people[n]
			people.departed[id] = &absence{person: p, leftPos: ledger.EndOfTime, leftBefore: people.deleted[id], deletedAt: people.deleted[id]}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (d *day) departedRow(people *directory, id string, row *ledger.Row) {
	a := people.departed[id]
	status, since := people.status(id, d.at)
	row.UserID, row.UserName, row.EmailAddress = ledger.Text(id), ledger.UnknownWord, ledger.UnknownWord
	row.Status, row.StatusSince = ledger.Text(status), ledger.Text(since)
	row.LastKnownName, row.LastKnownEmail = ledger.Text(a.name), ledger.Text(a.email)
	row.Department, row.CostCenter = ledger.Text(a.department), ledger.Text(a.costCenter)
	row.Source, row.Basis = ledger.SourceUsers, ledger.Text(ledger.BasisDirectory)
}

// heldLast gives what an account held in the last listing that had it.
func (d *day) heldLast(ctx context.Context, a *absence, services map[string][]service) ([]ledger.Row, error) {
	var held []ledger.Row
	last := int64(a.leftPos)
	err := each(ctx, d.ledger.read, `SELECT f.sku_id, min(coalesce(f.assigned_by_group, '')), coalesce(min(f.updated_at), 0), min(s.from_pos)
		FROM assignment f JOIN assignment_span s USING (fact_id) WHERE f.user_id = ? AND s.to_pos = ? GROUP BY f.sku_id ORDER BY f.sku_id`,
		[]any{a.id, last}, func(rows *sql.Rows) error {
			var x assignment
			if err := rows.Scan(&x.skuID, &x.group, &x.updatedAt, &x.from); err != nil {
				return err
			}
			for _, s := range services[x.skuID] {
				held = append(held, ledger.Row{Service: ledger.Text(s.plan.Service), ServiceID: ledger.Text(s.plan.ID),
					License: ledger.Text(s.license), LicenseID: ledger.Text(x.skuID), Product: ledger.Text(s.class.Product),
					Origin: ledger.Text(s.class.Origin), Tier: ledger.Text(s.class.Tier), AssignedBy: ledger.Text(x.by()),
					AssignedDate: ledger.Text(x.updatedAt.String()), FirstSeen: ledger.Text(x.from.Instant().String())})
			}
			return nil
		})
	if len(held) == 0 {
		held = []ledger.Row{{}}
	}
	return held, err
}
