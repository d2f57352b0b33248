package app

import (
	"context"
	"math"
	"strconv"
	"time"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// compared gives what changed since the day that spec names, for a sheet of its
// own. Of a view that leaves people out, it is what changed about those who are
// in it on either day.
func (l *Ledger) compared(ctx context.Context, spec ExportSpec, view *View) (*export.Comparison, error) {
	changes, err := l.Changes(ctx, spec.CompareWith, strconv.FormatInt(view.Snapshot.ID, 10))
	if err != nil {
		return nil, err
	}
	before, err := time.Parse(time.RFC3339, changes.Before.At)
	if err != nil {
		return nil, &ledger.Error{Code: ledger.CodeInternal, Op: "export", Message: "The instant of the other reading cannot be read.", Err: err}
	}
	out := &export.Comparison{Before: ledger.InstantOf(before)}
	if out.NotRead, err = changes.NotRead(); err != nil {
		return nil, err
	}
	out.Len = changes.Len() - changes.Counts[ledger.ChangeNotRead]
	out.Rows = func(from, n int) ([]ledger.Change, error) { return changes.Kind("", from, n) }
	if view.Kind == ledger.ViewList && len(spec.Filters)+len(spec.Where) == 0 && spec.Search == "" {
		return out, nil
	}
	people, err := peopleOf(ctx, view, spec.CompareWith)
	if err != nil {
		return nil, err
	}
	var some []ledger.Change
	for from := 0; from < out.Len; {
		page, err := out.Rows(from, changesRead)
		if err != nil {
			return nil, err
		}
		for _, change := range page {
			if people[string(change.UserID)] {
				some = append(some, change)
			}
		}
		from += len(page)
	}
	out.Len = len(some)
	out.Rows = func(from, n int) ([]ledger.Change, error) { return some[from:min(from+n, len(some))], nil }
	return out, nil
}

// changesRead is how many changes are read at a time.
const changesRead = 1000

// peopleOf gives the ids of the accounts that a view has, or has on another day.
func peopleOf(ctx context.Context, view *View, other string) (map[string]bool, error) {
	then, err := view.On(ctx, other)
	if err != nil {
		return nil, err
	}
	people := map[string]bool{}
	for _, v := range []*View{view, then} {
		ids, err := v.Values("user_id", "", math.MaxInt)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			people[id.Value] = id.Value != ""
		}
	}
	return people, nil
}

// filterWords says the conditions of a view as people read them.
func (l *Ledger) filterWords(ctx context.Context, spec ExportSpec, m export.Meta) ([]string, error) {
	var said []string
	for _, expr := range spec.Filters {
		filter, err := ledger.ParseFilter(expr)
		if err != nil {
			return nil, err
		}
		said = append(said, export.FilterWords(m.Language, spec.shownFilter(filter)))
	}
	for _, filter := range spec.Where {
		said = append(said, export.FilterWords(m.Language, spec.shownFilter(filter)))
	}
	if spec.Changed != nil {
		other, err := l.store.Resolve(ctx, spec.Changed.Other)
		if err != nil {
			return nil, err
		}
		at, err := time.Parse(time.RFC3339, other.At)
		if err != nil {
			return nil, &ledger.Error{Code: ledger.CodeInternal, Op: "export", Message: "The instant of the other reading cannot be read.", Err: err}
		}
		said = append(said, export.ChangedWords(m, spec.Changed.Kind, ledger.InstantOf(at)))
	}
	return said, nil
}
