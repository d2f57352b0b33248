package store

import "licenseledger/store/ledger"

// personSet is people by their numbers; see table.person.
type personSet struct {
	bits bitset
	n    int
}

// add adds a person who may have been numbered just now.
func (s *personSet) add(person uint32) {
	n := int(person)
	if n >= len(s.bits)*64 {
		s.bits = s.bits.grown(n + n/4 + 1)
	}
	if !s.bits.has(n) {
		s.bits.put(n)
		s.n++
	}
}

// sum is rows and the people they are of. Unknown rows of nobody in particular
// count one person each, as in selection.count.
type sum struct {
	rows    int
	nobody  int
	persons personSet
}

func (s *sum) add(person uint32) {
	s.rows++
	if person == 0 {
		s.nobody++
		return
	}
	s.persons.add(person)
}

func (s *sum) people() int { return s.nobody + s.persons.n }

func (s *sum) tally() *ledger.Tally { return &ledger.Tally{Rows: s.rows, People: s.people()} }
