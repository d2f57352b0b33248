package store

import (
	"cmp"
	"math"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// sort finds where the facts belong that are newer than the kept ones, if the
// columns that order them were read. The kept ones stand in order.
func (m *image) sort(kind ledger.Kind) {
	f, names := m.kinds[kind], imageOrder[kind]
	if f.later = nil; f.n == f.kept || names == nil || slices.ContainsFunc(names, func(name string) bool { return !m.has(kind, name) }) {
		return // they stand as they came
	}
	f.later = make([]later, 0, f.n-f.kept)
	for fact := f.kept; fact < f.n; fact++ {
		f.later = append(f.later, later{fact, f.kept})
	}
	compare := m.comparison(kind, names)
	slices.SortFunc(f.later, func(a, b later) int { return compare(a.fact, b.fact) })
	next := uint32(0)
	for i := range f.later {
		l := &f.later[i]
		next = sortSearch(next, f.kept, func(kept uint32) bool { return compare(kept, l.fact) > 0 })
		l.before = next
	}
	f.laterAt = make([]uint64, len(f.later))
	for i, l := range f.later {
		f.laterAt[l.fact-f.kept] = uint64(l.before)<<32 | uint64(i+1)
	}
}

// sortSearch finds the first of from..to for which is holds; it then holds for
// all after it.
func sortSearch(from, to uint32, is func(uint32) bool) uint32 {
	for from < to {
		if middle := (from + to) / 2; is(middle) {
			to = middle
		} else {
			from = middle + 1
		}
	}
	return from
}

// comparison compares facts by columns, in the order of people.
func (m *image) comparison(kind ledger.Kind, names []string) func(a, b uint32) int {
	type key struct {
		codes column.Codes
		order *column.Order
	}
	var keys []key
	for _, name := range names {
		c := m.coded(kind, name)
		keys = append(keys, key{c.codes, c.dict.Order()})
	}
	return func(a, b uint32) int {
		for i := range keys {
			k := &keys[i]
			if x, y := k.codes.At(a), k.codes.At(b); x != y {
				return cmp.Compare(k.order.Place(x), k.order.Place(y))
			}
		}
		return 0
	}
}

// sortByPlaces finds the order of people, where the kind has one, by the places that
// the texts of sorted dictionaries have.
func (f *facts) sortByPlaces(kind ledger.Kind, recode map[string][]uint32) {
	names := imageOrder[kind]
	if names == nil || f.n == 0 {
		return
	}
	var codes []column.Codes
	var places [][]uint32
	for _, name := range names {
		for _, c := range imageColumns[kind] {
			if c.name == name {
				codes, places = append(codes, f.columns[name]), append(places, recode[c.dict])
			}
		}
	}
	place := func(n int, fact uint32) uint32 { return places[n][codes[n].At(fact)] - 1 } // "" comes last
	type placed struct {
		first uint64
		fact  uint32
	}
	all := make([]placed, f.n)
	for fact := range f.n {
		all[fact] = placed{uint64(place(0, fact))<<32 | uint64(place(1, fact)), fact}
	}
	slices.SortFunc(all, func(a, b placed) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		for n := 2; n < len(codes); n++ {
			if x, y := place(n, a.fact), place(n, b.fact); x != y {
				return cmp.Compare(x, y)
			}
		}
		return 0
	})
	f.later = make([]later, len(all))
	for n := range all {
		f.later[n].fact = all[n].fact
	}
}

// inOrder gives all facts in the order of people.
func (f *facts) inOrder() []uint32 {
	order := make([]uint32, 0, f.n)
	next := uint32(0)
	for _, l := range f.later {
		for ; next < l.before; next++ {
			order = append(order, next)
		}
		order = append(order, l.fact)
	}
	for end := f.standing(); next < end; next++ {
		order = append(order, next)
	}
	return order
}

// standing is how many facts stand in their order: the kept ones, and all as long
// as nothing orders those that came later.
func (f *facts) standing() uint32 {
	if f.later == nil {
		return f.n
	}
	return f.kept
}

// position gives a number above 0 that orders as the facts do.
func (f *facts) position(fact uint32) uint64 {
	if fact < f.kept {
		return uint64(fact)<<32 | math.MaxUint32
	}
	return f.laterAt[fact-f.kept]
}
