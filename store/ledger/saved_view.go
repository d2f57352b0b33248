package ledger

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// SavedView is a way of looking at a day that a person gave a name.
type SavedView struct {
	Name   string   `json:"-"`
	Kind   ViewKind `json:"kind"`
	Filter []string `json:"filter"` // expressions, see ParseFilter
	// Where are more conditions, whose values may hold what ends one in an
	// expression: a comma.
	Where   []SavedFilter `json:"where,omitempty"`
	Search  string        `json:"search"`
	Sort    []SavedSort   `json:"sort"`
	Columns []string      `json:"columns"` // shown, in this order; none = all
	Changed *SavedChange  `json:"changed,omitempty"`
	// ShowFree shows free and developer plans in a view of trials.
	ShowFree bool `json:"show_free,omitempty"`
}

// SavedChange narrows a saved view to what changed. Readings are named by their
// instants, so that the view can be opened when one of them is deleted.
type SavedChange struct {
	Kind  string `json:"kind"`          // see PeopleChanges and RowChanges
	Since string `json:"since"`         // RFC 3339, of the reading that the day is compared with
	Day   string `json:"day,omitempty"` // RFC 3339, of the reading that was looked at; "" for whichever is
}

// SavedSort orders by one column.
type SavedSort struct {
	Column     string `json:"column"`
	Descending bool   `json:"descending"`
}

// SavedFilter is a condition on a column.
type SavedFilter struct {
	Column string   `json:"column"`
	Op     FilterOp `json:"op"`
	Values []string `json:"values"`
	// Preset is the name that the window has for how the value follows from the
	// day that is looked at; "" for a value that stays.
	Preset string `json:"preset,omitempty"`
}

const longestName = 80 // letters of a saved view's name

// Check refuses a view that could not be opened. Codes: invalid for its name,
// usage for a view, filter or column that does not exist.
func (v SavedView) Check() error {
	const op = "save view"
	if v.Name == "" || v.Name != strings.TrimSpace(v.Name) || utf8.RuneCountInString(v.Name) > longestName ||
		!utf8.ValidString(v.Name) || strings.ContainsFunc(v.Name, unicode.IsControl) {
		return Errorf(CodeInvalid, op, "The name of a view is one line of at most %d letters. Choose another.", longestName)
	}
	if !slices.Contains(ViewKinds(), v.Kind) {
		return Errorf(CodeUsage, op, "There is no view %q, so it was not saved.", v.Kind)
	}
	for _, expression := range v.Filter {
		if _, err := ParseFilter(expression); err != nil {
			return err
		}
	}
	for _, filter := range v.Where {
		if !slices.Contains(FilterOps(), filter.Op) || len(filter.Values) == 0 {
			return Errorf(CodeUsage, op, "The filter of %q is not complete, so the view was not saved.", filter.Column)
		}
	}
	if c := v.Changed; c != nil {
		_, err := time.Parse(time.RFC3339, c.Since)
		if err != nil || !slices.Contains(append(PeopleChanges(), RowChanges()...), c.Kind) {
			return Errorf(CodeUsage, op, "There is no change %q since %q, so the view was not saved.", c.Kind, c.Since)
		}
	}
	for _, filter := range v.Where {
		if err := checkColumn(op, filter.Column, FilterColumns()); err != nil {
			return err
		}
	}
	for _, column := range v.shownColumns() {
		if err := checkColumn(op, column, RowColumns()); err != nil {
			return err
		}
	}
	return nil
}

func checkColumn(op, column string, columns []string) error {
	if slices.Contains(columns, column) {
		return nil
	}
	return Errorf(CodeUsage, op, "There is no column %q. Did you mean %s?", column, Nearest(column, columns))
}

// shownColumns are those that the rows show or stand in the order of.
func (v SavedView) shownColumns() []string {
	columns := slices.Clone(v.Columns)
	for _, key := range v.Sort {
		columns = append(columns, key.Column)
	}
	return columns
}
