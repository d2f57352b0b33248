package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// selection is rows of a table in an order; nil means all of them in the
// table's own.
type selection struct {
	table *table
	rows  []uint32
	all   bool
}

func (s *selection) len() int {
	if s.all {
		return s.table.rows
	}
	return len(s.rows)
}

func (s *selection) at(n int) uint32 {
	if s.all {
		return uint32(n)
	}
	return s.rows[n]
}

// choose gives the rows that pass every filter and the search, in the order of
// the table.
func (t *table) choose(spec ViewSpec) *selection {
	s := &selection{table: t, all: true}
	filters := slices.Clone(spec.Filter)
	slices.SortStableFunc(filters, func(a, b ledger.Filter) int { return cmp.Compare(t.distinct(a.Column), t.distinct(b.Column)) })
	for _, f := range filters {
		s.filter(f)
	}
	if search := ledger.FoldText(strings.TrimSpace(spec.Search)); search != "" {
		s.search(search)
	}
	return s
}

// distinct is how many values a column has at most.
func (t *table) distinct(name string) int {
	dict, _ := t.columns[name].scan()
	return dict.Len()
}

// filter looks at every distinct value once, or at every row where those that
// are left are fewer.
func (s *selection) filter(f ledger.Filter) {
	c := s.table.columns[f.Column]
	dict, code := c.scan()
	if s.len() < dict.Len() {
		s.keep(func(row uint32) bool { return c.passes(f, code(row)) })
		return
	}
	pass := make([]bool, dict.Len())
	inParts(len(pass), partsOf(len(pass)), func(_, from, to int) {
		for n := from; n < to; n++ {
			pass[n] = c.passes(f, uint32(n))
		}
	})
	s.keep(func(row uint32) bool { return pass[code(row)] })
}

// passes tells whether rows of a code pass a filter: where it stands for a
// person, by the id, the name or the address of whom.
func (c *lens) passes(f ledger.Filter, code uint32) bool {
	if c.people == nil || code == 0 {
		return f.Matches(c.dict.At(code))
	}
	p := &c.people[code]
	not := f.Op == ledger.FilterIsNot || f.Op == ledger.FilterNotIn // all three must differ
	for _, text := range []ledger.Text{p.UserID, p.Name, p.Email} {
		if text != "" && f.Matches(string(text)) != not {
			return !not
		}
	}
	return not
}

// keep looks at all rows, side by side on several processors where they are
// many: pass only reads.
func (s *selection) keep(pass func(row uint32) bool) {
	kept := make([][]uint32, partsOf(s.len()))
	inParts(s.len(), len(kept), func(part, from, to int) {
		rows := make([]uint32, 0, (to-from)/8)
		for n := from; n < to; n++ {
			if row := s.at(n); pass(row) {
				rows = append(rows, row)
			}
		}
		kept[part] = rows
	})
	s.all, s.rows = false, slices.Concat(kept...)
}

// sort orders the rows by the keys; rows that are equal in all of them stay in
// the order of the table.
func (s *selection) sort(keys []SortKey) {
	for i := len(keys) - 1; i >= 0; i-- {
		c := s.table.columns[keys[i].Column]
		switch keys[i].Column {
		case "user_name":
			c = s.table.sortName
		case "email_address":
			c = s.table.sortEmail
		}
		s.sortBy(c, keys[i].Descending)
	}
}

// sortBy is a counting sort by the ranks of a column's values: it looks at
// every row twice, and keeps the order of equal ones.
func (s *selection) sortBy(c *lens, descending bool) {
	dict, code := c.scan()
	ranks := dict.Ranks()
	last := ranks[0] // what is not known stays last whichever way the column is sorted
	place := func(row uint32) uint32 {
		rank := ranks[code(row)]
		if descending && rank != last {
			return last - 1 - rank
		}
		return rank
	}
	places := make([]uint32, s.len())
	begins := make([]uint32, len(ranks)+1)
	inParts(len(places), partsOf(len(places)), func(_, from, to int) {
		for i := from; i < to; i++ {
			places[i] = place(s.at(i))
		}
	})
	for _, at := range places {
		begins[at+1]++
	}
	for i := 1; i < len(begins); i++ {
		begins[i] += begins[i-1]
	}
	sorted := make([]uint32, s.len())
	for i, at := range places {
		sorted[begins[at]] = s.at(i)
		begins[at]++
	}
	s.rows, s.all = sorted, false
}

// count sums up rows of the table; all of them only once.
func (t *table) count(s *selection) ledger.Counts {
	if s.len() < t.rows {
		return s.count()
	}
	if t.counts == nil {
		counts := s.count()
		t.counts = &counts
	}
	counts := *t.counts
	counts.ByStatus = maps.Clone(counts.ByStatus)
	return counts
}
