package store

import (
	"context"
	"strings"

	"licenseledger/store/ledger"
)

// PersonOn tells how a person stood on a day, and what they held then. key and
// errors as for Timeline, the day as for OpenView.
func (l *Ledger) PersonOn(ctx context.Context, key, at string) (ledger.PersonDay, error) {
	for {
		p, err := l.personOn(ctx, key, at)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return p, classify("read person", l.path, err)
		}
		// Published to meanwhile: what was loaded does not belong together.
	}
}

func (l *Ledger) personOn(ctx context.Context, key, at string) (ledger.PersonDay, error) {
	id, address, err := l.findPerson(ctx, key)
	if err != nil {
		return ledger.PersonDay{}, err
	}
	h, err := l.history(ctx)
	if err != nil {
		return ledger.PersonDay{}, err
	}
	snapshot, err := l.Resolve(ctx, at)
	if err != nil {
		return ledger.PersonDay{}, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, err := h.day(snapshot)
	if err != nil {
		return ledger.PersonDay{}, err
	}
	p := ledger.PersonDay{Snapshot: snapshot, ListSince: ledger.Text(d.listSince().String())}
	if id == "" {
		p.Person, err = l.addressee(ctx, address)
	} else {
		err = d.standing(ctx, id, &p)
	}
	if err == nil {
		p.Listed, err = d.listedOf(ctx, id, address)
	}
	return p, err
}

// listSince gives when a list was first read; 0 when none was by the day.
func (d *day) listSince() ledger.Instant {
	for _, g := range d.history.listings {
		if info, _ := ledger.SourceByName(g.source); info.IsReport && g.pos.Instant() <= d.at {
			return g.pos.Instant()
		}
	}
	return 0
}

// standing tells how an account stands on the day, and what it holds.
func (d *day) standing(ctx context.Context, id string, p *ledger.PersonDay) error {
	dir, err := d.who(ctx)
	if err != nil {
		return err
	}
	if p.Person, err = d.describePerson(ctx, id); err != nil {
		return err
	}
	who, _ := dir.people.ids.Find(id)
	p.RestorableUntil = ledger.Text(dir.restorableUntil(who))
	if _, known := dir.known(who); !known && dir.isRead {
		p.Absent = !statuses[dir.status[who]].Departed()
	}
	if statuses[dir.status[who]].Departed() {
		p.Held, err = d.leftBehind(ctx, dir, who)
		return err
	}
	t, err := d.assignedTable(ctx, dir, func(other uint32) bool { return other == who }, false)
	if err != nil {
		return err
	}
	d.showUse(t)
	if err := t.hideErased(ctx, d.history); err != nil {
		return err
	}
	p.Held, err = t.rowsOf(ctx, func(uint32) bool { return true })
	return err
}

// leftBehind gives what somebody held who left.
func (d *day) leftBehind(ctx context.Context, dir *directory, who uint32) ([]ledger.Row, error) {
	services, err := d.services(ctx)
	if err != nil {
		return nil, err
	}
	held, err := d.heldLast(ctx, dir)
	if err != nil || len(held[who]) == 0 {
		return nil, err
	}
	return d.departedRows(held[who], services), nil
}

// listedOf gives the rows of the list about an account, or about an address
// that no account has.
func (d *day) listedOf(ctx context.Context, id, address string) ([]ledger.Row, error) {
	if d.basis != ledger.BasisReport {
		return nil, nil
	}
	t, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return nil, err
	}
	if id != "" {
		who, _ := d.history.people.ids.Find(id)
		return t.rowsOf(ctx, func(row uint32) bool { return t.who(row) == who })
	}
	is := map[uint32]bool{} // letters may differ from list to list
	emails, email := t.sortEmail.scan()
	for code := range uint32(emails.Len()) {
		if strings.EqualFold(emails.At(code), address) {
			is[code] = true
		}
	}
	return t.rowsOf(ctx, func(row uint32) bool { return is[email(row)] })
}

// rowsOf puts together the rows that keep picks.
func (t *table) rowsOf(ctx context.Context, keep func(row uint32) bool) ([]ledger.Row, error) {
	if t.ready != nil {
		if err := t.ready(ctx); err != nil {
			return nil, err
		}
	}
	var rows []ledger.Row
	for row := range uint32(t.rows) {
		if keep(row) {
			rows = append(rows, t.row(row))
		}
	}
	return rows, nil
}
