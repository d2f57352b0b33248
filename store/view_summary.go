package store

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Groups divides the rows of the view by the values of a column, in the order
// of the values; what is not known comes last. Codes: stale, usage for a column
// that does not exist.
func (v *View) Groups(name string) ([]ledger.Group, error) {
	return v.GroupsBy(context.Background(), name)
}

// GroupsBy is Groups, also by ledger.AboutAccounts, which are read when they are
// first asked for. Two managers of one name are two groups.
func (v *View) GroupsBy(ctx context.Context, name string) ([]ledger.Group, error) {
	var groups []ledger.Group
	err := v.dividing(ctx, name, func(c *lens) error {
		groups = v.chosen.groups(c, v.chosen.divided(c))
		return nil
	})
	return groups, err
}

// dividing hands on a column to divide the rows by; all of the day is guarded
// meanwhile.
func (v *View) dividing(ctx context.Context, name string, f func(c *lens) error) error {
	const op = "summarize"
	if err := v.fresh(); err != nil {
		return err
	}
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	c, err := v.lens(ctx, name)
	if err == nil && c == nil {
		err = ledger.Errorf(ledger.CodeUsage, op, "There is no column %q. Did you mean %s?", name, ledger.Nearest(name, ledger.FilterColumns()))
	}
	if err == nil {
		err = f(c)
	}
	return classify(op, v.history.ledger.path, err)
}

// groups puts the rows of each value together and counts them group by group,
// so that who was counted already needs one mark per person, whatever the
// number of groups.
func (s *selection) groups(c *lens, d division) []ledger.Group {
	count := s.table.counter()
	groups := make([]ledger.Group, 0, len(d.codes))
	for _, code := range d.codes {
		group := count(d.of(code))
		group.Value = c.dict.At(code)
		if c.people != nil && code != 0 {
			group.Person = &c.people[code]
		}
		groups = append(groups, group)
	}
	return groups
}

// division is rows put together by the values of a column, and the codes of the
// values that there are in the order of people: by the name of whom a value
// stands for, else by itself. What is not known comes last.
type division struct {
	rows   []uint32
	begins []int // by code, see byCode
	codes  []uint32
}

// of gives the rows of a value.
func (d *division) of(code uint32) []uint32 { return d.rows[d.begins[code]:d.begins[code+1]] }

func (s *selection) divided(c *lens) division {
	dict, code := c.scan()
	rows, begins := s.byCode(dict.Len(), code)
	codes := make([]uint32, 0, dict.Len())
	for code := range uint32(dict.Len()) {
		if begins[code] < begins[code+1] {
			codes = append(codes, code)
		}
	}
	ranks := dict.Ranks()
	slices.SortFunc(codes, func(a, b uint32) int {
		if c.people == nil || a == 0 || b == 0 {
			return cmp.Compare(ranks[a], ranks[b])
		}
		return compareCandidates(c.people[a], c.people[b])
	})
	return division{rows, begins, codes}
}

// byCode puts the rows of each code together, in the order they have: those of
// a code begin at begins[code].
func (s *selection) byCode(codes int, code func(row uint32) uint32) (rows []uint32, begins []int) {
	begins = make([]int, codes+1)
	for n := range s.len() {
		begins[code(s.at(n))+1]++
	}
	for i := 1; i < len(begins); i++ {
		begins[i] += begins[i-1]
	}
	rows = make([]uint32, s.len())
	next := slices.Clone(begins)
	for n := range s.len() {
		row := s.at(n)
		rows[next[code(row)]] = row
		next[code(row)]++
	}
	return rows, begins
}

// counter gives a count of rows, for one group after the other. Unknown rows of
// nobody in particular count one person each and one license, as in
// selection.count.
func (t *table) counter() func(rows []uint32) ledger.Group {
	licenses, license := t.columns["license"].scan()
	held := newHeldOnce(t.persons(), licenses.Len())
	return func(rows []uint32) ledger.Group {
		held.begin()
		group := ledger.Group{Rows: len(rows)}
		for _, row := range rows {
			person := t.person(row)
			if person == 0 {
				group.People++
				group.Licenses++
				continue
			}
			own, isNew := held.of(person)
			if isNew {
				group.People++
			}
			if n := int(license(row)); n != 0 && !own.has(n) {
				own.put(n)
				group.Licenses++
			}
		}
		return group
	}
}
