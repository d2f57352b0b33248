package desktop

import (
	"slices"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// SavedView is a way of looking that a person gave a name; it is kept in the
// ledger.
type SavedView struct {
	Name     string          `json:"name"`
	Kind     ledger.ViewKind `json:"kind"`
	Filters  []Filter        `json:"filters"`
	Search   string          `json:"search"`
	SortBy   string          `json:"sortBy"` // empty for the view's own order
	SortDown bool            `json:"sortDown"`
	Columns  []string        `json:"columns"` // shown, in this order; empty for the usual ones
	Changed  *Changed        `json:"changed,omitempty"`
	ShowFree bool            `json:"showFree"`           // of trials: free and developer plans too
	LookedAt string          `json:"lookedAt,omitempty"` // RFC 3339, of the reading that was looked at, where the view makes sense only there
}

// SavedViews lists the saved views by name.
func (w *Window) SavedViews() ([]SavedView, error) {
	return guard("list saved views", func() ([]SavedView, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		kept, err := opened.SavedViews(w.work)
		if err != nil {
			return nil, err
		}
		out := make([]SavedView, 0, len(kept))
		for _, v := range kept {
			out = append(out, savedViewOf(v))
		}
		return out, nil
	})
}

// ofSavedViews is what to read again when the saved views are others.
var ofSavedViews = []string{"saved"}

// SaveView keeps a way of looking, in place of one of the same name. Codes:
// invalid for its name, usage, read_only.
func (w *Window) SaveView(v SavedView) error {
	return w.change("save view", ofSavedViews, func(opened *app.Ledger) error {
		kept, err := keptViewOf(v)
		if err != nil {
			return err
		}
		return opened.SaveView(w.work, kept)
	})
}

// RenameView gives a saved view another name. Codes: not_found, invalid for a
// name that is none or is taken, read_only.
func (w *Window) RenameView(from, to string) error {
	return w.change("rename view", ofSavedViews, func(opened *app.Ledger) error { return opened.RenameView(w.work, from, to) })
}

// RemoveView forgets a saved view. One that is not there is no error.
func (w *Window) RemoveView(name string) error {
	return w.change("remove view", ofSavedViews, func(opened *app.Ledger) error { return opened.RemoveView(w.work, name) })
}

// keptViewOf says a saved view as the ledger keeps it.
func keptViewOf(v SavedView) (ledger.SavedView, error) {
	out := ledger.SavedView{Name: v.Name, Kind: v.Kind, Search: v.Search, Columns: v.Columns, ShowFree: v.ShowFree}
	for _, f := range v.Filters {
		filter, err := filterOf(f)
		if err != nil {
			return out, err
		}
		out.Where = append(out.Where, ledger.SavedFilter{Column: filter.Column, Op: filter.Op, Values: filter.Values, Preset: f.Preset})
	}
	if v.Changed != nil {
		out.Changed = &ledger.SavedChange{Kind: string(v.Changed.Kind), Since: v.Changed.At, Day: v.LookedAt}
	}
	if v.SortBy != "" {
		out.Sort = []ledger.SavedSort{{Column: v.SortBy, Descending: v.SortDown}}
	}
	return out, nil
}

// savedViewOf says a kept view as the page shows it. Expressions, which only
// the console writes, become conditions where the page has one for them.
func savedViewOf(v ledger.SavedView) SavedView {
	out := SavedView{Name: v.Name, Kind: v.Kind, Filters: []Filter{}, Search: v.Search, Columns: append([]string{}, v.Columns...), ShowFree: v.ShowFree}
	where := slices.Clone(v.Where)
	for _, expression := range v.Filter {
		if filter, err := ledger.ParseFilter(expression); err == nil {
			where = append(where, ledger.SavedFilter{Column: filter.Column, Op: filter.Op, Values: filter.Values})
		}
	}
	for _, f := range where {
		if filter, ok := filterBack(f); ok {
			out.Filters = append(out.Filters, filter)
		}
	}
	if c := v.Changed; c != nil {
		// The reading is found by its instant, also when it was deleted since.
		out.Changed, out.LookedAt = &Changed{Kind: SinceKind(c.Kind), Other: c.Since, At: c.Since}, c.Day
	}
	if len(v.Sort) > 0 {
		out.SortBy, out.SortDown = v.Sort[0].Column, v.Sort[0].Descending
	}
	return out
}

// filterBack says a filter of the ledger in the operators of the page; false
// where the page has none for it.
func filterBack(f ledger.SavedFilter) (Filter, bool) {
	out := Filter{Column: f.Column, Values: append([]string{}, f.Values...), Preset: f.Preset}
	blank := len(f.Values) == 1 && f.Values[0] == ""
	switch f.Op {
	case ledger.FilterIs, ledger.FilterIn:
		out.Op = FilterIs
		if blank && f.Op == ledger.FilterIs {
			out.Op, out.Values = FilterEmpty, []string{}
		}
	case ledger.FilterIsNot, ledger.FilterNotIn:
		out.Op = FilterIsNot
		if blank && f.Op == ledger.FilterIsNot {
			out.Op, out.Values = FilterNotEmpty, []string{}
		}
	case ledger.FilterContains:
		out.Op = FilterContains
	case ledger.FilterLess:
		out.Op = FilterBefore
	case ledger.FilterAtLeast:
		out.Op = FilterFrom
	default:
		return out, false
	}
	return out, true
}
