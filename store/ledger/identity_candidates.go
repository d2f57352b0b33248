package ledger

import "slices"

// unknown is an Unknown row with what is thought about it.
type unknown struct {
	row        *UnknownRow
	key        fingerprintKey
	license    string       // canonical
	plan       string       // the service plan that the texts mean; "" when several or none
	candidates []*candidate // those who are left, in the order they are told; shared, never changed in place
	perhaps    bool         // all of them were alive and well: not to be told by name
	holders    int          // people who ever held such a row, candidates or not
	twins      bool         // a listing has two such Unknown rows
}

// candidate is a person who may be behind one Unknown row.
type candidate struct {
	holder      *Holder
	capacity    int     // how many such rows the person held at once
	contradicts bool    // the expiration dates differ
	living      bool    // was there while the row was Unknown, or had lost it
	timeOfDay   bool    // every such row of the person has a time of day
	lastNamed   Instant // last time a listing named the person before the row was Unknown; 0 for never
}

// findSuspects gives every Unknown row its candidates, each row by itself.
func findSuspects(rows []UnknownRow, holders []Holder) []*unknown {
	suspects := eachQuestion(rows, holders, func(u *unknown, held []*heldRows) {
		u.eachHolder(held, func(holder *Holder, rows []*HeldRow) {
			u.holders++
			if c := considerHolder(u.row, holder, rows); c != nil {
				u.candidates = append(u.candidates, c)
			}
		})
		u.preferTheLikelier()
	})
	markTwins(suspects)
	return suspects
}

// eachHolder finds the people who held rows like u, each with these rows.
func (u *unknown) eachHolder(held []*heldRows, consider func(holder *Holder, rows []*HeldRow)) {
	var matching []*HeldRow
	for _, of := range held {
		matching = matching[:0]
		for i, row := range of.rows {
			fits := of.licenses[i] == u.license
			if of.licenses[i] == "" {
				fits = row.ServicePlanID == "" || row.ServicePlanID == u.plan
			}
			if fits && SameDate(row.AssignedDate, u.row.AssignedDate) {
				matching = append(matching, row)
			}
		}
		if len(matching) > 0 {
			consider(of.holder, matching)
		}
	}
}

// kind is what equal Unknown rows share, but for their precision.
type kind struct {
	key     fingerprintKey
	license string
	date    string
}

// markTwins finds Unknown rows that are not the only ones of their kind in
// some listing. The mark spreads to equal rows of other sources, which show the
// same people; where a source mixes precisions, the coarser row may be the
// finer one's twin.
func markTwins(suspects []*unknown) {
	twins, in := map[kind]bool{}, map[run]bool{}
	runs := runsOfEqual(suspects)
	for _, equal := range runs { // ordered by beginning
		r := equal[0].run()
		in[r] = true
		until := equal[0].row.Seen.Last
		for _, u := range equal[1:] {
			if u.row.Seen.First <= until {
				twins[r.kind] = true
			}
			until = max(until, u.row.Seen.Last)
		}
	}
	for _, equal := range runs {
		r := equal[0].run()
		for _, coarse := range coarserDates(r.date) {
			c := kind{r.key, r.license, coarse}
			if in[run{r.source, c}] || twins[c] {
				twins[r.kind] = true
			}
		}
	}
	for _, equal := range runs {
		is := twins[equal[0].run().kind]
		for _, u := range equal {
			u.twins = is
		}
	}
}

// coarserDates gives a canonical date in every precision below its own.
func coarserDates(date string) []string {
	t, precision, _ := ParseDateText(date)
	var coarser []string
	for p := PrecisionDay; p < precision; p++ {
		coarser = append(coarser, FormatDateText(t, p))
	}
	return coarser
}

// relevant tells whether a naming of a row like u says anything of u: what the
// source of u says after it had stopped showing u is about another row.
func (u *UnknownRow) relevant(named Sighting) bool {
	return named.Source != u.Seen.Source || named.First <= u.Seen.Last || u.tookOver(named)
}

// canBe tells from the rows alone whether their holder can have been behind u:
// not who has such a row by name in a listing that has u, and not of whom
// nothing relevant is said.
func (u *UnknownRow) canBe(rows []*HeldRow) bool {
	said := false
	for _, row := range rows {
		for _, named := range row.Named {
			if u.Seen.overlaps(named) {
				return false
			}
			said = said || u.relevant(named)
		}
	}
	return said
}

// considerHolder weighs a person who held rows like u; nil when it cannot have
// been that person.
func considerHolder(u *UnknownRow, holder *Holder, rows []*HeldRow) *candidate {
	if !u.canBe(rows) {
		return nil
	}
	c := &candidate{holder: holder, timeOfDay: true, contradicts: true}
	namedLater := false
	var stretches []Sighting
	for _, row := range rows {
		if !slices.ContainsFunc(row.Named, u.relevant) {
			continue
		}
		c.timeOfDay = c.timeOfDay && HasTimeOfDay(row.AssignedDate)
		if u.ExpirationDate == "" || row.ExpirationDate == "" || SameDate(u.ExpirationDate, row.ExpirationDate) {
			c.contradicts = false
		}
		for _, named := range row.Named {
			if !u.relevant(named) {
				continue
			}
			stretches = append(stretches, named)
			namedLater = namedLater || u.tookOver(named)
			if named.First <= u.Seen.First {
				c.lastNamed = max(c.lastNamed, named.Last)
			}
		}
	}
	c.capacity = mostAtOnce(stretches)
	inListing := false
	for _, named := range holder.Named {
		inListing = inListing || named.overlaps(u.Seen)
		if named.First <= u.Seen.First {
			c.lastNamed = max(c.lastNamed, named.Last)
		}
	}
	present := slices.ContainsFunc(holder.Present, u.Seen.covers) && !holder.awayAt(u.Seen.First)
	lost := lostBefore(u.Seen.First, holder.Named, stretches)
	c.living = (inListing || present || lost) && !namedLater
	return c
}

// awayAt tells whether the directory confirms that the person was gone at an
// instant, even if they came back later.
func (h *Holder) awayAt(at Instant) bool {
	left := slices.ContainsFunc(h.Departures, func(d Departure) bool { return d.Confirmed && d.Before <= at })
	return left && !slices.ContainsFunc(h.Present, func(s Sighting) bool { return s.First <= at && at <= s.Last })
}

// tookOver tells whether a later naming of the row can be the row resolved: in
// its own source it must begin where Unknown ends, since a row that was gone
// meanwhile is another one.
func (u *UnknownRow) tookOver(named Sighting) bool {
	if named.Source == u.Seen.Source {
		return u.Next != 0 && named.First == u.Next
	}
	return named.First > u.Seen.First
}

// lostBefore tells whether a source went on naming the person after it had
// stopped showing the row: then the row was taken away, and is nobody's. Only
// listings of one source can be compared, since each has its own delay.
func lostBefore(instant Instant, named, held []Sighting) bool {
	for _, n := range named {
		if n.First > instant {
			continue
		}
		shown, still := false, false
		for _, h := range held {
			shown = shown || h.Source == n.Source && h.First <= instant
			still = still || h.Source == n.Source && h.First <= instant && h.Last >= min(n.Last, instant)
		}
		if shown && !still {
			return true
		}
	}
	return false
}

// mostAtOnce counts how many of the stretches one listing has at most.
func mostAtOnce(stretches []Sighting) int {
	most := 1
	for _, at := range stretches {
		moment := Sighting{Source: at.Source, First: at.First, Last: at.First}
		count := 0
		for _, s := range stretches {
			if s.overlaps(moment) {
				count++
			}
		}
		most = max(most, count)
	}
	return most
}

// preferTheLikelier keeps the living out where somebody else is left, and then
// those whose expiration date contradicts the row.
func (u *unknown) preferTheLikelier() {
	if slices.ContainsFunc(u.candidates, func(c *candidate) bool { return !c.living }) {
		u.candidates = slices.DeleteFunc(u.candidates, func(c *candidate) bool { return c.living })
	} else if len(u.candidates) > 0 {
		u.perhaps = true
	}
	if slices.ContainsFunc(u.candidates, func(c *candidate) bool { return !c.contradicts }) {
		u.candidates = slices.DeleteFunc(u.candidates, func(c *candidate) bool { return c.contradicts })
	}
}
