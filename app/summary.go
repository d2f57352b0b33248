package app

import (
	"cmp"
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
)

// SummarySpec asks how the rows of a view divide over the values of a column.
type SummarySpec struct {
	Column     string
	Search     string // any part of a value
	Order      SummaryOrder
	Descending bool
	Limit      int // of groups; 0 = all
}

// Summary is the groups, and how many there are when some are left out.
type Summary struct {
	Groups []ledger.Group
	Total  int // of the values that the search finds
}

// Summary groups the rows of the view by the values of a column. Equal groups
// stand in the order of their values. Codes: stale, usage for a column or an
// order that does not exist.
func (v *View) Summary(spec SummarySpec) (Summary, error) {
	figure, ok := map[SummaryOrder]func(ledger.Group) int{
		SummaryByValue:    func(ledger.Group) int { return 0 },
		SummaryByRows:     func(g ledger.Group) int { return g.Rows },
		SummaryByPeople:   func(g ledger.Group) int { return g.People },
		SummaryByLicenses: func(g ledger.Group) int { return g.Licenses },
	}[spec.Order]
	if !ok {
		return Summary{}, ledger.Errorf(ledger.CodeUsage, "summarize", "A summary cannot be sorted by %q. Use value, rows, people or licenses.", string(spec.Order))
	}
	groups, err := v.kept.Summary(spec.Column)
	if err != nil {
		return Summary{}, err
	}
	if search := ledger.FoldText(strings.TrimSpace(spec.Search)); search != "" {
		groups = slices.DeleteFunc(groups, func(g ledger.Group) bool { return !strings.Contains(ledger.FoldText(g.Value), search) })
	}
	if spec.Order == SummaryByValue && spec.Descending {
		known := len(groups)
		if known > 0 && groups[known-1].Value == "" {
			known--
		}
		slices.Reverse(groups[:known])
	}
	slices.SortStableFunc(groups, func(a, b ledger.Group) int {
		if spec.Descending {
			a, b = b, a
		}
		return cmp.Compare(figure(a), figure(b))
	})
	out := Summary{Groups: groups, Total: len(groups)}
	if spec.Limit > 0 {
		out.Groups = groups[:min(spec.Limit, len(groups))]
	}
	return out, nil
}
