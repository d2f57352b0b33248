package store

import (
	"context"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// ViewSpec asks for a way to look at a day.
type ViewSpec struct {
	At     string // LATEST or "", a snapshot id, a date (2006-01-02) or an RFC 3339 instant
	Kind   ledger.ViewKind
	Filter []ledger.Filter
	Search string    // any part of a name, address, service or license
	Sort   []SortKey // then by name, address, service and license
}

// SortKey orders a view by a column of ledger.RowColumns.
type SortKey struct {
	Column     string
	Descending bool
}

// View is an ordered selection of rows, pinned to a snapshot and to the state
// of the ledger when it was opened. It holds no transaction.
type View struct {
	Snapshot ledger.Snapshot
	Kind     ledger.ViewKind
	Basis    ledger.Basis
	Counts   ledger.Counts
	Warnings []ledger.Warning

	day   *day
	table *table
	order []uint32 // rows of the table, in the order of the view
}

// OpenView loads a day and selects from it. Codes: not_found when the ledger
// has no such snapshot, usage for a filter or sort that does not fit.
func (l *Ledger) OpenView(ctx context.Context, spec ViewSpec) (*View, error) {
	if spec.Kind == "" {
		spec.Kind = ledger.ViewList
	}
	if err := checkSpec(spec); err != nil {
		return nil, err
	}
	snapshot, err := l.Resolve(ctx, spec.At)
	if err != nil {
		return nil, err
	}
	d, err := l.day(ctx, snapshot)
	if err != nil {
		return nil, classify("open view", l.path, err)
	}
	t, err := d.table(ctx, spec.Kind)
	if err != nil {
		return nil, classify("open view", l.path, err)
	}
	if d.basis == ledger.BasisDirectory && spec.Kind == ledger.ViewList {
		snapshot.Rows = int64(t.rows)
	}
	v := &View{Snapshot: snapshot, Kind: spec.Kind, Basis: d.basis, Warnings: snapshot.Warnings, day: d, table: t}
	if spec.Kind != ledger.ViewList && spec.Kind != ledger.ViewTrials && d.basis != ledger.BasisNone {
		v.Basis = ledger.BasisDirectory
	}
	d.mu.Lock() // sorting fills caches of the table
	defer d.mu.Unlock()
	v.order = t.selectRows(spec)
	t.sortRows(v.order, spec.Sort)
	v.Counts = t.count(v.order)
	return v, nil
}

func checkSpec(spec ViewSpec) error {
	if !slices.Contains(ledger.ViewKinds(), spec.Kind) {
		kinds := make([]string, 0, len(ledger.ViewKinds()))
		for _, kind := range ledger.ViewKinds() {
			kinds = append(kinds, string(kind))
		}
		return ledger.Errorf(ledger.CodeUsage, "open view", "There is no view %q. Did you mean %s?", spec.Kind, ledger.Nearest(string(spec.Kind), kinds))
	}
	for _, key := range spec.Sort {
		if !slices.Contains(rowColumns, key.Column) {
			return ledger.Errorf(ledger.CodeUsage, "open view", "There is no column %q to sort by. Did you mean %s?", key.Column, ledger.Nearest(key.Column, rowColumns))
		}
	}
	return nil
}

// Len is the number of rows.
func (v *View) Len() int { return len(v.order) }

// Rows gives rows from, from+1, ... up to n of them; fewer at the end.
// ledger.CodeStale when the ledger changed since the view was opened.
func (v *View) Rows(from, n int) ([]ledger.Row, error) {
	if err := v.fresh(); err != nil {
		return nil, err
	}
	from = max(0, min(from, len(v.order)))
	rows := make([]ledger.Row, 0, min(n, len(v.order)-from))
	for _, at := range v.order[from:min(from+n, len(v.order))] {
		rows = append(rows, v.table.row(at))
	}
	return rows, nil
}

func (v *View) fresh() error {
	now, err := generation(context.Background(), v.day.ledger.read)
	if err != nil {
		return classify("read view", v.day.ledger.path, err)
	}
	if now != v.day.generation {
		return ledger.Errorf(ledger.CodeStale, "read view", "The history has changed since this view was opened. Open it again.")
	}
	return nil
}

// Values gives the values of a column among the rows of the view, most
// frequent first, at most limit; search narrows by any part of the value.
func (v *View) Values(column, search string, limit int) ([]ledger.ValueCount, error) {
	if err := v.fresh(); err != nil {
		return nil, err
	}
	c := v.table.columns[column]
	if c == nil {
		return nil, ledger.Errorf(ledger.CodeUsage, "count values", "There is no column %q. Did you mean %s?", column, ledger.Nearest(column, rowColumns))
	}
	counts := make([]int, len(c.values))
	for _, row := range v.order {
		counts[c.codes[row]]++
	}
	search = ledger.FoldText(search)
	var all []ledger.ValueCount
	for code, count := range counts {
		if count > 0 && strings.Contains(ledger.FoldText(c.values[code]), search) {
			all = append(all, ledger.ValueCount{Value: c.values[code], Count: count})
		}
	}
	slices.SortFunc(all, func(a, b ledger.ValueCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return all[:min(limit, len(all))], nil
}
