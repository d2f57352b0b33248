package store

import (
	"context"
	"slices"
	"strconv"

	"licenseledger/store/ledger"
)

// changedRows is what changed between the day of a view and another: persons,
// or rows of the list.
type changedRows struct {
	persons map[uint32]bool
	rows    map[uint32]bool
}

// changedSince compares the day of a view with the other that is asked for; nil
// when none is. It does not hold the history.
func (l *Ledger) changedSince(ctx context.Context, h *history, s ledger.Snapshot, spec ViewSpec) (*changedRows, error) {
	if spec.Changed == nil {
		return nil, nil
	}
	kind, other, own := spec.Changed.Kind, spec.Changed.Other, strconv.FormatInt(s.ID, 10)
	ofPeople := slices.Contains(ledger.PeopleChanges(), kind)
	if !ofPeople && (!slices.Contains(ledger.RowChanges(), kind) || spec.Kind != ledger.ViewList) {
		return nil, ledger.Errorf(ledger.CodeUsage, "open view", "The view %q cannot be narrowed to the change %q.", spec.Kind, kind)
	}
	before, after := other, own
	if kind == ledger.ChangeLost {
		before, after = own, other
	}
	c, err := l.compareDays(ctx, before, after)
	if err != nil {
		return nil, err
	}
	if c.history != h {
		return nil, errStale
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if ofPeople {
		return &changedRows{persons: setOf(c.persons[kind])}, nil
	}
	c.unknowns()
	return &changedRows{rows: setOf(c.listed[kind])}, nil
}

func setOf(all []uint32) map[uint32]bool {
	set := make(map[uint32]bool, len(all))
	for _, n := range all {
		set[n] = true
	}
	return set
}

// keepChanged leaves the rows that changed, in their order; nil leaves all.
func (s *selection) keepChanged(changed *changedRows) {
	if changed == nil {
		return
	}
	kept := []uint32{}
	for n := range s.len() {
		row := s.at(n)
		if changed.rows[row] || len(changed.persons) > 0 && changed.persons[s.table.person(row)] {
			kept = append(kept, row)
		}
	}
	s.all, s.rows = false, kept
}
