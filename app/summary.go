package app

import (
	"cmp"
	"context"
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

// SummaryGroup is a group, and how many people it has more than on the other
// day.
type SummaryGroup struct {
	ledger.Group
	Change int
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
	}[spec.Order]
	if !ok {
		return Summary{}, ledger.Errorf(ledger.CodeUsage, "summarize", "A summary cannot be sorted by %q. Use value, rows, people, licenses or change.", string(spec.Order))
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
	slices.SortStableFunc(groups, func(a, b SummaryGroup) int {
		if spec.Descending {
			a, b = b, a
		}
		return cmp.Compare(figure(a), figure(b))
	})
	out.Groups, out.Total = groups, len(groups)
	if spec.Limit > 0 {
		out.Groups = groups[:min(spec.Limit, len(groups))]
	}
	return out, nil
}

// groups gives the groups in the order of their values.
func (v *View) groups(ctx context.Context, spec SummarySpec) (Summary, error) {
	now, err := v.kept.GroupsBy(ctx, spec.Column)
	if err != nil {
		return Summary{}, err
	}
	var out Summary
	for _, group := range now {
		out.Groups = append(out.Groups, SummaryGroup{Group: group})
	}
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
