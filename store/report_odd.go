package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"licenseledger/store/ledger"
)

// stand is where an odd line stands among the others: where its last known
// name belongs. A line that names nobody has one stand for every answer to who
// it was.
type stand struct {
	fact     uint32
	identity uint32 // place + 1 in report.identity; 0 = none
	name     uint32 // code of the last known; 0 = nothing
	email    uint32 // the same
	after    uint64 // facts.position of the last fact before it; 0 = none
}

// namesNobody tells whether both the name and the address of a line are
// fillers.
func (r *report) namesNobody(fact uint32) bool {
	return r.noName[r.name.codes.At(fact)] && r.noEmail[r.email.codes.At(fact)]
}

// identityOf gives the place + 1 of who a line was that names nobody, in the
// stretch that begins with a listing; 0 when nothing is known.
func (r *report) identityOf(fact, from uint32) uint32 {
	if !r.namesNobody(fact) {
		return 0
	}
	return r.known[spanKey{fact, from}]
}

// findOdd finds the lines that lack a name, an address or both, and where they
// stand.
func (r *report) findOdd() {
	r.isOdd = make([]uint64, (r.facts.n+63)/64)
	for fact := range r.facts.n {
		noName, noEmail := r.noName[r.name.codes.At(fact)], r.noEmail[r.email.codes.At(fact)]
		if !noName && !noEmail {
			continue
		}
		r.isOdd[fact/64] |= 1 << (fact % 64)
		s := stand{fact: fact}
		if !noName {
			s.name = r.name.codes.At(fact)
		}
		if !noEmail {
			s.email = r.email.codes.At(fact)
		}
		r.stands = append(r.stands, s)
	}
	for key, n := range r.known {
		if r.namesNobody(key.fact) {
			i := &r.identity[n-1]
			r.stands = append(r.stands, stand{fact: key.fact, identity: n, name: i.name, email: i.email})
		}
	}
}

// putOdd puts the odd lines in the order of people, by their last known names
// and addresses, and finds what each stands after.
func (r *report) putOdd() {
	compare := r.comparison()
	slices.SortFunc(r.stands, func(a, b stand) int {
		return cmp.Or(compare(&a, &b), cmp.Compare(a.fact, b.fact), cmp.Compare(a.identity, b.identity))
	})
	order := r.facts.inOrder()
	next := uint32(0)
	for i := range r.stands {
		s := &r.stands[i]
		next = sortSearch(next, uint32(len(order)), func(n uint32) bool {
			return compare(&stand{fact: order[n], name: r.name.codes.At(order[n]), email: r.email.codes.At(order[n])}, s) > 0
		})
		if next > 0 {
			s.after = r.facts.position(order[next-1])
		}
	}
}

// comparison compares lines by their last known names and addresses, and then
// by what they say.
func (r *report) comparison() func(a, b *stand) int {
	names, emails := r.name.dict.Order(), r.email.dict.Order()
	services, licenses, dates, expires := r.service.Order(), r.license.Order(), r.date.dict.Order(), r.expires.dict.Order()
	ordinal := r.image.coded(ledger.KindReportRow, "ordinal")
	number := func(fact uint32) int {
		n, _ := strconv.Atoi(ordinal.at(fact)) // a number by the schema
		return n
	}
	return func(a, b *stand) int {
		if c := cmp.Or(cmp.Compare(names.Place(a.name), names.Place(b.name)), cmp.Compare(emails.Place(a.email), emails.Place(b.email))); c != 0 {
			return c
		}
		x, y := r.meaning(a.fact), r.meaning(b.fact)
		return cmp.Or(cmp.Compare(services.Place(x.service), services.Place(y.service)), cmp.Compare(licenses.Place(x.license), licenses.Place(y.license)),
			cmp.Compare(dates.Place(r.date.codes.At(a.fact)), dates.Place(r.date.codes.At(b.fact))),
			strings.Compare(trialText(x.trial), trialText(y.trial)),
			cmp.Compare(expires.Place(r.expires.codes.At(a.fact)), expires.Place(r.expires.codes.At(b.fact))),
			cmp.Compare(names.Place(r.name.codes.At(a.fact)), names.Place(r.name.codes.At(b.fact))), // Unknown, Onbekend, blank
			cmp.Compare(emails.Place(r.email.codes.At(a.fact)), emails.Place(r.email.codes.At(b.fact))),
			cmp.Compare(number(a.fact), number(b.fact)))
	}
}
