package store

import (
	"math"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// selectRows gives the rows that pass every filter and the search. Each
// condition looks at every distinct value once.
func (t *table) selectRows(spec ViewSpec) []uint32 {
	keep := make([]bool, t.rows)
	for i := range keep {
		keep[i] = true
	}
	for _, f := range spec.Filter {
		c := t.columns[f.Column]
		pass := make([]bool, len(c.values))
		for code, value := range c.values {
			pass[code] = f.Matches(value)
		}
		for row, code := range c.codes {
			keep[row] = keep[row] && pass[code]
		}
	}
	if search := ledger.FoldText(strings.TrimSpace(spec.Search)); search != "" {
		t.search(search, keep)
	}
	order := make([]uint32, 0, t.rows)
	for row, kept := range keep {
		if kept {
			order = append(order, uint32(row))
		}
	}
	return order
}

// searched are the columns that a search looks into: a leaver is found by the
// name she had.
var searched = []string{"user_name", "email_address", "last_known_name", "last_known_email", "service", "license", "candidates"}

func (t *table) search(text string, keep []bool) {
	found := make([]bool, t.rows)
	for _, name := range searched {
		c := t.columns[name]
		pass := make([]bool, len(c.values))
		for code, value := range c.values {
			pass[code] = code > 0 && strings.Contains(ledger.FoldText(value), text)
		}
		for row, code := range c.codes {
			found[row] = found[row] || pass[code]
		}
	}
	for row := range keep {
		keep[row] = keep[row] && found[row]
	}
}

// sortRows orders rows by the keys, then as people read a list: by name (the
// last known one of an Unknown row), address, service, license and the rest,
// so that equal facts always give an equal order.
func (t *table) sortRows(order []uint32, keys []SortKey) {
	var comparisons []func(a, b uint32) int
	for _, key := range append(slices.Clone(keys), SortKey{Column: "user_name"}, SortKey{Column: "email_address"},
		SortKey{Column: "service"}, SortKey{Column: "license"}, SortKey{Column: "assigned_date"}, SortKey{Column: "user_id"}) {
		comparisons = append(comparisons, t.comparison(key))
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		for _, compare := range comparisons {
			if n := compare(a, b); n != 0 {
				return n
			}
		}
		return 0
	})
}

// lastKnown is where the name or address of a row stands once it is Unknown.
var lastKnown = map[string]string{"user_name": "last_known_name", "email_address": "last_known_email"}

func (t *table) comparison(key SortKey) func(a, b uint32) int {
	places := t.places(key.Column)
	return func(a, b uint32) int {
		x, y := places[a], places[b]
		if x == y {
			return 0
		}
		less := x < y
		// What is not known stays last whichever way the column is sorted.
		if key.Descending && x != nowhere && y != nowhere {
			less = !less
		}
		if less {
			return -1
		}
		return 1
	}
}

// nowhere is the place of a row without a value: after every other.
const nowhere = math.MaxUint32

// places gives each row's place by a column.
func (t *table) places(name string) []uint32 {
	c := t.columns[name]
	if other, ok := lastKnown[name]; ok {
		c = t.merged(name, other)
	}
	ranks := c.rank()
	places := make([]uint32, t.rows)
	for row, code := range c.codes {
		places[row] = ranks[code]
		if code == 0 {
			places[row] = nowhere
		}
	}
	return places
}

// merged is a column with the last known value in place of Unknown.
func (t *table) merged(name, other string) *column {
	if c := t.mergedColumns[name]; c != nil {
		return c
	}
	m := &column{values: []string{""}, index: map[string]uint32{"": 0}}
	for row := range uint32(t.rows) {
		value := t.columns[name].at(row)
		if value == ledger.UnknownWord {
			value = t.columns[other].at(row)
		}
		m.add(value)
	}
	m.seal()
	t.mergedColumns[name] = m
	return m
}

// count sums up rows. People are told apart by account, else by address, else
// by name; Unknown rows of nobody in particular count one person each.
func (t *table) count(order []uint32) ledger.Counts {
	counts := ledger.Counts{Rows: len(order), ByStatus: map[ledger.Status]int{}}
	people, licenses := map[string]bool{}, map[string]bool{}
	for _, row := range order {
		status := ledger.Status(t.columns["status"].at(row))
		counts.ByStatus[status]++
		if t.columns["user_name"].at(row) == ledger.UnknownWord && t.columns["email_address"].at(row) == ledger.UnknownWord {
			counts.Unknown++
		}
		person := t.personKey(row)
		if person == "" {
			counts.People++
			counts.Licenses++
			continue
		}
		people[person] = true
		if license := t.columns["license"].at(row); license != "" {
			licenses[person+"\x00"+license] = true
		}
	}
	counts.People += len(people)
	counts.Licenses += len(licenses)
	return counts
}

// personKey tells whose row it is; "" when nobody in particular.
func (t *table) personKey(row uint32) string {
	for _, name := range []string{"user_id", "email_address", "last_known_email", "user_name", "last_known_name"} {
		if value := t.columns[name].at(row); value != "" && value != ledger.UnknownWord {
			return ledger.FoldAddress(value)
		}
	}
	return ""
}
