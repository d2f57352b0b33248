package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// GroupsAndCosts is GroupsBy, with what the licenses of each group cost a month
// at the prices of the day: each person's license once, however many services it
// brings and rows it has. Licenses of people who left cost nothing any more, and
// rows of nobody in particular tell of no license that somebody holds: both are
// left out. Unpriced counts the licenses whose price is not known.
func (v *View) GroupsAndCosts(ctx context.Context, name string) (groups []ledger.Group, costs []ledger.Sums, err error) {
	err = v.dividing(ctx, name, func(c *lens) error {
		d, err := v.history.day(v.Snapshot)
		if err != nil {
			return err
		}
		parts := v.chosen.divided(c)
		groups = v.chosen.groups(c, parts)
		cost, err := d.coster(ctx, v.chosen)
		if err != nil {
			return err
		}
		for _, code := range parts.codes {
			costs = append(costs, cost(parts.of(code)))
		}
		return nil
	})
	return groups, costs, err
}

// rate is what a unit of a license costs on the day.
type rate struct {
	price  ledger.Price
	priced bool
	free   bool // as long as nobody sets a price
	byTier bool // nothing but its rows tells whether it is
}

// rates tells what the licenses of a table cost, by their ids.
type rates struct {
	day    string
	prices []ledger.Price
	seats  map[string]*ledger.SeatRow // nil where no listing of the licenses speaks
}

func (d *day) rates(ctx context.Context) (rates, error) {
	r := rates{day: d.history.ledger.day(d.at), seats: map[string]*ledger.SeatRow{}}
	var err error
	if r.prices, err = d.history.ledger.Prices(ctx); err != nil {
		return r, err
	}
	rows, err := d.seats(ctx)
	for i := range rows {
		r.seats[string(rows[i].LicenseID)] = &rows[i]
	}
	return r, err
}

// of gives the rate of a license; freeTier is what a row says of a service of
// it, which counts where nothing else tells what the license is.
func (r *rates) of(id string, freeTier bool) rate {
	p, priced := ledger.PriceOn(r.prices, id, r.day)
	if seat := r.seats[id]; seat != nil {
		return rate{price: p, priced: priced, free: seat.IsFree()}
	}
	if ledger.IsTrialLicense(id, "") {
		return rate{price: p, priced: priced, free: true}
	}
	return rate{p, priced, freeTier, true}
}

// coster gives a sum of rows, for one group after the other.
func (d *day) coster(ctx context.Context, s *selection) (func(rows []uint32) ledger.Sums, error) {
	all, err := d.rates(ctx)
	if err != nil {
		return nil, err
	}
	t := s.table
	of, known := t.rated(s, &all)
	statusDict, status := t.columns["status"].scan()
	out := make([]bool, statusDict.Len()) // whose licenses nobody holds
	for code := range out {
		said := ledger.Status(statusDict.At(uint32(code)))
		out[code] = said.Departed() || said == ledger.StatusUnresolved
	}
	held, counts := newHeldOnce(t.persons(), len(known)), make([]int64, len(known))
	return func(rows []uint32) (sums ledger.Sums) {
		held.begin()
		var touched []uint32
		for _, row := range rows {
			n, person := of(row), t.person(row)
			if n == noRate || person == 0 || out[status(row)] {
				continue
			}
			own, _ := held.of(person)
			if own.has(int(n)) {
				continue
			}
			own.put(int(n))
			if counts[n] == 0 {
				touched = append(touched, n)
			}
			counts[n]++
		}
		slices.Sort(touched)
		for _, n := range touched {
			if r := known[n]; r.priced || !r.free {
				sums.Add(r.price, r.priced, counts[n])
			}
			counts[n] = 0
		}
		return sums
	}, nil
}

// noRate is that of rows without a license.
const noRate = ^uint32(0)

// rated numbers the licenses in the rows of a selection, and gives the rate of
// each. One that a row names in words only has no price; two services of it, one
// of which is free, make no two licenses.
func (t *table) rated(s *selection, all *rates) (of func(row uint32) uint32, known []rate) {
	ids, id := t.columns["license_id"].scan()
	names, name := t.columns["license"].scan()
	tiers, tier := t.columns["tier"].scan()
	free := make([]bool, tiers.Len())
	for code := range free {
		switch ledger.Tier(tiers.At(uint32(code))) {
		case ledger.TierTrial, ledger.TierFree, ledger.TierDeveloper:
			free[code] = true
		}
	}
	numbers := make([]uint32, ids.Len()+names.Len())
	for i := range numbers {
		numbers[i] = noRate
	}
	place := func(row uint32) int {
		if code := id(row); code != 0 {
			return int(code)
		}
		return ids.Len() + int(name(row))
	}
	nothing := ids.Len() // neither an id nor a name
	for n := range s.len() {
		row := s.at(n)
		at := place(row)
		if at == nothing {
			continue
		}
		isFree := free[tier(row)]
		if numbers[at] == noRate {
			numbers[at] = uint32(len(known))
			known = append(known, all.of(ids.At(id(row)), isFree))
		} else if r := &known[numbers[at]]; r.byTier && !isFree {
			r.free = false // a service of it is paid for
		}
	}
	return func(row uint32) uint32 { return numbers[place(row)] }, known
}
