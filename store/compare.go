package store

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// ComparedList is a downloaded list, to be compared with the ledger's.
type ComparedList struct {
	At             ledger.Instant // when it was made
	HasExpirations bool           // it has a column for them
	// Each hands on every row with its line, in the order of the file. It is
	// called twice and gives the same rows both times.
	Each func(ctx context.Context, row func(line int, r *ledger.ReportRow) error) error
}

// Comparison is the differences between a downloaded list and the ledger's list
// of a day, pinned to the state of the ledger when they were compared. It holds
// no transaction.
type Comparison struct {
	Snapshot ledger.Snapshot
	Basis    ledger.Basis
	AsOf     ledger.Instant // of the listing that the ledger's list is made from
	Rows     int            // of the ledger's list
	Counts   map[ledger.DifferenceKind]map[ledger.DifferenceReason]int

	history     *history
	list        *table
	differences []difference
	said        map[uint32]saidRow // rows of the file that differ, by their place in it
}

// difference is one of them without its texts.
type difference struct {
	kind        ledger.DifferenceKind
	reason      ledger.DifferenceReason
	since       string
	id          string // of the account; "" for none
	there, here uint32 // rows of the lists, where they have one
	fields      uint8  // bits, by comparedFields
	oneOf       uint32
}

type saidRow struct {
	ledger.ReportRow
	line int
}

var comparedFields = []string{"user_name", "assigned_date", "is_trial", "expiration_date"}

const (
	fieldName = 1 << iota
	fieldDate
	fieldTrial
	fieldExpires
)

// Compare finds the differences between a downloaded list and the ledger's list
// of the day that at names, as in ViewSpec.At. It writes nothing. Codes as
// OpenView, and what list.Each answers.
//
// Memory: about 48 bytes for each row of both lists while they are compared,
// and the texts of the file's rows that differ.
func (l *Ledger) Compare(ctx context.Context, at string, list ComparedList) (*Comparison, error) {
	for {
		c, err := l.compare(ctx, at, list)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return c, classify("compare lists", l.path, err)
		}
	}
}

func (l *Ledger) compare(ctx context.Context, at string, list ComparedList) (*Comparison, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	compared, err := l.compareDay(ctx, h, at)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, t := compared.day, compared.list
	if d.basis == ledger.BasisNone {
		return nil, ledger.Errorf(ledger.CodeNotFound, "compare lists",
			"On the day asked for, no list and no directory had been read that is recent enough to compare with. Choose another day.")
	}
	if t.ready != nil {
		if err := t.ready(ctx); err != nil {
			return nil, err
		}
	}
	c := &Comparison{Snapshot: d.snapshot, Basis: d.basis, AsOf: d.list.pos.Instant(), Rows: t.rows, history: h, list: t,
		Counts: map[ledger.DifferenceKind]map[ledger.DifferenceReason]int{}, said: map[uint32]saidRow{}}
	s := newSides(d, list.At)
	s.there.expires = list.HasExpirations
	if err := s.readHere(ctx, t); err != nil {
		return nil, err
	}
	if err := list.Each(ctx, func(_ int, r *ledger.ReportRow) error { return s.addThere(ctx, r) }); err != nil {
		return nil, err
	}
	if err := s.lookUp(ctx, &s.there, s.at); err != nil {
		return nil, err
	}
	m := matchSides(&s.there, &s.here)
	if err := c.keepSaid(ctx, m, list); err != nil {
		return nil, err
	}
	moments := [2]ledger.ListMoment{{At: list.At, Lags: true}, {At: c.AsOf, Lags: c.Basis == ledger.BasisReport}}
	return c, c.explain(ctx, s, m, moments)
}

// keepSaid reads the file again for the texts of the rows that differ.
func (c *Comparison) keepSaid(ctx context.Context, m *matching, list ComparedList) error {
	wanted := map[uint32]bool{}
	for _, pair := range m.different {
		wanted[m.there.rows[pair.there].row] = true
	}
	for i := range m.there.rows {
		if r := &m.there.rows[i]; !r.matched {
			wanted[r.row] = true
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var row uint32
	return list.Each(ctx, func(line int, r *ledger.ReportRow) error {
		if wanted[row] {
			c.said[row] = saidRow{*r, line}
		}
		row++
		return nil
	})
}

// Len is the number of differences.
func (c *Comparison) Len() int { return len(c.differences) }

// Differences gives differences from, from+1, ... up to n of them: by kind, then
// by reason, then in the order of the lists. ledger.CodeStale when the ledger
// changed since.
func (c *Comparison) Differences(from, n int) ([]ledger.Difference, error) {
	now, err := generation(context.Background(), c.history.ledger.read)
	if err != nil {
		return nil, classify("read differences", c.history.ledger.path, err)
	}
	if now != c.history.generation {
		return nil, errStale
	}
	c.history.mu.Lock()
	defer c.history.mu.Unlock()
	from = max(0, min(from, len(c.differences)))
	some := c.differences[from : from+max(0, min(n, len(c.differences)-from))]
	out := make([]ledger.Difference, 0, len(some))
	for i := range some {
		out = append(out, c.tell(&some[i]))
	}
	return out, nil
}

// tell puts the texts to a difference.
func (c *Comparison) tell(d *difference) ledger.Difference {
	out := ledger.Difference{Difference: d.kind, Reason: d.reason, Since: ledger.Text(d.since), UserID: ledger.Text(d.id), OneOf: int(d.oneOf)}
	for i, field := range comparedFields {
		if d.fields&(1<<i) != 0 {
			out.Fields = append(out.Fields, field)
		}
	}
	if d.kind != ledger.OnlyThere {
		out.Here = c.hereAt(d.here)
		text := func(name string) ledger.Text { return ledger.Text(c.list.columns[name].text(d.here)) }
		out.UserName, out.EmailAddress = lastKnown(out.Here.UserName, text("last_known_name")), lastKnown(out.Here.EmailAddress, text("last_known_email"))
		out.Service, out.License = out.Here.Service, out.Here.License
	}
	if d.kind != ledger.OnlyHere {
		said := c.said[d.there]
		out.Line = said.line
		out.There = &ledger.ComparedRow{UserName: ledger.Text(said.UserName), EmailAddress: ledger.Text(said.EmailAddress), Service: ledger.Text(said.Service),
			License: ledger.Text(said.License), AssignedDate: ledger.Text(said.AssignedDate), IsTrial: said.IsTrial, ExpirationDate: ledger.Text(said.ExpirationDate)}
		if out.UserName == "" || ledger.IsFiller(string(out.UserName)) {
			out.UserName = out.There.UserName
		}
		if out.EmailAddress == "" || ledger.IsFiller(string(out.EmailAddress)) {
			out.EmailAddress = out.There.EmailAddress
		}
		if out.Here == nil {
			out.Service, out.License = out.There.Service, out.There.License
		}
	}
	return out
}

func (c *Comparison) hereAt(row uint32) *ledger.ComparedRow {
	r := c.list.row(row)
	return &ledger.ComparedRow{UserName: r.UserName, EmailAddress: r.EmailAddress, Service: r.Service, License: r.License,
		AssignedDate: r.AssignedDate, IsTrial: r.IsTrial, ExpirationDate: r.ExpirationDate}
}

// sort orders the differences as people read them, and counts them.
func (c *Comparison) sort() {
	kinds, reasons := ledger.DifferenceKinds(), ledger.DifferenceReasons()
	slices.SortStableFunc(c.differences, func(a, b difference) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.kind), slices.Index(kinds, b.kind)),
			cmp.Compare(slices.Index(reasons, a.reason), slices.Index(reasons, b.reason)))
	})
	for i := range c.differences {
		d := &c.differences[i]
		if c.Counts[d.kind] == nil {
			c.Counts[d.kind] = map[ledger.DifferenceReason]int{}
		}
		c.Counts[d.kind][d.reason]++
	}
}
