package desktop

import (
	"fmt"
	"math"
	"sync"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// openViews is how many views stay open. A table needs one or two; a page that
// asks for an older one is told that it is stale and opens it again.
const openViews = 12

// shelf keeps what the page has open: views, and comparisons with a file.
type shelf[T any] struct {
	mu    sync.Mutex
	room  int
	next  int
	order []string
	views map[string]T
}

func newShelf[T any](room int) *shelf[T] { return &shelf[T]{room: room, views: map[string]T{}} }

func (s *shelf[T]) add(v T) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	id := fmt.Sprintf("v%d", s.next)
	s.views[id] = v
	s.order = append(s.order, id)
	if len(s.order) > s.room {
		delete(s.views, s.order[0])
		s.order = s.order[1:]
	}
	return id
}

func (s *shelf[T]) get(id string) (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.views[id]
	if ok {
		return v, nil
	}
	return v, ledger.Errorf(ledger.CodeStale, "find view", "This view is no longer open. Open it again.")
}

func (s *shelf[T]) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.order, s.views = nil, map[string]T{}
}

// specOf says a request of the page in the words of package app.
func specOf(r ViewRequest) (app.ViewSpec, error) {
	spec := app.ViewSpec{At: r.At, Kind: r.Kind, Search: r.Search, Sort: r.SortBy, Descending: r.SortDown, ShowFree: r.ShowFree}
	if r.At == "latest" {
		spec.At = ""
	}
	for _, f := range r.Filters {
		filter, err := filterOf(f)
		if err != nil {
			return spec, err
		}
		spec.Where = append(spec.Where, filter)
	}
	if r.Changed != nil {
		spec.Changed = &ledger.Changed{Kind: string(r.Changed.Kind), Other: r.Changed.Other}
	}
	return spec, nil
}

// OpenView opens a view of a day. A day before the first reading is no
// failure: the view then has no snapshot and no rows. Code usage for a filter
// or column that does not exist.
func (w *Window) OpenView(r ViewRequest) (View, error) {
	return guard("open view", func() (View, error) {
		opened, err := w.current()
		if err != nil {
			return View{}, err
		}
		spec, err := specOf(r)
		if err != nil {
			return View{}, err
		}
		view, err := opened.View(w.work, spec)
		if ledger.CodeOf(err) == ledger.CodeNotFound {
			return View{Basis: ledger.BasisNone, Freshness: []Reading{}, Warnings: []Warning{}, Columns: []string{}}, nil
		}
		if err != nil {
			return View{}, err
		}
		return w.told(view, opened.Zone()), nil
	})
}

// told puts a view on the shelf and says what stands around its rows.
func (w *Window) told(view *app.View, zone *time.Location) View {
	snapshot := snapshotOf(view.Snapshot, zone)
	return View{
		ID: w.views.add(view), Snapshot: &snapshot, Counts: countsOf(view.Counts, view.Whole()), Basis: view.Basis,
		Freshness: readingsOf(view.Coverage()), Warnings: warningsOf(view.Warnings), Columns: view.Filled(), FreeHidden: view.FreeHidden,
	}
}

// ViewRows gives up to count rows of an open view. Code stale when the ledger
// has changed: the page then opens the view again.
func (w *Window) ViewRows(id string, from, count int) (RowPage, error) {
	return guard("read rows", func() (RowPage, error) {
		view, err := w.views.get(id)
		if err != nil {
			return RowPage{}, err
		}
		rows, err := view.Rows(from, min(count, 1000))
		if err != nil {
			return RowPage{}, err
		}
		page := RowPage{From: from, Rows: make([]Row, 0, len(rows))}
		for _, row := range rows {
			page.Rows = append(page.Rows, rowOf(row))
		}
		return page, nil
	})
}

// ExpectSearch is told when somebody is about to search an open view. Code stale
// when it is no longer open.
func (w *Window) ExpectSearch(id string) error {
	return do("expect search", func() error {
		view, err := w.views.get(id)
		if err == nil {
			view.ExpectSearch()
		}
		return err
	})
}

// ViewValues lists the values of a column among the rows of an open view, at most
// limit.
func (w *Window) ViewValues(id, column, search string, limit int) (ValuePage, error) {
	return guard("count values", func() (ValuePage, error) {
		view, err := w.views.get(id)
		if err != nil {
			return ValuePage{}, err
		}
		limit = min(max(limit, 0), math.MaxInt-1)
		values, err := view.Values(column, search, limit+1)
		if err != nil {
			return ValuePage{}, err
		}
		page := ValuePage{Values: make([]ValueCount, 0, len(values)), More: len(values) > limit}
		for _, v := range values[:min(limit, len(values))] {
			page.Values = append(page.Values, ValueCount{Value: v.Value, Count: v.Count})
		}
		return page, nil
	})
}
