package app

import (
	"context"
	"sync"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// ViewSpec asks for a way to look at a day.
type ViewSpec struct {
	At         string          // LATEST or "", a snapshot id, a date (2006-01-02) or an RFC 3339 instant
	Kind       ledger.ViewKind // "" is the list
	Filters    []string        // expressions such as department=Sales; all must hold
	Where      []ledger.Filter // the same, already taken apart; all must hold
	Search     string          // any part of a name, address, service or license
	Sort       string          // a column of ledger.RowColumns; "" is the view's own order
	Descending bool
	Changed    *ledger.Changed // only what changed since another reading; nil for all
	ShowFree   bool            // of trials: free and developer plans too
}

// View is an ordered selection of rows of one day. It is pinned to the ledger
// as it was when the view was opened and holds no lock.
type View struct {
	Snapshot ledger.Snapshot // its Coverage names the instant of each source
	Kind     ledger.ViewKind
	Basis    ledger.Basis
	Counts   ledger.Counts
	Warnings []ledger.Warning
	// FreeHidden is how many rows of free and developer plans a view of trials
	// leaves out.
	FreeHidden int

	kept *store.View
	past pastView
}

// pastView is the same way of looking at another day, kept while it is asked
// for again and again.
type pastView struct {
	open func(ctx context.Context, at string) (*View, error)

	mu   sync.Mutex
	at   string
	view *View
}

// On is the same way of looking at another day, which is as in ViewSpec.At.
// Codes as View; usage for a view of what changed, which is of two days already.
func (v *View) On(ctx context.Context, at string) (*View, error) {
	v.past.mu.Lock()
	defer v.past.mu.Unlock()
	if v.past.view != nil && v.past.at == at && !v.past.view.Stale() {
		return v.past.view, nil
	}
	other, err := v.past.open(ctx, at)
	if err == nil {
		v.past.at, v.past.view = at, other
	}
	return other, err
}

// View opens a view. Codes: not_found when nothing was read on or before the
// day, usage for a view, filter or sort column that does not exist.
func (l *Ledger) View(ctx context.Context, spec ViewSpec) (*View, error) {
	view, err := l.uncounted(ctx, spec)
	if err == nil {
		view.Counts = view.kept.Counts()
	}
	return view, err
}

// uncounted is View without its Counts, for which every row is looked at.
func (l *Ledger) uncounted(ctx context.Context, spec ViewSpec) (*View, error) {
	filters := append([]ledger.Filter(nil), spec.Where...)
	for _, expr := range spec.Filters {
		filter, err := ledger.ParseFilter(expr)
		if err != nil {
			return nil, err
		}
		filters = append(filters, filter)
	}
	var order []store.SortKey
	if spec.Sort != "" {
		order = []store.SortKey{{Column: spec.Sort, Descending: spec.Descending}}
	}
	kept, err := l.store.OpenView(ctx, store.ViewSpec{
		At: spec.At, Kind: spec.Kind, Filter: filters, Search: spec.Search, Sort: order, Changed: spec.Changed, ShowFree: spec.ShowFree,
	})
	if err != nil {
		return nil, err
	}
	view := &View{Snapshot: kept.Snapshot, Kind: kept.Kind, Basis: kept.Basis, Warnings: kept.Warnings, FreeHidden: kept.FreeHidden, kept: kept}
	view.past.open = func(ctx context.Context, at string) (*View, error) {
		if spec.Changed != nil {
			return nil, ledger.Errorf(ledger.CodeUsage, "open view", "What changed since a day cannot be compared with another one. Look at all rows first.")
		}
		spec.At = at
		return l.View(ctx, spec)
	}
	return view, nil
}

// Len is the number of rows.
func (v *View) Len() int { return v.kept.Len() }

// Rows gives up to n rows beginning with row from. Code stale when the ledger
// changed since the view was opened.
func (v *View) Rows(from, n int) ([]ledger.Row, error) { return v.kept.Rows(from, n) }

// Pick fills in some columns of rows and spares the others. See store.View.Pick.
func (v *View) Pick(columns []string) (fill func(n int, r *ledger.Row), err error) {
	return v.kept.Pick(columns)
}

// Groups divides the rows by the values of a column. See store.View.Groups.
func (v *View) Groups(column string) ([]ledger.Group, error) { return v.kept.Groups(column) }

// Values gives the values of a column among the rows, most frequent first.
func (v *View) Values(column, search string, limit int) ([]ledger.ValueCount, error) {
	return v.kept.Values(column, search, limit)
}

// Whole is the number of rows without filters and search.
func (v *View) Whole() int { return v.kept.Whole() }

// Filled names the columns in which something is known, filters aside.
func (v *View) Filled() []string { return v.kept.Filled() }

// ExpectSearch prepares for a search, so that its first letter is answered as
// fast as the others.
func (v *View) ExpectSearch() { v.kept.ExpectSearch() }

// Span is rows from, from+1, ... up to but without to.
type Span = store.Span

// Cells gives the texts of some columns, row by row, span after span. Codes as
// for Rows, and usage.
func (v *View) Cells(spans []Span, columns []string) ([][]string, error) {
	return v.kept.Cells(spans, columns)
}

// Stale tells whether the ledger changed since the view was opened.
func (v *View) Stale() bool {
	_, err := v.kept.Rows(0, 0)
	return ledger.CodeOf(err) == ledger.CodeStale
}

// Coverage names, per source, the instant of the listing that speaks.
func (v *View) Coverage() []ledger.Coverage { return v.Snapshot.Coverage }
