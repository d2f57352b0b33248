package store

import (
	"cmp"
	"slices"

	"licenseledger/store/ledger"
)

// side is one of two lists that are compared, without its texts.
type side struct {
	rows     []sideRow
	expires  bool // the list says expiration dates
	blankDay bool // a blank assigned date says nothing
}

// sideRow is a row of one of two lists: 48 bytes, whatever it says.
type sideRow struct {
	person  uint32 // 0: Unknown, and nobody knows who
	pair    uint32
	date    packedDate
	expires packedDate
	name    uint64 // hash of the folded name; 0 where a filler stands
	row     uint32 // its place in the list
	trial   uint8  // 0: not said, 1: no, 2: yes
	unknown bool   // shown as Unknown
	matched bool
}

// packedDate is a canonical date in eight bytes: seconds since 1970, then the
// precision. 0 is none.
type packedDate int64

func packDate(text string) packedDate {
	t, precision, ok := ledger.ParseDateText(text)
	if !ok {
		return 0
	}
	return packedDate(t.Unix()<<2 | int64(precision))
}

func (d packedDate) day() int64 {
	seconds := int64(d) >> 2
	if seconds < 0 {
		seconds -= 24*60*60 - 1
	}
	return seconds / (24 * 60 * 60)
}

// same tells whether two dates can be the same moment, as ledger.SameDate does.
func (d packedDate) same(o packedDate) bool {
	if d == o {
		return true
	}
	if d == 0 || o == 0 {
		return false
	}
	unit := int64(1)
	switch ledger.Precision(min(d&3, o&3)) {
	case ledger.PrecisionDay:
		return d.day() == o.day()
	case ledger.PrecisionMinute:
		unit = 60
	}
	return (int64(d)>>2)-(int64(d)>>2)%unit == (int64(o)>>2)-(int64(o)>>2)%unit
}

// matchedRows is a row of the file and one of the ledger that are the same row,
// though they differ.
type matchedRows struct {
	there, here int // places in the sides
	oneOf       int // rows of the ledger, or of the file, that fitted equally well
}

// matching pairs the rows of a file with those of the ledger, as few rows as
// possible being left: those that say the same come first, among the rows of a
// person as among the Unknown ones, and then those that differ.
type matching struct {
	there, here *side
	different   []matchedRows
	duplicates  [2]map[int]bool // of there and here: rows like one that was matched
}

// lookAhead is how many rows of one person and license, or of one Unknown
// fingerprint, are tried for one that equals none of them: nobody has so many.
const lookAhead = 256

func matchSides(there, here *side) *matching {
	m := &matching{there: there, here: here, duplicates: [2]map[int]bool{{}, {}}}
	byPerson := func(r *sideRow) (uint64, bool) {
		return uint64(r.person)<<32 | uint64(r.pair), r.person != 0 && !r.matched
	}
	m.each(byPerson, byPerson, func(a, b []int) {
		m.pair(a, b, func(x, y *sideRow) bool { return x.unknown == y.unknown && m.equal(x, y) && sameName(x, y) })
	})
	unknownRow := func(r *sideRow) (uint64, bool) { return fingerprint(r), r.unknown && !r.matched }
	m.each(unknownRow, unknownRow, func(a, b []int) { m.pair(a, b, m.equal) })
	m.each(byPerson, byPerson, m.pairDifferent)
	named := func(r *sideRow) (uint64, bool) { return fingerprint(r), !r.unknown && !r.matched }
	nameless := func(r *sideRow) (uint64, bool) { return fingerprint(r), r.unknown && r.person == 0 && !r.matched }
	m.each(nameless, named, m.pairUnknown)
	m.each(named, nameless, m.pairUnknown)
	m.findDuplicates()
	return m
}

// fingerprint is what Unknown rows are compared by, up to the day.
func fingerprint(r *sideRow) uint64 { return uint64(r.pair)<<32 | uint64(uint32(r.date.day())) }

// equal tells whether rows of one service and license say the same, as far as
// both say anything.
func (m *matching) equal(x, y *sideRow) bool {
	return m.sameDate(x, y) && sameTrial(x, y) && m.sameExpiration(x, y)
}

func (m *matching) sameDate(x, y *sideRow) bool {
	return x.date.same(y.date) || ((m.there.blankDay || m.here.blankDay) && (x.date == 0 || y.date == 0))
}

func sameTrial(x, y *sideRow) bool { return x.trial == y.trial || x.trial == 0 || y.trial == 0 }

// sameName tells whether rows of one person give one name, as far as both do.
func sameName(x, y *sideRow) bool { return x.name == y.name || x.name == 0 || y.name == 0 }

func (m *matching) sameExpiration(x, y *sideRow) bool {
	return !m.there.expires || !m.here.expires || x.expires.same(y.expires)
}

// each hands on the rows of both sides that have one key, by their places; only
// keys that both sides have.
func (m *matching) each(keyThere, keyHere func(*sideRow) (uint64, bool), do func(there, here []int)) {
	a, b := m.there.keyed(keyThere), m.here.keyed(keyHere)
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key < b[j].key:
			i++
		case a[i].key > b[j].key:
			j++
		default:
			iEnd, jEnd := endOfKey(a, i), endOfKey(b, j)
			do(places(a[i:iEnd]), places(b[j:jEnd]))
			i, j = iEnd, jEnd
		}
	}
}

type keyedPlace struct {
	key   uint64
	place int
}

func (s *side) keyed(key func(*sideRow) (uint64, bool)) []keyedPlace {
	var all []keyedPlace
	for i := range s.rows {
		if k, ok := key(&s.rows[i]); ok {
			all = append(all, keyedPlace{k, i})
		}
	}
	slices.SortFunc(all, func(x, y keyedPlace) int {
		return cmp.Or(cmp.Compare(x.key, y.key), s.rows[x.place].compare(&s.rows[y.place]), cmp.Compare(x.place, y.place))
	})
	return all
}

// compare orders rows of one key by what they say.
func (r *sideRow) compare(o *sideRow) int {
	return cmp.Or(cmp.Compare(r.date, o.date), cmp.Compare(r.expires, o.expires), cmp.Compare(r.trial, o.trial), cmp.Compare(r.name, o.name))
}

func endOfKey(all []keyedPlace, from int) int {
	end := from
	for end < len(all) && all[end].key == all[from].key {
		end++
	}
	return end
}

func places(all []keyedPlace) []int {
	out := make([]int, len(all))
	for i := range all {
		out[i] = all[i].place
	}
	return out
}

// pair matches rows that say the same: first those that do in every detail,
// which both sides have in one order, then those of which one says less.
func (m *matching) pair(there, here []int, same func(x, y *sideRow) bool) {
	for i, j := 0, 0; i < len(there) && j < len(here); {
		x, y := &m.there.rows[there[i]], &m.here.rows[here[j]]
		switch n := x.compare(y); {
		case n < 0:
			i++
		case n > 0:
			j++
		default:
			if same(x, y) {
				x.matched, y.matched = true, true
			}
			i++
			j++
		}
	}
	m.inPairs(there, here, same, nil)
}

// inPairs matches what is left, row by row.
func (m *matching) inPairs(there, here []int, same func(x, y *sideRow) bool, note func(there, here int)) {
	first := 0
	for _, a := range there {
		x := &m.there.rows[a]
		if x.matched {
			continue
		}
		for first < len(here) && m.here.rows[here[first]].matched {
			first++
		}
		for _, b := range here[first:min(len(here), first+lookAhead)] {
			y := &m.here.rows[b]
			if y.matched || !same(x, y) {
				continue
			}
			x.matched, y.matched = true, true
			if note != nil {
				note(a, b)
			}
			break
		}
	}
}

// pairDifferent matches the rows of one person and license that differ: those
// of one date before others.
func (m *matching) pairDifferent(there, here []int) {
	note := func(a, b int) { m.different = append(m.different, matchedRows{a, b, 1}) }
	m.inPairs(there, here, m.sameDate, note)
	m.inPairs(there, here, func(x, y *sideRow) bool { return true }, note)
}

// pairUnknown matches Unknown rows of one side with rows of the other that name
// somebody and fit them.
func (m *matching) pairUnknown(there, here []int) {
	fits := func(x, y *sideRow) bool { return x.date.same(y.date) && sameTrial(x, y) && m.sameExpiration(x, y) }
	m.inPairs(there, here, fits, func(a, b int) {
		m.different = append(m.different, matchedRows{a, b, max(len(there), len(here))})
	})
}

// findDuplicates marks those that are left and say the same as one before them.
// Equal Unknown rows are as many people, and no duplicates.
func (m *matching) findDuplicates() {
	for n, s := range []*side{m.there, m.here} {
		all := s.keyed(func(r *sideRow) (uint64, bool) { return uint64(r.person)<<32 | uint64(r.pair), r.person != 0 })
		for from := 0; from < len(all); {
			end := endOfKey(all, from)
			for i := from; i < end; {
				last := i + 1
				for last < end && s.rows[all[last].place].compare(&s.rows[all[i].place]) == 0 {
					last++
				}
				s.markDuplicates(all[i:last], m.duplicates[n])
				i = last
			}
			from = end
		}
	}
}

func (s *side) markDuplicates(alike []keyedPlace, marked map[int]bool) {
	said := slices.ContainsFunc(alike, func(k keyedPlace) bool { return s.rows[k.place].matched })
	for _, k := range alike {
		if !s.rows[k.place].matched {
			if said {
				marked[k.place] = true
			}
			said = true
		}
	}
}
