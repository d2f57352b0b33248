package store

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// day is everything known of one snapshot, loaded when first asked for. It is
// guarded by the history it belongs to.
type day struct {
	history   *history
	snapshot  ledger.Snapshot
	at        ledger.Instant
	speaks    map[string]listing
	basis     ledger.Basis
	list      listing // what the list is made from
	directory *directory
	held      *holdings
	use       *use
	tables    map[ledger.ViewKind]*table
}

const cachedDays = 2

// day finds or begins the day of a snapshot; h.mu is held.
func (h *history) day(s ledger.Snapshot) (*day, error) {
	for i, d := range h.days {
		if d.snapshot.ID == s.ID {
			h.days = append(append(h.days[:i:i], h.days[i+1:]...), d)
			return d, nil
		}
	}
	d, err := h.newDay(s)
	if err != nil {
		return nil, err
	}
	h.days = append(h.days, d)
	if len(h.days) > cachedDays {
		h.days = h.days[1:]
	}
	return d, nil
}

// newDay begins a day that is not kept.
func (h *history) newDay(s ledger.Snapshot) (*day, error) {
	at, err := time.Parse(time.RFC3339, s.At)
	if err != nil {
		return nil, err
	}
	d := &day{history: h, snapshot: s, tables: map[ledger.ViewKind]*table{}}
	// A snapshot's text has seconds, its listings milliseconds.
	d.at = ledger.InstantOf(at) + 999
	d.speaks = cover(h.listings, d.at)
	d.basis, d.list = basisOf(d.speaks)
	return d, nil
}

// position is where a source's listing that speaks lies; 0 when none does.
func (d *day) position(source string) ledger.Position { return d.speaks[source].pos }

// newest gives the newest listing that speaks among some sources; none has the
// position 0.
func newest(speaks map[string]listing, sources []string) listing {
	var found listing
	for _, source := range sources {
		if g, ok := speaks[source]; ok && g.pos > found.pos {
			found = g
		}
	}
	return found
}

// accounts gives the listing that tells who has an account, whatever its
// source.
func (d *day) accounts() listing { return newest(d.speaks, ledger.DirectorySources()) }

// deletions gives the listing that tells who is in the deleted users.
func (d *day) deletions() listing { return newest(d.speaks, ledger.DeletedSources()) }

// who tells who is who on the day.
func (d *day) who(ctx context.Context) (*directory, error) {
	if d.directory != nil {
		return d.directory, nil
	}
	people, err := d.history.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	d.directory = people.directoryAt(d)
	return d.directory, nil
}

// table makes the rows of a kind of view once.
func (d *day) table(ctx context.Context, kind ledger.ViewKind) (*table, error) {
	if t, ok := d.tables[kind]; ok {
		return t, nil
	}
	dir, err := d.who(ctx)
	if err != nil {
		return nil, err
	}
	t, err := d.makeTable(ctx, dir, kind)
	if err == nil {
		d.showUse(t)
		err = t.hideErased(ctx, d.history)
	}
	if err != nil {
		return nil, err
	}
	d.tables[kind] = t
	return t, nil
}

func (d *day) makeTable(ctx context.Context, dir *directory, kind ledger.ViewKind) (*table, error) {
	everybody := func(uint32) bool { return true }
	switch kind {
	case ledger.ViewList:
		switch d.basis {
		case ledger.BasisReport:
			return d.reportTable(ctx, dir)
		case ledger.BasisDirectory:
			return d.assignedTable(ctx, dir, everybody, false)
		}
		return tableOf(d.history, dir.people, nil), nil
	case ledger.ViewAssigned:
		return d.assignedTable(ctx, dir, everybody, false)
	case ledger.ViewBlocked:
		blocked := func(who uint32) bool { return dir.people.flags.at(dir.fact[who]-1) != "" }
		return d.assignedTable(ctx, dir, blocked, false)
	case ledger.ViewNeverUsed:
		return d.assignedTable(ctx, dir, everybody, true)
	case ledger.ViewTrials:
		return d.trialsTable(ctx, dir, false)
	case viewTrialsAndFree:
		return d.trialsTable(ctx, dir, true)
	case ledger.ViewUsers:
		if err := dir.name(ctx, d); err != nil {
			return nil, err
		}
		return d.usersTable(dir), nil
	case ledger.ViewGuests:
		return d.guestsTable(ctx, dir)
	case ledger.ViewUnknown:
		return d.unknownTable(ctx)
	case ledger.ViewDeparted:
		if err := dir.name(ctx, d); err != nil {
			return nil, err
		}
		return d.departedTable(ctx, dir)
	}
	return nil, ledger.Errorf(ledger.CodeUsage, "open view", "There is no view %q.", kind)
}

// assignedTable gives what the directory says is assigned.
func (d *day) assignedTable(ctx context.Context, dir *directory, keep func(who uint32) bool, neverUsed bool) (*table, error) {
	a, err := d.assignedRows(ctx, dir, keep)
	if err == nil && neverUsed {
		if err = a.neverUsed(ctx); err == nil {
			err = a.unseen(ctx)
		}
	}
	if err != nil {
		return nil, err
	}
	return a.table(), nil
}
