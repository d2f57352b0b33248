package ledger

import (
	"slices"
	"strings"
)

// Filter is one condition on a column of a view.
type Filter struct {
	Column string
	Op     FilterOp
	Values []string // one for most operators, several for in; "" means: nothing is known
}

// FilterOp compares a column with values.
type FilterOp string

// The closed list of operators.
const (
	FilterIs       FilterOp = "="
	FilterIsNot    FilterOp = "!="
	FilterLess     FilterOp = "<"
	FilterAtMost   FilterOp = "<="
	FilterMore     FilterOp = ">"
	FilterAtLeast  FilterOp = ">="
	FilterContains FilterOp = "~"
	FilterIn       FilterOp = "in"
	FilterNotIn    FilterOp = "not in"
)

// FilterOps is the closed list of operators.
func FilterOps() []FilterOp {
	return []FilterOp{FilterIs, FilterIsNot, FilterLess, FilterAtMost, FilterMore, FilterAtLeast, FilterContains, FilterIn, FilterNotIn}
}

// symbols stand in the order in which they are tried: a longer one first.
var symbols = []FilterOp{FilterIsNot, FilterAtMost, FilterAtLeast, FilterIs, FilterLess, FilterMore, FilterContains}

// ParseFilter reads an expression such as department=Sales,
// last_used<2026-01-01, license~premium, status!=present or
// "origin in office_365,dynamics_365". Nothing after = means: nothing is
// known. Code usage names the nearest column for a wrong one.
func ParseFilter(expr string) (Filter, error) {
	f, ok := splitFilter(expr)
	if !ok {
		return Filter{}, Errorf(CodeUsage, "read filter",
			`%q is no filter. Write for example department=Sales, last_used<2026-01-01, license~premium, status!=present or "origin in office_365,dynamics_365".`, expr)
	}
	if columns := FilterColumns(); !slices.Contains(columns, f.Column) {
		return Filter{}, Errorf(CodeUsage, "read filter", "There is no column %q. Did you mean %s?", f.Column, Nearest(f.Column, columns))
	}
	return f, nil
}

func splitFilter(expr string) (Filter, bool) {
	expr = strings.TrimSpace(expr)
	end := strings.IndexFunc(expr, func(r rune) bool { return !(r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') })
	if end <= 0 {
		return Filter{}, false
	}
	f := Filter{Column: strings.ToLower(expr[:end])}
	rest := strings.TrimSpace(expr[end:])
	for _, op := range symbols {
		if value, found := strings.CutPrefix(rest, string(op)); found {
			f.Op, f.Values = op, []string{strings.TrimSpace(value)}
			return f, true
		}
	}
	words := strings.Fields(rest)
	switch {
	case len(words) >= 2 && strings.EqualFold(words[0], "in"):
		f.Op, rest = FilterIn, rest[len(words[0]):]
	case len(words) >= 3 && strings.EqualFold(words[0], "not") && strings.EqualFold(words[1], "in"):
		f.Op, rest = FilterNotIn, strings.TrimSpace(rest[len(words[0]):])[len(words[1]):]
	default:
		return Filter{}, false
	}
	for value := range strings.SplitSeq(rest, ",") {
		f.Values = append(f.Values, strings.TrimSpace(value))
	}
	return f, true
}

// Matches tells whether a value of the filter's column passes. Texts compare
// without regard to case and diacritics; dates, being written from the year
// down, compare as texts. What is not known is neither less nor more than
// anything.
func (f Filter) Matches(value string) bool {
	folded := FoldText(value)
	switch f.Op {
	case FilterIs, FilterIn:
		return slices.ContainsFunc(f.Values, func(v string) bool { return FoldText(v) == folded })
	case FilterIsNot, FilterNotIn:
		return !slices.ContainsFunc(f.Values, func(v string) bool { return FoldText(v) == folded })
	case FilterContains:
		return strings.Contains(folded, FoldText(f.Values[0]))
	}
	if value == "" {
		return false
	}
	order := strings.Compare(folded, FoldText(f.Values[0]))
	switch f.Op {
	case FilterLess:
		return order < 0
	case FilterAtMost:
		return order <= 0 || strings.HasPrefix(folded, FoldText(f.Values[0])) // up to a day means to its end
	case FilterMore:
		return order > 0 && !strings.HasPrefix(folded, FoldText(f.Values[0]))
	}
	return order >= 0
}

// Nearest gives the word of a list that is written most like the given one.
func Nearest(word string, words []string) string {
	best, least := "", len(word)+1000
	for _, candidate := range words {
		if d := distance(strings.ToLower(word), candidate); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the letters to add, drop or change (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
