package store

import (
	"cmp"
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
	// ShowFree adds the rows of free and developer plans to a view of trials.
	ShowFree bool
	// Changed keeps only what changed; nil keeps all.
	Changed *ledger.Changed
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
	Warnings []ledger.Warning
	// FreeHidden is how many rows of free and developer plans a view of trials
	// leaves out, whatever its filters.
	FreeHidden int

	history *history
	chosen  *selection
	counts  *ledger.Counts // once asked for
}

// OpenView loads a day and selects from it. Codes: not_found when the ledger
// has no such snapshot, usage for a filter, sort or change that does not fit.
func (l *Ledger) OpenView(ctx context.Context, spec ViewSpec) (*View, error) {
	if spec.Kind == "" {
		spec.Kind = ledger.ViewList
	}
	if err := checkSpec(spec); err != nil {
		return nil, err
	}
	for {
		v, err := l.openView(ctx, spec)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return v, classify("open view", l.path, err)
		}
		// Published to meanwhile: what was loaded does not belong together.
	}
}

func (l *Ledger) openView(ctx context.Context, spec ViewSpec) (*View, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	snapshot, err := l.Resolve(ctx, spec.At)
	if err != nil {
		return nil, err
	}
	changed, err := l.changedSince(ctx, h, snapshot, spec)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, err := h.day(snapshot)
	if err != nil {
		return nil, err
	}
	t, err := d.table(ctx, spec.tableKind())
	if err != nil {
		return nil, err
	}
	if d.basis == ledger.BasisDirectory && spec.Kind == ledger.ViewList {
		snapshot.Rows = int64(t.rows)
	}
	v := &View{Snapshot: snapshot, Kind: spec.Kind, Basis: d.basis, Warnings: snapshot.Warnings, history: h}
	if spec.Kind == ledger.ViewTrials && !spec.ShowFree {
		if v.FreeHidden, err = d.freeHidden(ctx); err != nil {
			return nil, err
		}
	}
	if !spec.Kind.OfList() && d.basis != ledger.BasisNone {
		v.Basis = ledger.BasisDirectory
	}
	for _, f := range spec.Filter {
		if slices.Contains(ledger.AboutAccounts(), f.Column) {
			if err := d.addAbout(ctx, t, f.Column); err != nil {
				return nil, err
			}
		}
	}
	if v.chosen, err = t.open(ctx, spec); err != nil {
		return nil, err
	}
	v.chosen.keepChanged(changed)
	return v, nil
}

// tableKind is the kind of table that the view is a selection of.
func (s ViewSpec) tableKind() ledger.ViewKind {
	if s.Kind == ledger.ViewTrials && s.ShowFree {
		return viewTrialsAndFree
	}
	return s.Kind
}

// open selects and orders rows; what cells need beyond the rows is loaded.
func (t *table) open(ctx context.Context, spec ViewSpec) (*selection, error) {
	if t.ready != nil {
		if err := t.ready(ctx); err != nil {
			return nil, err
		}
	}
	s := t.choose(spec)
	s.sort(spec.Sort)
	return s, nil
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

// Counts sums up the rows of the view. It looks at each of them when it is
// first asked.
func (v *View) Counts() ledger.Counts {
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	if v.counts == nil {
		counts := v.chosen.table.count(v.chosen)
		v.counts = &counts
	}
	return *v.counts
}

// Len is the number of rows.
func (v *View) Len() int { return v.chosen.len() }

// Rows gives rows from, from+1, ... up to n of them; fewer at the end.
// ledger.CodeStale when the ledger changed since the view was opened.
func (v *View) Rows(from, n int) ([]ledger.Row, error) {
	if err := v.fresh(); err != nil {
		return nil, err
	}
	from = max(0, min(from, v.Len()))
	rows := make([]ledger.Row, 0, max(0, min(n, v.Len()-from)))
	fill := v.chosen.table.pick(rowColumns)
	for at := from; at < min(from+n, v.Len()); at++ {
		rows = append(rows, ledger.Row{})
		fill(v.chosen.at(at), &rows[len(rows)-1])
	}
	return rows, nil
}

func (v *View) fresh() error {
	now, err := generation(context.Background(), v.history.ledger.read)
	if err != nil {
		return classify("read view", v.history.ledger.path, err)
	}
	if now != v.history.generation {
		return errStale
	}
	return nil
}

// Values gives the values of a column among the rows of the view, most
// frequent first, at most limit; search narrows by any part of the value.
func (v *View) Values(name, search string, limit int) ([]ledger.ValueCount, error) {
	if err := v.fresh(); err != nil {
		return nil, err
	}
	c := v.chosen.table.columns[name]
	if c == nil {
		return nil, ledger.Errorf(ledger.CodeUsage, "count values", "There is no column %q. Did you mean %s?", name, ledger.Nearest(name, rowColumns))
	}
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	dict, code := c.scan()
	counts := make([]int, dict.Len())
	for n := range v.Len() {
		counts[code(v.chosen.at(n))]++
	}
	search = ledger.FoldText(search)
	var all []ledger.ValueCount
	for code, count := range counts {
		if count == 0 {
			continue
		}
		if value := dict.At(uint32(code)); strings.Contains(ledger.FoldText(value), search) {
			all = append(all, ledger.ValueCount{Value: value, Count: count})
		}
	}
	slices.SortFunc(all, func(a, b ledger.ValueCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return all[:min(limit, len(all))], nil
}
