package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Since counts what changed between two days, with the rows that became Unknown
// and those of which it became known whose they are; a and b as in ViewSpec.At.
// Codes as OpenView.
func (l *Ledger) Since(ctx context.Context, a, b string) (ledger.Since, error) {
	for {
		s, err := l.since(ctx, a, b)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return s, classify("compare days", l.path, err)
		}
	}
}

func (l *Ledger) since(ctx context.Context, a, b string) (ledger.Since, error) {
	c, err := l.compareDays(ctx, a, b)
	if err != nil {
		return ledger.Since{}, err
	}
	c.history.mu.Lock()
	defer c.history.mu.Unlock()
	c.unknowns()
	s := ledger.Since{Before: c.before.day.snapshot, After: c.after.day.snapshot, Changes: []ledger.SinceChange{}, NotRead: append([]string{}, c.unread...)}
	for _, kind := range ledger.PeopleChanges() {
		if n := len(c.persons[kind]); n > 0 {
			s.Changes = append(s.Changes, ledger.SinceChange{Kind: kind, People: n})
		}
	}
	for _, kind := range ledger.RowChanges() {
		t := c.after.list
		if kind == ledger.ChangeLost {
			t = c.before.list
		}
		var all sum
		for _, row := range c.listed[kind] {
			all.add(t.person(row))
		}
		if all.rows > 0 {
			s.Changes = append(s.Changes, ledger.SinceChange{Kind: kind, Rows: all.rows, People: all.people()})
		}
	}
	return s, nil
}

// unknowns finds the rows of the later list that became Unknown, and those that
// were not known yet and are now. Only lists of reports have any.
func (c *comparison) unknowns() {
	a, b := c.before.list, c.after.list
	if a.list == nil || b.list == nil {
		return
	}
	was := c.unnamed(a)
	is := c.unnamed(b)
	matched := make([]int, len(was)) // place + 1 in is
	for j, i := range was.match(is, a.list.report == b.list.report) {
		if i < 0 {
			c.listed[ledger.ChangeUnknown] = append(c.listed[ledger.ChangeUnknown], is[j].row)
		} else {
			matched[i] = j + 1
		}
	}
	open := map[uint64]int{} // rows that were not known yet and are Unknown no more, by key
	for i := range was {
		if was[i].status != ledger.StatusUnresolved {
			continue
		}
		switch j := matched[i]; {
		case j == 0:
			open[was[i].key]++
		case is[j-1].status != ledger.StatusUnresolved:
			c.listed[ledger.ChangeKnown] = append(c.listed[ledger.ChangeKnown], is[j-1].row)
		}
	}
	c.named(b, open)
	slices.Sort(c.listed[ledger.ChangeKnown])
}

// named finds rows that name somebody in place of those that did not.
func (c *comparison) named(t *table, open map[uint64]int) {
	if len(open) == 0 {
		return
	}
	isUnknown, date := t.isUnknown(), t.columns["assigned_date"]
	for row := range uint32(t.rows) {
		if isUnknown(row) {
			continue
		}
		if key := c.key(t, row, date); open[key] > 0 {
			open[key]--
			c.listed[ledger.ChangeKnown] = append(c.listed[ledger.ChangeKnown], row)
		}
	}
}

// unnamedRow is a row that shows Unknown.
type unnamedRow struct {
	row    uint32
	fact   uint32 // of the report
	key    uint64
	status ledger.Status
}

type unnamedRows []unnamedRow

func (c *comparison) unnamed(t *table) unnamedRows {
	var rows unnamedRows
	isUnknown, date := t.isUnknown(), t.columns["assigned_date"]
	for row := range uint32(t.rows) {
		if isUnknown(row) {
			rows = append(rows, unnamedRow{row, t.list.lines[row], c.key(t, row, date), t.status(row)})
		}
	}
	return rows
}

// match gives, for rows of another day, the place here of the very line, else
// of one of the same person, service and license; -1 where there is none. Each
// is given once. oneReport tells that a line has the same number on both days.
func (was unnamedRows) match(is unnamedRows, oneReport bool) []int {
	places := make([]int, len(is))
	byFact, byKey := map[uint32]int{}, map[uint64][]int{}
	for i := range was {
		byFact[was[i].fact] = i
	}
	taken := make([]bool, len(was))
	for j := range is {
		places[j] = -1
		if i, ok := byFact[is[j].fact]; ok && oneReport {
			places[j], taken[i] = i, true
		}
	}
	for i := range was {
		if !taken[i] {
			byKey[was[i].key] = append(byKey[was[i].key], i)
		}
	}
	for j := range is {
		if own := byKey[is[j].key]; places[j] < 0 && len(own) > 0 {
			places[j], byKey[is[j].key] = own[0], own[1:]
		}
	}
	return places
}
