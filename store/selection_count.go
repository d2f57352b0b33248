package store

import (
	"math"
	"math/bits"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// counting is what is counted of some rows; a person and what they hold count once,
// wherever their rows lie.
type counting struct {
	unknown  int
	byStatus []int    // by the codes of statuses
	nobody   int      // rows of nobody in particular
	seen     []bool   // of persons
	held     []uint64 // a set of licenses for each person
}

// count sums up the rows. Unknown rows of nobody in particular count one
// person each, and one license.
func (s *selection) count() ledger.Counts {
	t := s.table
	counts := ledger.Counts{Rows: s.len(), ByStatus: map[ledger.Status]int{}}
	if s.len() == 0 {
		return counts
	}
	parts := 1
	if t.list != nil && t.counts != nil { // everybody was numbered: from then on numbers are only read
		parts = partsOf(s.len())
	}
	counted := make([]counting, parts)
	inParts(s.len(), parts, func(part, from, to int) { counted[part] = s.countPart(from, to) })
	sum := counted[0]
	for _, more := range counted[1:] {
		sum.add(more)
	}
	counts.Unknown, counts.People, counts.Licenses = sum.unknown, sum.nobody, sum.nobody
	for _, seen := range sum.seen {
		if seen {
			counts.People++
		}
	}
	for _, some := range sum.held {
		counts.Licenses += bits.OnesCount64(some)
	}
	statuses, _ := t.columns["status"].scan()
	for code, n := range sum.byStatus {
		if n > 0 {
			counts.ByStatus[ledger.Status(statuses.At(uint32(code)))] = n
		}
	}
	return counts
}

// countPart counts some of the rows.
func (s *selection) countPart(from, to int) counting {
	t := s.table
	licenses, license := t.columns["license"].scan()
	names, name := t.columns["user_name"].scan()
	emails, email := t.columns["email_address"].scan()
	unknownName, unknownEmail := find(names, ledger.UnknownWord), find(emails, ledger.UnknownWord)
	statuses, status := t.columns["status"].scan()
	words := (licenses.Len() + 63) / 64
	y := counting{byStatus: make([]int, statuses.Len()), seen: make([]bool, t.persons()), held: make([]uint64, t.persons()*words)}
	for i := from; i < to; i++ {
		row := s.at(i)
		y.byStatus[status(row)]++
		if name(row) == unknownName && email(row) == unknownEmail {
			y.unknown++
		}
		person := t.person(row)
		if person == 0 {
			y.nobody++
			continue
		}
		if more := int(person) + 1 - len(y.seen); more > 0 { // numbered just now
			more += len(y.seen) / 4
			y.seen, y.held = append(y.seen, make([]bool, more)...), append(y.held, make([]uint64, more*words)...)
		}
		y.seen[person] = true
		if n := license(row); n != 0 {
			y.held[int(person)*words+int(n/64)] |= uint64(1) << (n % 64)
		}
	}
	return y
}

// add counts what another has counted too.
func (y *counting) add(more counting) {
	y.unknown += more.unknown
	y.nobody += more.nobody
	for code, n := range more.byStatus {
		y.byStatus[code] += n
	}
	for person, seen := range more.seen {
		y.seen[person] = y.seen[person] || seen
	}
	for n, some := range more.held {
		y.held[n] |= some
	}
}

// find gives the code of a text, or one that no row has.
func find(dict *column.Dict, text string) uint32 {
	if code, ok := dict.Seek(text); ok {
		return code
	}
	return math.MaxUint32
}
