package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// peopleTable is a table of rows that each belong to an account of the
// directory.
func peopleTable(h *history, dir *directory, rows int, who func(row uint32) uint32) *table {
	p := dir.people
	t := blank(rows)
	t.columns["user_id"] = coded(p.ids, who)
	for _, c := range []struct {
		shown, known string
		said         codedColumn
		sort         **lens
	}{{"user_name", "last_known_name", p.names, &t.sortName}, {"email_address", "last_known_email", p.emails, &t.sortEmail}} {
		dict := c.said.dict.Clone()
		unknown := dict.Add([]byte(ledger.UnknownWord))
		said := func(row uint32) uint32 { return c.said.codes.At(dir.fact[who(row)] - 1) }
		left := func(row uint32) bool { return statuses[dir.status[who(row)]].Departed() }
		t.columns[c.shown] = coded(dict, func(row uint32) uint32 {
			if left(row) {
				return unknown
			}
			return said(row)
		})
		t.columns[c.known] = coded(dict, func(row uint32) uint32 {
			if left(row) {
				return said(row)
			}
			return 0
		})
		*c.sort = coded(dict, said)
	}
	t.columns["status"] = coded(wordsOf(statuses), func(row uint32) uint32 { return uint32(dir.status[who(row)]) })
	t.columns["status_since"] = written(rows, func(row uint32) string { return dir.since(who(row)) })
	t.columns["restorable_until"] = written(rows, func(row uint32) string { return dir.restorableUntil(who(row)) })
	for name, c := range p.parts {
		t.columns[name] = coded(c.dict, func(row uint32) uint32 { return c.codes.At(dir.fact[who(row)] - 1) })
	}
	t.columns["source"], t.columns["basis"] = same(dir.source), same(string(ledger.BasisDirectory))
	t.who, t.person, t.persons = who, who, func() int { return h.personCount(p) }
	t.status = func(row uint32) ledger.Status { return statuses[dir.status[who(row)]] }
	t.product = func(uint32) ledger.Product { return "" }
	t.pair = func(uint32) uint32 { return 0 }
	return t
}

// usersTable gives one row per account of the directory, licensed or not.
func (d *day) usersTable(dir *directory) *table {
	t := peopleTable(d.history, dir, len(dir.present), func(row uint32) uint32 { return dir.people.userID.At(dir.present[row]) })
	t.columns["as_of"] = same(d.accounts().pos.Instant().String())
	return t
}

// departedTable gives the accounts that left, with what they held in the last
// listing that had them: one row per service, or one without a service.
func (d *day) departedTable(ctx context.Context, dir *directory) (*table, error) {
	services, err := d.services(ctx)
	if err != nil {
		return nil, err
	}
	held, err := d.heldLast(ctx, dir)
	if err != nil {
		return nil, err
	}
	asOf := ledger.Text(d.accounts().pos.Instant().String())
	var rows []ledger.Row
	for _, who := range dir.departed() {
		of := d.departedRows(held[who], services)
		for i := range of {
			dir.describe(who, &of[i])
			of[i].AsOf = asOf
		}
		rows = append(rows, of...)
	}
	return tableOf(d.history, dir.people, rows), nil
}

// departed gives the accounts that had left, those the directory listing still
// had when the deleted users already told otherwise included.
func (dir *directory) departed() []uint32 {
	var all []uint32
	for who, status := range dir.status {
		if statuses[status].Departed() {
			all = append(all, uint32(who))
		}
	}
	return all
}

// describe fills in who left.
func (dir *directory) describe(who uint32, row *ledger.Row) {
	name, email := dir.nameOf(who)
	row.UserID, row.UserName, row.EmailAddress = ledger.Text(dir.people.ids.At(who)), ledger.UnknownWord, ledger.UnknownWord
	row.Status, row.StatusSince = ledger.Text(statuses[dir.status[who]]), ledger.Text(dir.since(who))
	row.RestorableUntil = ledger.Text(dir.restorableUntil(who))
	row.LastKnownName, row.LastKnownEmail = ledger.Text(name), ledger.Text(email)
	row.Department, row.CostCenter = ledger.Text(dir.part(who, "department")), ledger.Text(dir.part(who, "cost_center"))
	row.Source, row.Basis = ledger.Text(dir.source), ledger.Text(ledger.BasisDirectory)
}

// lastHold is a license that somebody held in the last listing that had them.
type lastHold struct {
	sku, by string
	group   string // its name, where that was read
	moved   ledger.Instant
	from    ledger.Instant // of the first listing that has it
	without []string       // service plans that were switched off
}

// heldLast gives what the leavers held last.
func (d *day) heldLast(ctx context.Context, dir *directory) (map[uint32][]lastHold, error) {
	held, err := d.heldStill(ctx, dir)
	if err != nil {
		return nil, err
	}
	if err := d.history.reading(ctx, func(q querier) error { return dir.heldUntil(ctx, q, held) }); err != nil {
		return nil, err
	}
	names, err := d.groupNames(ctx)
	for _, all := range held {
		for i := range all {
			all[i].group = names[all[i].group]
		}
	}
	return held, err
}

// heldStill gives what those hold whom the listing of the day still has, though
// the deleted users tell otherwise.
func (d *day) heldStill(ctx context.Context, dir *directory) (map[uint32][]lastHold, error) {
	held := map[uint32][]lastHold{}
	holds, err := d.holdings(ctx)
	if err != nil {
		return nil, err
	}
	m, err := d.history.late(ctx, ledger.SourceUsers, ledger.KindAssignment)
	if err != nil {
		return nil, err
	}
	moved := m.coded(ledger.KindAssignment, "updated_at")
	for _, who := range dir.departed() {
		if dir.fact[who] == 0 {
			continue
		}
		for own := range holds.of(who) {
			h := lastHold{sku: holds.sku.dict.At(own.sku), by: assignedByWords[holds.way(own)], group: holds.group.at(own.fact), moved: instantOf(moved.at(own.fact)), from: holds.from(own),
				without: switchedOff(holds.plans.at(own.fact))}
			if all := held[who]; len(all) == 0 || all[len(all)-1].sku != h.sku {
				held[who] = append(all, h)
			}
		}
	}
	return held, nil
}

// heldUntil adds what those held who are gone from the directory, in the last
// listing that had them.
func (dir *directory) heldUntil(ctx context.Context, q querier, held map[uint32][]lastHold) error {
	return each(ctx, q, `SELECT f.user_id, d.left_pos, f.sku_id, CASE WHEN f.assigned_by_group IS NOT NULL THEN 'group' WHEN c.name = ? THEN 'direct' ELSE '' END,
			coalesce(f.assigned_by_group, ''), coalesce(f.updated_at, 0), s.from_pos, coalesce(f.disabled_plans, '')
		FROM departure d CROSS JOIN source c ON c.name IN (`+textList(ledger.DirectorySources())+`) CROSS JOIN listing g ON g.source_id = c.source_id AND g.pos = d.last_pos
		CROSS JOIN assignment f ON f.user_id = d.user_id CROSS JOIN assignment_span s ON s.fact_id = f.fact_id
		WHERE +f.source_id = g.source_id AND s.from_pos <= d.last_pos AND s.to_pos > d.last_pos
			AND f.state IS NOT 'Error' AND f.state IS NOT 'Disabled' ORDER BY f.user_id, f.sku_id, f.assigned_by_group`,
		[]any{ledger.SourceUsers}, func(rows *sql.Rows) error {
			var id sql.RawBytes
			var h lastHold
			var left, from ledger.Position
			var without string
			if err := rows.Scan(&id, &left, &h.sku, &h.by, &h.group, &h.moved, &from, &without); err != nil {
				return err
			}
			h.from, h.without = from.Instant(), switchedOff(without)
			who, _ := dir.people.ids.Find(string(id))
			l := dir.leavingOf(who)
			if all := held[who]; l != nil && l.left == left && dir.fact[who] == 0 && (len(all) == 0 || all[len(all)-1].sku != h.sku) {
				held[who] = append(all, h)
			}
			return nil
		})
}

// departedRows gives a row for every service held last, or one without.
func (d *day) departedRows(held []lastHold, services map[string][]service) []ledger.Row {
	var rows []ledger.Row
	for _, h := range held {
		for _, s := range services[h.sku] {
			if slices.Contains(h.without, s.plan.ID) {
				continue
			}
			rows = append(rows, ledger.Row{Service: ledger.Text(s.plan.Service), ServiceID: ledger.Text(s.plan.ID),
				License: ledger.Text(s.license), LicenseID: ledger.Text(s.licenseID), Product: ledger.Text(s.class.Product),
				Origin: ledger.Text(s.class.Origin), Tier: ledger.Text(s.class.Tier), AssignedBy: ledger.Text(h.by), GroupName: ledger.Text(h.group),
				AssignedDate: ledger.Text(h.moved.String()), FirstSeen: ledger.Text(h.from.String())})
		}
	}
	if len(rows) == 0 {
		rows = []ledger.Row{{}}
	}
	return rows
}
