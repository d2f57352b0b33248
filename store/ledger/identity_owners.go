package ledger

import (
	"cmp"
	"slices"
)

// cohort is the Unknown rows that began in one listing.
type cohort struct {
	source string
	first  Instant
}

// narrow takes candidates away that other rows rule out, listing by listing.
func narrow(suspects []*unknown) {
	rows := map[cohort][]*unknown{}
	var order []cohort
	for _, u := range suspects {
		c := cohort{u.row.Seen.Source, u.row.Seen.First}
		if rows[c] == nil {
			order = append(order, c)
		}
		rows[c] = append(rows[c], u)
	}
	slices.SortFunc(order, func(a, b cohort) int { return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.first, b.first)) })
	owners := owners{}
	for _, c := range order {
		owners.exclude(rows[c])
		narrowTogether(rows[c])
		owners.add(rows[c])
	}
}

// owners are the people to whom rows of earlier listings came down, with the
// last listings that have these rows.
type owners map[run]map[string][]Instant

// run names equal Unknown rows of a source.
type run struct {
	source string
	kind
}

func (u *unknown) run() run {
	return run{u.row.Seen.Source, kind{u.key, u.license, u.row.AssignedDate}}
}

func (o owners) add(rows []*unknown) {
	for _, u := range rows {
		person := u.owner()
		if person == "" {
			continue
		}
		if o[u.run()] == nil {
			o[u.run()] = map[string][]Instant{}
		}
		o[u.run()][person] = append(o[u.run()][person], u.row.Seen.Last)
	}
}

// exclude takes those out of the candidates who own as many such rows as they
// held, while these are still shown.
func (o owners) exclude(rows []*unknown) {
	left := map[*candidate]int{} // rows that say the same share their candidates
	for _, u := range rows {
		owned := o[u.run()]
		if len(owned) == 0 || u.perhaps {
			continue
		}
		for _, c := range slices.Clone(u.candidates) {
			if _, counted := left[c]; !counted {
				for _, last := range owned[c.holder.Person] {
					if last >= u.row.Seen.First {
						c.capacity--
					}
				}
				left[c] = c.capacity
			}
			if left[c] <= 0 {
				u.remove(c.holder)
			}
		}
	}
}

// owner is the person to whom a row came down; "" when it did to nobody.
func (u *unknown) owner() string {
	switch {
	case u.row.Concluded:
		return u.row.Owner
	case u.perhaps || len(u.candidates) != 1:
		return ""
	}
	return u.candidates[0].holder.Person
}
