package store

import (
	"cmp"
	"slices"
	"strconv"

	"licenseledger/store/ledger"
)

// stand is where an odd line stands among the others: where its last known
// name belongs. A line that names nobody has one stand for every answer to who
// it was.
type stand struct {
	fact     uint32
	identity uint32 // place + 1 in report.identity; 0 = none
	after    uint64 // facts.position of the last fact before it; 0 = none
}

// namesNobody tells whether both the name and the address of a line are
// fillers.
func (r *report) namesNobody(fact uint32) bool {
	return r.noName[r.name.codes.At(fact)] && r.noEmail[r.email.codes.At(fact)]
}

// findOdd finds the lines that lack a name, an address or both, and all their
// stands.
func (r *report) findOdd() {
	r.isOdd = make(marks, (r.facts.n+63)/64)
	n := 0
	for fact := range r.facts.n {
		if r.noName[r.name.codes.At(fact)] || r.noEmail[r.email.codes.At(fact)] {
			r.isOdd[fact/64] |= 1 << (fact % 64)
			n++
		}
	}
	again := map[uint32]int{}
	for _, s := range r.facts.again {
		again[s.fact]++
	}
	r.stands = make([]stand, 0, max(n, len(r.identity)))
	next := 0
	for fact := range r.facts.n {
		if !r.isOdd.has(fact) {
			continue
		}
		known := 0
		for ; next < len(r.identity) && r.identity[next].fact <= fact; next++ {
			if r.identity[next].fact == fact && r.namesNobody(fact) {
				r.stands = append(r.stands, stand{fact: fact, identity: uint32(next) + 1})
				known++
			}
		}
		if known <= again[fact] { // in some stretch nothing is known
			r.stands = append(r.stands, stand{fact: fact})
		}
	}
}

// lastKnown gives the codes of the name and the address by which a line stands:
// its own, or those that were found for it; 0 where nothing is known.
func (r *report) lastKnown(s *stand) (name, email uint32) {
	if s.identity != 0 {
		i := &r.identity[s.identity-1]
		return i.name, i.email
	}
	if name = r.name.codes.At(s.fact); r.noName[name] {
		name = 0
	}
	if email = r.email.codes.At(s.fact); r.noEmail[email] {
		email = 0
	}
	return name, email
}

// putOdd puts the odd lines in the order of people, by their last known names
// and addresses, and finds what each stands after.
func (r *report) putOdd() {
	compare, order := r.comparison(), r.facts.inOrder()
	slices.SortFunc(r.stands, func(a, b stand) int {
		x, y := r.standingLine(&a), r.standingLine(&b)
		return cmp.Or(compare(&x, &y), cmp.Compare(a.fact, b.fact), cmp.Compare(a.identity, b.identity))
	})
	next := uint32(0)
	for i := range r.stands {
		s := &r.stands[i]
		line := r.standingLine(s)
		next = sortSearch(next, uint32(len(order)), func(n uint32) bool {
			fact := order[n]
			return compare(&standing{fact, r.name.codes.At(fact), r.email.codes.At(fact)}, &line) > 0
		})
		if next > 0 {
			s.after = r.facts.position(order[next-1])
		}
	}
}

// standsSince tells whether a line stands so in the stretch that begins with a
// listing.
func (r *report) standsSince(s *stand, begins uint32) bool {
	if s.identity != 0 {
		return r.identity[s.identity-1].begins == begins
	}
	return !r.namesNobody(s.fact) || r.identityOf(s.fact, begins) == 0
}

// standing is a line with the name and address by which it stands.
type standing struct{ fact, name, email uint32 }

func (r *report) standingLine(s *stand) standing {
	name, email := r.lastKnown(s)
	return standing{s.fact, name, email}
}

// comparison compares lines by their last known names and addresses, and then
// by what they say.
func (r *report) comparison() func(a, b *standing) int {
	names, emails := r.name.dict.Order(), r.email.dict.Order()
	services, licenses, dates, expires := r.service.Order(), r.license.Order(), r.date.dict.Order(), r.expires.dict.Order()
	trial, ordinal := r.image.coded(ledger.KindReportRow, "is_trial"), r.image.coded(ledger.KindReportRow, "ordinal")
	trials := trial.dict.Order()
	number := func(fact uint32) int {
		n, _ := strconv.Atoi(ordinal.at(fact)) // a number by the schema
		return n
	}
	return func(a, b *standing) int {
		if c := cmp.Or(cmp.Compare(names.Place(a.name), names.Place(b.name)), cmp.Compare(emails.Place(a.email), emails.Place(b.email))); c != 0 {
			return c
		}
		x, y := r.meaning(a.fact), r.meaning(b.fact)
		return cmp.Or(cmp.Compare(services.Place(x.service), services.Place(y.service)), cmp.Compare(licenses.Place(x.license), licenses.Place(y.license)),
			cmp.Compare(dates.Place(r.date.codes.At(a.fact)), dates.Place(r.date.codes.At(b.fact))),
			cmp.Compare(trials.Place(trial.codes.At(a.fact)), trials.Place(trial.codes.At(b.fact))),
			cmp.Compare(expires.Place(r.expires.codes.At(a.fact)), expires.Place(r.expires.codes.At(b.fact))),
			cmp.Compare(names.Place(r.name.codes.At(a.fact)), names.Place(r.name.codes.At(b.fact))), // Unknown, Onbekend, blank
			cmp.Compare(emails.Place(r.email.codes.At(a.fact)), emails.Place(r.email.codes.At(b.fact))),
			cmp.Compare(number(a.fact), number(b.fact)))
	}
}
