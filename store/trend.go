package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// Trend tells the size of every reading that can be opened, oldest first. It
// looks at what every account ever held once, whatever the number of readings.
func (l *Ledger) Trend(ctx context.Context) ([]ledger.TrendPoint, error) {
	for {
		points, err := l.trend(ctx)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return points, classify("count readings", l.path, err)
		}
	}
}

func (l *Ledger) trend(ctx context.Context) ([]ledger.TrendPoint, error) {
	snapshots, err := l.Snapshots(ctx)
	if err != nil {
		return nil, err
	}
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	n, err := h.licensed(ctx)
	if err != nil {
		return nil, err
	}
	points := make([]ledger.TrendPoint, 0, len(snapshots))
	for i := range snapshots {
		s := &snapshots[i]
		point := ledger.TrendPoint{SnapshotID: s.ID, At: s.At, Basis: s.Basis}
		if s.Basis != ledger.BasisNone {
			point.Rows = &s.Rows
		}
		d, err := h.newDay(*s)
		if err != nil {
			return nil, err
		}
		if point.Licensed, err = n.on(ctx, d); err != nil {
			return nil, err
		}
		points = append(points, point)
	}
	return points, nil
}

// licensed counts the people with an assignment in listings of the directory.
// What licenses bring differs between days, though rarely: each time it does,
// everybody is counted once more.
type licensed struct {
	people *people
	holds  *assignments
	bounds []ledger.Position // from which on licenses bring something else, in order
	counts map[int][]int     // by the place among bounds, of every listing
}

func (h *history) licensed(ctx context.Context) (*licensed, error) {
	people, err := h.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	holds, err := h.assignments(ctx)
	if err != nil {
		return nil, err
	}
	n := &licensed{people: people, holds: holds, counts: map[int][]int{}}
	err = h.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT from_pos FROM license_service_span UNION SELECT to_pos FROM license_service_span ORDER BY 1`, nil, func(rows *sql.Rows) error {
			var pos ledger.Position
			err := rows.Scan(&pos)
			n.bounds = append(n.bounds, pos)
			return err
		})
	})
	return n, err
}

// on counts a day; nil where it is not known who holds what, or what that
// brings.
func (n *licensed) on(ctx context.Context, d *day) (*int, error) {
	accounts, skus := d.accounts(), d.position(ledger.SourceSubscribedSkus)
	if accounts.pos == 0 || skus == 0 && accounts.source == ledger.SourceUsers {
		return nil, nil
	}
	set, _ := slices.BinarySearch(n.bounds, skus+1)
	if n.counts[set] == nil {
		a, err := d.assigned(ctx, &directory{people: n.people})
		if err != nil {
			return nil, err
		}
		n.counts[set] = n.count(a)
	}
	place, ok := n.holds.image.place(accounts.pos)
	if !ok {
		return nil, errImage
	}
	return &n.counts[set][place], nil
}

// listedFor is listings from, from+1, ... before to in which somebody holds a license.
type listedFor struct{ from, to uint32 }

// count counts the people whom each listing gives a service, by what everybody
// ever held.
func (n *licensed) count(a *assigned) []int {
	places := uint32(len(n.holds.image.listings))
	brings := n.bringing(a)
	again := map[uint32][]listedFor{}
	for _, s := range n.holds.facts.again {
		again[s.fact] = append(again[s.fact], listedFor{s.from, s.to})
	}
	members := max(1, len(n.holds.image.members))
	grow := make([][]int, members) // by source: how many more than in the listing before
	for i := range grow {
		grow[i] = make([]int, places+1)
	}
	own := make([][]listedFor, members)
	for who := range uint32(n.people.ids.Len()) {
		for _, fact := range n.holds.ever(who) {
			if !brings(fact) {
				continue
			}
			member := n.holds.facts.memberOf(fact)
			if from := n.holds.facts.from.At(fact); from != 0 {
				own[member] = append(own[member], listedFor{from - 1, n.holds.facts.to.At(fact)})
			}
			own[member] = append(own[member], again[fact]...)
		}
		for i := range own {
			addTo(grow[i], own[i])
			own[i] = own[i][:0]
		}
	}
	return n.summed(grow)
}

// addTo counts somebody in every listing that one of the stretches has.
func addTo(grow []int, all []listedFor) {
	end := uint32(len(grow)) - 1
	for i := range all {
		if all[i].to == 0 {
			all[i].to = end
		}
	}
	slices.SortFunc(all, func(a, b listedFor) int { return cmp.Compare(a.from, b.from) })
	done := uint32(0)
	for _, s := range all {
		if from := max(s.from, done); from < s.to {
			grow[from]++
			grow[s.to]--
			done = s.to
		}
	}
}

// summed gives the number in each listing, by the source that made it.
func (n *licensed) summed(grow [][]int) []int {
	counts := make([]int, len(n.holds.image.listings))
	sums := make([]int, len(grow))
	for place := range counts {
		for i := range grow {
			sums[i] += grow[i][place]
		}
		member := 0
		if by := n.holds.facts.by; by != nil {
			member = int(by[place])
		}
		counts[place] = sums[member]
	}
	return counts
}

// bringing tells whether an assignment brings a service that people can use.
func (n *licensed) bringing(a *assigned) func(fact uint32) bool {
	known := map[[2]uint32]bool{}
	return func(fact uint32) bool {
		sku, plans := n.holds.sku.codes.At(fact), n.holds.plans.codes.At(fact)
		key := [2]uint32{sku, plans}
		does, ok := known[key]
		if !ok {
			does = slices.ContainsFunc(a.brought[sku], func(service uint32) bool { return plans == 0 || !a.leaves[[2]uint32{plans, service}] })
			known[key] = does
		}
		return does
	}
}
