package store

import (
	"context"
	"slices"

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
	marked, began := r.facts.alive(place)
	l.lines, l.began = r.facts.chosen(marked), began
	if err := l.mergeOdd(ctx, marked); err != nil {
		return nil, err
	}
	return l.table(), nil
}

// mergeOdd describes the odd lines of the day, and puts them where they belong
// among the others.
func (l *list) mergeOdd(ctx context.Context, marked marks) error {
	r := l.report
	if len(r.stands) == 0 {
		return nil
	}
	lines := make([]uint32, 0, len(l.lines))
	next := uint32(0)
	others := slices.DeleteFunc(l.lines, func(fact uint32) bool { return r.isOdd.has(fact) })
	for _, stand := range r.stands {
		fact := stand.fact
		if !marked.has(fact) || !r.standsSince(&stand, l.from(fact)) {
			continue
		}
		o := odd{fact: fact, identity: stand.identity}
		o.name, o.email = r.lastKnown(&stand)
		if err := l.describe(ctx, &o); err != nil {
			return err
		}
		l.odd[fact] = o
		end := sortSearch(next, uint32(len(others)), func(i uint32) bool { return r.facts.position(others[i]) > stand.after })
		lines = append(append(lines, others[next:end]...), fact)
		next = end
	}
	l.lines = append(lines, others[next:]...)
	return nil
}

// describe says who is behind an odd line.
func (l *list) describe(ctx context.Context, o *odd) error {
	r := l.report
	switch {
	case r.namesNobody(o.fact):
		l.describeUnknown(o)
	case o.email == 0:
		if err := l.directory.name(ctx, l.day); err != nil {
			return err
		}
		o.who = l.directory.namedOnly(r.name.dict.At(o.name))
		o.likely = o.who != 0
		o.status = l.statusOf(o.who)
	default:
		o.who = l.owner(o.fact)
		o.status = l.statusOf(o.who)
	}
	return nil
}

// describeUnknown says who a line that names nobody was. While the directory
// still has the account nothing is claimed: perhaps the report lags.
func (l *list) describeUnknown(o *odd) {
	o.unknown, o.status = true, unresolved
	if o.identity == 0 {
		return
	}
	i := &l.report.identity[o.identity-1]
	o.who = i.who
	if status := l.directory.status[i.who]; i.who != 0 && statuses[status].Departed() {
		o.status = status
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
	if !l.report.isOdd.has(fact) {
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
	return coded(c.dict, l.aboutAccounts(c))
}

// aboutAccounts is part of a column of the accounts' facts.
func (l *list) aboutAccounts(c codedColumn) func(row uint32) uint32 {
	return func(row uint32) uint32 {
		fact := l.lines[row]
		who := l.who(fact)
		if o, is := l.oddAt(fact); who == 0 || (is && o.unknown && !statuses[o.status].Departed()) {
			return 0
		}
		if known, ok := l.directory.known(who); ok {
			return c.codes.At(known)
		}
		return 0
	}
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
