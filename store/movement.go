package store

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// Movement compares who holds which license on two days; before and after as in
// ViewSpec.At. A before of "" is a day on which nothing was read. Licenses are in
// the order of their names. Codes as OpenView.
func (l *Ledger) Movement(ctx context.Context, before, after string) (ledger.Movement, error) {
	const op = "compare holders"
	var moved ledger.Movement
	_, err := l.onDay(ctx, op, after, func(d *day, _ *directory) error {
		m := &mover{}
		unmoved, err := m.begin(ctx, d, before)
		if err == nil {
			err = m.run(ctx)
		}
		if err != nil {
			return err
		}
		moved = ledger.Movement{Unmoved: unmoved, Rows: m.result(), Back: m.back}
		return nil
	})
	return moved, err
}

// mover compares the holders of two days of one history.
type mover struct {
	before, after *moverDay // before is nil where nothing is compared
	licenses      *heldLicenses
	products      [][]ledger.Product // of the licenses
	counts        []ledger.MovementRow
	last          map[uint32][]uint32 // licenses that leavers held on their last day
	back          []ledger.SeatBack
}

type moverDay struct {
	*day
	dir  *directory
	held *holdings
}

func moverDayOf(ctx context.Context, d *day) (*moverDay, error) {
	dir, err := d.who(ctx)
	if err != nil {
		return nil, err
	}
	held, err := d.holdings(ctx)
	return &moverDay{d, dir, held}, err
}

// holds gives the licenses of a person on the day; none of somebody who is not
// there.
func (d *moverDay) holds(l *heldLicenses, who uint32, into []heldBy) []heldBy {
	if d == nil || d.dir.fact[who] == 0 || statuses[d.dir.status[who]].Departed() {
		return into[:0]
	}
	return l.of(d.held, who, into)
}

// begin loads both days and tells why they cannot be compared.
func (m *mover) begin(ctx context.Context, after *day, before string) (unmoved string, err error) {
	if m.after, err = moverDayOf(ctx, after); err != nil {
		return "", err
	}
	if m.licenses, err = after.heldLicenses(ctx, m.after.held); err != nil {
		return "", err
	}
	if !m.after.dir.isRead {
		return ledger.UnmovedNotRead, nil
	}
	if before == "" {
		return ledger.UnmovedNoReading, nil
	}
	snapshot, err := after.history.ledger.Resolve(ctx, before)
	if err != nil {
		return "", err
	}
	first, err := after.history.day(snapshot)
	if err != nil {
		return "", err
	}
	a, b := first.accounts(), after.accounts()
	switch {
	case a.pos == 0:
		return ledger.UnmovedNotRead, nil
	case a.source != b.source:
		return ledger.UnmovedOtherSource, nil
	case a.pos == b.pos:
		return ledger.UnmovedSameListing, nil
	}
	m.before, err = moverDayOf(ctx, first)
	return "", err
}

func (m *mover) run(ctx context.Context) error {
	m.counts = make([]ledger.MovementRow, len(m.licenses.all))
	if m.before != nil {
		if err := m.findProducts(ctx); err != nil {
			return err
		}
		if err := m.findBack(ctx); err != nil {
			return err
		}
	}
	var was, is []heldBy
	for who := range uint32(m.after.dir.people.ids.Len()) {
		was, is = m.before.holds(m.licenses, who, was), m.after.holds(m.licenses, who, is)
		for _, h := range is {
			m.counts[h.license].End++
		}
		if m.before == nil || len(was)+len(is) == 0 {
			continue
		}
		for _, h := range was {
			m.counts[h.license].Start++
		}
		m.move(who, was, is)
	}
	return nil
}

// move counts how the licenses of a person became others.
func (m *mover) move(who uint32, was, is []heldBy) {
	has := func(all []heldBy, license uint32) bool {
		return slices.ContainsFunc(all, func(h heldBy) bool { return h.license == license })
	}
	var lost []uint32
	for _, h := range was {
		if !has(is, h.license) {
			lost = append(lost, h.license)
		}
	}
	for _, h := range is {
		if has(was, h.license) {
			continue
		}
		now := &m.counts[h.license]
		swapped := slices.IndexFunc(lost, func(other uint32) bool { return m.alike(h.license, other) })
		switch {
		case swapped >= 0:
			now.SwappedIn++
			m.counts[lost[swapped]].SwappedOut++
			lost = slices.Delete(lost, swapped, swapped+1)
		case statuses[m.before.dir.status[who]].Departed():
			now.Returned++
		default:
			now.New++
		}
	}
	for _, license := range lost {
		if slices.Contains(m.last[who], license) {
			m.counts[license].Left++
		} else {
			m.counts[license].Ended++
		}
	}
}

// alike tells whether two licenses bring the same product, so that one can take
// the place of the other.
func (m *mover) alike(a, b uint32) bool {
	return slices.ContainsFunc(m.products[a], func(p ledger.Product) bool { return slices.Contains(m.products[b], p) })
}

func (m *mover) findProducts(ctx context.Context) error {
	m.products = make([][]ledger.Product, len(m.licenses.all))
	for _, d := range []*moverDay{m.before, m.after} { // a license may no longer be told of
		services, err := d.services(ctx)
		if err != nil {
			return err
		}
		for sku, brought := range services {
			code, ok := d.held.skus[sku]
			if !ok {
				continue
			}
			own := &m.products[m.licenses.place[code]]
			for i := range brought {
				if product := brought[i].class.Product; !slices.Contains(*own, product) {
					*own = append(*own, product)
				}
			}
		}
	}
	return nil
}

// result gives the licenses that somebody held on either day.
func (m *mover) result() []ledger.MovementRow {
	var rows []ledger.MovementRow
	for i, row := range m.counts {
		if row.Start+row.End+row.New+row.Returned+row.SwappedIn == 0 {
			continue
		}
		row.LicenseID, row.License = ledger.Text(m.licenses.all[i].id), ledger.Text(m.licenses.all[i].name)
		rows = append(rows, row)
	}
	return rows
}

// findBack finds who left between the days, and what they held last.
func (m *mover) findBack(ctx context.Context) error {
	d, dir := m.after.day, m.after.dir
	if err := dir.name(ctx, d); err != nil {
		return err
	}
	held, err := d.heldLast(ctx, dir)
	if err != nil {
		return err
	}
	m.last = map[uint32][]uint32{}
	var was []heldBy
	for _, who := range dir.departed() {
		if statuses[m.before.dir.status[who]].Departed() || len(held[who]) == 0 {
			continue
		}
		was = m.before.holds(m.licenses, who, was)
		for _, h := range held[who] {
			code, ok := m.after.held.skus[h.sku]
			if !ok {
				continue
			}
			license := m.licenses.place[code]
			if slices.Contains(m.last[who], license) {
				continue
			}
			m.last[who] = append(m.last[who], license)
			b := ledger.SeatBack{AtStart: slices.ContainsFunc(was, func(h heldBy) bool { return h.license == license })}
			dir.describe(who, &b.Row)
			b.LicenseID, b.License = ledger.Text(m.licenses.all[license].id), ledger.Text(m.licenses.all[license].name)
			b.AssignedBy, b.GroupName, b.FirstSeen = ledger.Text(h.by), ledger.Text(h.group), ledger.Text(h.from.String())
			b.IdentityConfidence = ledger.Text(ledger.ConfidenceCertain)
			if b.Status == ledger.Text(ledger.StatusLeft) { // nobody could look among the deleted accounts
				b.IdentityConfidence = ledger.Text(ledger.ConfidenceLikely)
			}
			if ledger.IsErased(string(b.LastKnownName)) || ledger.IsErased(string(b.LastKnownEmail)) {
				b.LastKnownName, b.LastKnownEmail, b.Status = "", "", ledger.Text(ledger.StatusErased)
			}
			m.back = append(m.back, b)
		}
	}
	slices.SortStableFunc(m.back, func(a, b ledger.SeatBack) int {
		return cmp.Or(column.Compare(string(a.LastKnownName), string(b.LastKnownName)), cmp.Compare(a.UserID, b.UserID), column.Compare(string(a.License), string(b.License)))
	})
	return nil
}
