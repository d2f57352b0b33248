package ledger

import "slices"

// maxEqualRows bounds how many equal rows are reasoned about together. More of
// them come from a license given to a whole department on one day; to reason
// about those would cost much and name nobody.
const maxEqualRows = 64

// narrowTogether narrows the rows that began in one listing. It only ever takes
// away, in an order that the content decides, and goes on until nothing is left
// to take; so what it does to rows that share no candidates does not depend on
// each other.
func narrowTogether(rows []*unknown) {
	j := &joint{rowsOf: map[*Holder][]*unknown{}}
	tellable := slices.DeleteFunc(slices.Clone(rows), func(u *unknown) bool { return u.perhaps || len(u.candidates) == 0 })
	equal := runsOfEqual(tellable)
	for i, rows := range equal {
		if len(rows) > maxEqualRows {
			rows = slices.DeleteFunc(slices.Clone(rows), func(u *unknown) bool { return len(u.candidates) > 1 })
			equal[i] = nil
		}
		for _, u := range rows {
			for _, c := range u.candidates {
				j.rowsOf[c.holder] = append(j.rowsOf[c.holder], u)
			}
			if len(u.candidates) == 1 {
				j.settled = append(j.settled, u)
			}
		}
	}
	for {
		for len(j.settled) > 0 {
			u := j.settled[0]
			j.settled = j.settled[1:]
			j.follow(u)
		}
		j.changed = false
		for _, rows := range equal {
			j.narrowByCount(rows)
		}
		if !j.changed {
			return
		}
	}
}

type joint struct {
	rowsOf  map[*Holder][]*unknown // rows to reason about that had the person as a candidate, in content order
	settled []*unknown             // rows that came down to one candidate, to be followed
	changed bool                   // a candidate was taken away
}

// follow draws the conclusions from u being its only candidate's: that person
// was Unknown in the listing, hence all their rows were.
func (j *joint) follow(u *unknown) {
	if len(u.candidates) != 1 {
		return // lost its candidate since it was settled
	}
	person := u.candidates[0].holder
	for _, equal := range runsOfEqual(j.rowsOf[person]) {
		for _, v := range equal {
			if v != u && v.find(person) != nil {
				j.claim(person, v, equal, true)
			}
		}
	}
}

// claim gives person their share of the rows equal to v. Rows that are the same
// in all they say can be given out in any order, but only if interchangeably is
// set.
func (j *joint) claim(person *Holder, v *unknown, equal []*unknown, interchangeably bool) {
	var open []*unknown
	owned := 0
	capacity := v.find(person).capacity
	for _, w := range equal {
		if w.find(person) == nil {
			continue
		}
		if len(w.candidates) == 1 {
			owned++
			if owned > capacity {
				j.remove(w, person) // somebody's whom no listing ever named
			}
			continue
		}
		open = append(open, w)
	}
	missing := capacity - owned
	switch {
	case len(open) == 0:
	case missing <= 0:
		for _, w := range open {
			j.free(w, person)
		}
	case len(open) <= missing:
		for _, w := range open {
			j.settle(w, person)
		}
	case interchangeably && sameInAll(open):
		for _, w := range open[:missing] {
			j.settle(w, person)
		}
		for _, w := range open[missing:] {
			j.free(w, person)
		}
	}
}

// narrowByCount finds people without whom equal rows cannot all be accounted
// for: they were Unknown in the listing, with all their rows.
func (j *joint) narrowByCount(rows []*unknown) {
	var listed []*unknown
	for _, v := range rows {
		if len(v.candidates) > 0 {
			listed = append(listed, v)
		}
	}
	if len(listed) < 2 {
		return // a single row is settled or open by itself
	}
	for _, person := range indispensable(listed) {
		for _, equal := range runsOfEqual(j.rowsOf[person]) {
			if equal[0].equals(listed[0]) {
				continue
			}
			for _, v := range equal {
				if v.find(person) != nil {
					j.claim(person, v, equal, false)
				}
			}
		}
	}
}

// indispensable gives the people that the rows need: without them there would
// be more rows than all the others could own. None when there are more rows
// than candidates could own, since then somebody unseen is among them.
func indispensable(rows []*unknown) []*Holder {
	capacity := map[*Holder]int{}
	var people []*Holder
	total := 0
	for _, u := range rows {
		for _, c := range u.candidates {
			if _, counted := capacity[c.holder]; !counted {
				capacity[c.holder] = c.capacity
				people = append(people, c.holder)
				total += c.capacity
			}
		}
		if len(people) > 2*len(rows) {
			return nil
		}
	}
	if total < len(rows) {
		return nil
	}
	return slices.DeleteFunc(people, func(p *Holder) bool { return total-capacity[p] >= len(rows) })
}

func (j *joint) settle(u *unknown, person *Holder) {
	u.candidates = []*candidate{u.find(person)}
	j.settled = append(j.settled, u)
	j.changed = true
}

func (j *joint) free(u *unknown, person *Holder) {
	j.remove(u, person)
	if len(u.candidates) == 1 {
		j.settled = append(j.settled, u)
	}
}

func (j *joint) remove(u *unknown, person *Holder) {
	u.remove(person)
	j.changed = true
}

func (u *unknown) find(person *Holder) *candidate {
	for _, c := range u.candidates {
		if c.holder == person {
			return c
		}
	}
	return nil
}

// remove leaves the old slice as it is: rows that say the same share it.
func (u *unknown) remove(person *Holder) {
	left := make([]*candidate, 0, len(u.candidates))
	for _, c := range u.candidates {
		if c.holder != person {
			left = append(left, c)
		}
	}
	u.candidates = left
}

// equals tells whether two Unknown rows of one source have the same
// fingerprint, whatever their expiration. Rows of different precision are not
// equal here, though they may be the same person's: a source keeps to one
// precision within a listing.
func (u *unknown) equals(v *unknown) bool {
	return u.row.Seen.Source == v.row.Seen.Source && u.key == v.key && u.license == v.license &&
		u.row.AssignedDate == v.row.AssignedDate
}

// sameInAll tells whether nothing but the order tells the rows apart.
func sameInAll(rows []*unknown) bool {
	for _, u := range rows[1:] {
		if u.row.Seen != rows[0].row.Seen || u.row.ExpirationDate != rows[0].row.ExpirationDate {
			return false
		}
	}
	return true
}

// runsOfEqual splits rows in content order into runs of equal ones.
func runsOfEqual(rows []*unknown) [][]*unknown {
	var runs [][]*unknown
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].equals(rows[0]) {
			n++
		}
		runs = append(runs, rows[:n])
		rows = rows[n:]
	}
	return runs
}
