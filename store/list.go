package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// list is the lines of a report on a day, with who is behind them. Almost all
// lines have a name and an address; what is known of the others, the odd ones,
// is kept apart.
type list struct {
	history   *history
	people    *people
	directory *directory
	report    *report
	day       *day
	lines     []uint32          // facts, in the order of people
	began     map[uint32]uint32 // place of the listing where a line's stretch begins, where it is not the fact's first
	odd       map[uint32]odd    // by fact
	holds     *holdings
}

// odd is a line whose name or address is a filler. It stands where the last
// known name belongs.
type odd struct {
	fact     uint32
	identity uint32 // place + 1 in report.identity; 0 = none
	name     uint32 // code of the last known; 0 = nothing
	email    uint32 // the same
	who      uint32 // 0 = no account
	status   uint8  // place in statuses
	unknown  bool   // names nobody
	likely   bool   // tied to the account by the name alone
}

// reportTable reads the report as of the day.
func (d *day) reportTable(ctx context.Context, dir *directory) (*table, error) {
	r, err := d.history.report(ctx, d.list.source)
	if err != nil {
		return nil, err
	}
	place, ok := r.image.place(d.list.pos)
	if !ok {
		return nil, errImage
	}
	if !dir.isRead {
		if err := d.history.loadEver(ctx, dir.people); err != nil {
			return nil, err
		}
	}
	l := &list{history: d.history, people: dir.people, directory: dir, report: r, day: d, odd: map[uint32]odd{}}
	l.lines, l.began = r.facts.at(place)
	odds, err := l.findOdd(ctx, place)
	if err != nil {
		return nil, err
	}
	l.merge(odds)
	return l.table(), nil
}

// findOdd describes the odd lines of the day.
func (l *list) findOdd(ctx context.Context, place uint32) ([]odd, error) {
	var odds []odd
	r := l.report
	for _, fact := range r.odd {
		from, to := r.facts.from.At(fact), r.facts.to.At(fact)
		if _, again := l.began[fact]; !again && (from == 0 || from > place+1 || (to != 0 && place >= to)) {
			continue
		}
		o := odd{fact: fact, status: unverified}
		noName, noEmail := r.noName[r.name.codes.At(fact)], r.noEmail[r.email.codes.At(fact)]
		switch {
		case noName && noEmail:
			l.describeUnknown(&o)
		case noEmail:
			o.name = r.name.codes.At(fact)
			if err := l.directory.name(ctx, l.day); err != nil {
				return nil, err
			}
			o.who = l.directory.namedOnly(r.name.dict.At(o.name))
			o.likely = o.who != 0
			o.status = l.statusOf(o.who)
		default:
			o.email = r.email.codes.At(fact)
			o.who = l.owner(fact)
			o.status = l.statusOf(o.who)
		}
		odds = append(odds, o)
		l.odd[fact] = o
	}
	return odds, nil
}

// describeUnknown says who a line that names nobody was. While the directory
// still has the account nothing is claimed: perhaps the report lags.
func (l *list) describeUnknown(o *odd) {
	o.unknown, o.status = true, unresolved
	o.identity = l.report.known[spanKey{o.fact, l.from(o.fact)}]
	if o.identity == 0 {
		return
	}
	i := &l.report.identity[o.identity-1]
	o.name, o.email, o.who = i.name, i.email, i.who
	if status := l.directory.status[i.who]; i.who != 0 && statuses[status].Departed() {
		o.status = status
	}
}

// merge puts the odd lines where they belong among the others.
func (l *list) merge(odds []odd) {
	if len(odds) == 0 {
		return
	}
	r := l.report
	names, emails := r.name.dict.Order(), r.email.dict.Order()
	rest := r.comparison()
	compare := func(a, b odd) int {
		return cmp.Or(cmp.Compare(names.Place(a.name), names.Place(b.name)), cmp.Compare(emails.Place(a.email), emails.Place(b.email)), rest(a.fact, b.fact),
			cmp.Compare(names.Place(r.name.codes.At(a.fact)), names.Place(r.name.codes.At(b.fact))), // Unknown, Onbekend, blank
			cmp.Compare(emails.Place(r.email.codes.At(a.fact)), emails.Place(r.email.codes.At(b.fact))),
			cmp.Compare(r.ordinal[a.fact], r.ordinal[b.fact]))
	}
	slices.SortFunc(odds, compare)
	lines := make([]uint32, 0, len(l.lines))
	next := uint32(0)
	others := slices.DeleteFunc(l.lines, func(fact uint32) bool { return r.isOdd[fact/64]&(1<<(fact%64)) != 0 })
	for _, o := range odds {
		end := sortSearch(next, uint32(len(others)), func(i uint32) bool {
			fact := others[i]
			return compare(odd{fact: fact, name: r.name.codes.At(fact), email: r.email.codes.At(fact)}, o) > 0
		})
		lines = append(append(lines, others[next:end]...), o.fact)
		next = end
	}
	l.lines = append(lines, others[next:]...)
}

// comparison compares lines by what they say beside name and address.
func (r *report) comparison() func(a, b uint32) int {
	services, licenses, dates, expires := r.service.Order(), r.license.Order(), r.date.dict.Order(), r.expires.dict.Order()
	return func(a, b uint32) int {
		x, y := r.meaning(a), r.meaning(b)
		return cmp.Or(cmp.Compare(services.Place(x.service), services.Place(y.service)), cmp.Compare(licenses.Place(x.license), licenses.Place(y.license)),
			cmp.Compare(dates.Place(r.date.codes.At(a)), dates.Place(r.date.codes.At(b))),
			strings.Compare(trialText(x.trial), trialText(y.trial)),
			cmp.Compare(expires.Place(r.expires.codes.At(a)), expires.Place(r.expires.codes.At(b))))
	}
}

// from is the place of the listing in which a line's stretch begins.
func (l *list) from(fact uint32) uint32 {
	if from, again := l.began[fact]; again {
		return from
	}
	return l.report.facts.began(fact)
}

// oddAt gives what is known of an odd line.
func (l *list) oddAt(fact uint32) (odd, bool) {
	if l.report.isOdd[fact/64]&(1<<(fact%64)) == 0 {
		return odd{}, false
	}
	return l.odd[fact], true
}

// who gives the account of a line; 0 for none.
func (l *list) who(fact uint32) uint32 {
	if o, is := l.oddAt(fact); is {
		return o.who
	}
	return l.owner(fact)
}

// owner gives the account that has the address of a line on the day.
func (l *list) owner(fact uint32) uint32 {
	address := l.report.address[l.report.email.codes.At(fact)]
	if address == 0 {
		return 0
	}
	who := l.directory.owner[address]
	if who == 0 && !l.directory.isRead {
		who = l.people.ever.owned(address, l.day.at)
	}
	return who
}

var unverified, unresolved = statusCode(ledger.StatusUnverified), statusCode(ledger.StatusUnresolved)

// status gives how a line stands. A report that lags behind the directory does
// not bring a leaver back.
func (l *list) status(fact uint32) uint8 {
	if o, is := l.oddAt(fact); is {
		return o.status
	}
	return l.statusOf(l.owner(fact))
}

func (l *list) statusOf(who uint32) uint8 {
	if who == 0 || l.directory.status[who] == 0 {
		return unverified
	}
	return l.directory.status[who]
}

// part gives a part of what was last said of the account: nothing where an
// Unknown line may be somebody who is still there.
func (l *list) part(name string) *lens {
	c := l.people.parts[name]
	return coded(c.dict, func(row uint32) uint32 {
		fact := l.lines[row]
		who := l.who(fact)
		if o, is := l.oddAt(fact); who == 0 || (is && o.unknown && !statuses[o.status].Departed()) {
			return 0
		}
		if known, ok := l.directory.known(who); ok {
			return c.codes.At(known)
		}
		return 0
	})
}

// means makes a column of what the words of lines mean.
func (l *list) means(text func(m *meaning) string) *lens {
	dict := column.NewDict()
	codes := make([]uint32, len(l.report.classes))
	for i := range codes {
		codes[i] = dict.Add([]byte(text(&l.report.classes[i])))
	}
	return coded(dict, func(row uint32) uint32 { return codes[l.report.class.At(l.lines[row])] })
}
