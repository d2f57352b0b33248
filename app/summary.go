package app

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// SummaryOrder is what a summary is sorted by.
type SummaryOrder string

// The closed list of orders.
const (
	SummaryByValue    SummaryOrder = "value" // in the order of the language; what is not known comes last
	SummaryByRows     SummaryOrder = "rows"
	SummaryByPeople   SummaryOrder = "people"
	SummaryByLicenses SummaryOrder = "licenses"
	SummaryByChange   SummaryOrder = "change" // of people since another day; without one all are equal
	SummaryByCost     SummaryOrder = "cost"   // in the currency of which most groups have a cost, then in the others
)

// SummarySpec asks how the rows of a view divide over the values of a column.
type SummarySpec struct {
	Column     string // of ledger.FilterColumns
	Search     string // any part of a value
	Order      SummaryOrder
	Descending bool
	Limit      int    // of groups; 0 = all
	Since      string // the day to tell the change of people since, as ViewSpec.At; "" = none
}

// SummaryGroup is a group, how many people it has more than on the other day, and
// what its licenses cost a month, rounded as parts of a whole: see
// store.View.GroupsAndCosts.
type SummaryGroup struct {
	ledger.Group
	Change int
	Cost   ledger.Sums
}

// Summary is the groups, and how many there are when some are left out.
type Summary struct {
	Groups []SummaryGroup
	Total  int  // of the values that the search finds
	Unlike bool // the other day was read in another way, so that no change is told
}

// Summary groups the rows of the view by the values of a column. Equal groups
// stand in the order of their values. With another day, a value that only that
// one has is a group without rows. Codes: stale, usage for a column or an order
// that does not exist, and those of On.
func (v *View) Summary(ctx context.Context, spec SummarySpec) (Summary, error) {
	figure, ok := map[SummaryOrder]func(SummaryGroup) int{
		SummaryByValue:    func(SummaryGroup) int { return 0 },
		SummaryByRows:     func(g SummaryGroup) int { return g.Rows },
		SummaryByPeople:   func(g SummaryGroup) int { return g.People },
		SummaryByLicenses: func(g SummaryGroup) int { return g.Licenses },
		SummaryByChange:   func(g SummaryGroup) int { return g.Change },
		SummaryByCost:     func(SummaryGroup) int { return 0 },
	}[spec.Order]
	if !ok {
		return Summary{}, ledger.Errorf(ledger.CodeUsage, "summarize", "A summary cannot be sorted by %q. Use value, rows, people, licenses, change or cost.", string(spec.Order))
	}
	out, err := v.groups(ctx, spec)
	if err != nil {
		return Summary{}, err
	}
	groups := out.Groups
	if search := ledger.FoldText(strings.TrimSpace(spec.Search)); search != "" {
		groups = slices.DeleteFunc(groups, func(g SummaryGroup) bool { return !g.says(search) })
	}
	if spec.Order == SummaryByValue && spec.Descending {
		known := len(groups)
		if known > 0 && groups[known-1].Value == "" {
			known--
		}
		slices.Reverse(groups[:known])
	}
	compare := func(a, b SummaryGroup) int { return cmp.Compare(figure(a), figure(b)) }
	if spec.Order == SummaryByCost {
		compare = compareCosts(groups)
	}
	slices.SortStableFunc(groups, func(a, b SummaryGroup) int {
		if spec.Descending {
			a, b = b, a
		}
		return compare(a, b)
	})
	out.Groups, out.Total = groups, len(groups)
	if spec.Limit > 0 {
		out.Groups = groups[:min(spec.Limit, len(groups))]
	}
	return out, nil
}

// groups gives the groups in the order of their values.
func (v *View) groups(ctx context.Context, spec SummarySpec) (Summary, error) {
	now, costs, err := v.kept.GroupsAndCosts(ctx, spec.Column)
	if err != nil {
		return Summary{}, err
	}
	var out Summary
	for i, group := range now {
		out.Groups = append(out.Groups, SummaryGroup{Group: group, Cost: costs[i]})
	}
	roundSums(costs)
	if spec.Since == "" {
		return out, nil
	}
	other, err := v.On(ctx, spec.Since)
	if err != nil {
		return Summary{}, err
	}
	if out.Unlike = other.Basis != v.Basis; out.Unlike {
		return out, nil
	}
	then, err := other.kept.GroupsBy(ctx, spec.Column)
	if err != nil {
		return Summary{}, err
	}
	out.Groups = changedSince(out.Groups, then)
	return out, nil
}

// roundSums rounds sums to what is shown of them, so that they add up to the
// cent; currency by currency.
func roundSums(costs []ledger.Sums) {
	parts := map[string][]ledger.Money{}
	for _, cost := range costs {
		for currency, m := range cost.Money {
			parts[currency] = append(parts[currency], m)
		}
	}
	for currency, all := range parts {
		cents := ledger.Cents(all)
		for _, cost := range costs {
			if _, has := cost.Money[currency]; has {
				cost.Money[currency] = ledger.MoneyOfCents(cents[0])
				cents = cents[1:]
			}
		}
	}
}

// compareCosts compares groups by what they cost, one currency after the other:
// they are never added.
func compareCosts(groups []SummaryGroup) func(a, b SummaryGroup) int {
	having := map[string]int{}
	for _, g := range groups {
		for currency := range g.Cost.Money {
			having[currency]++
		}
	}
	currencies := slices.SortedFunc(maps.Keys(having), func(a, b string) int {
		return cmp.Or(cmp.Compare(having[b], having[a]), cmp.Compare(a, b))
	})
	return func(a, b SummaryGroup) int {
		for _, currency := range currencies {
			if c := cmp.Compare(a.Cost.Money[currency], b.Cost.Money[currency]); c != 0 {
				return c
			}
		}
		return 0
	}
}

// changedSince tells how many people each group has more than then, and adds the
// groups that were only there then.
func changedSince(groups []SummaryGroup, then []ledger.Group) []SummaryGroup {
	was := map[string]int{}
	for _, group := range then {
		was[group.Value] = group.People
	}
	for i := range groups {
		groups[i].Change = groups[i].People - was[groups[i].Value]
		delete(was, groups[i].Value)
	}
	for _, group := range then {
		if _, gone := was[group.Value]; gone {
			groups = append(groups, SummaryGroup{Group: ledger.Group{Value: group.Value, Person: group.Person}, Change: -group.People})
		}
	}
	slices.SortStableFunc(groups, func(a, b SummaryGroup) int {
		if (a.Value == "") != (b.Value == "") { // what is not known comes last
			return cmp.Compare(b.Value, a.Value)
		}
		return cmp.Or(cmp.Compare(ledger.FoldText(a.shown()), ledger.FoldText(b.shown())), cmp.Compare(a.Value, b.Value))
	})
	return groups
}

// shown is what a group is known by: of a manager the name and the address.
func (g SummaryGroup) shown() string {
	if p := g.Person; p != nil {
		return strings.TrimSpace(string(p.Name + " " + p.Email))
	}
	return g.Value
}

// says tells whether a group has a folded text.
func (g SummaryGroup) says(folded string) bool {
	return strings.Contains(ledger.FoldText(g.Value), folded) || strings.Contains(ledger.FoldText(g.shown()), folded)
}
