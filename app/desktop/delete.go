package desktop

import (
	"context"
	"maps"
	"slices"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// DeleteReading takes a reading out of the history. Until FinishDeleting, and as
// long as the history file is open, BringBackReading undoes it. Codes:
// not_found, invalid for one that is pinned or the newest of something,
// read_only.
func (w *Window) DeleteReading(id int64) error {
	return do("delete reading", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		deleted, err := opened.DeleteReading(w.work, id)
		if err != nil {
			return err
		}
		w.mu.Lock()
		if w.ledger == opened {
			w.deleted[id] = deleted
		}
		w.mu.Unlock()
		w.changed(sameLedger...)
		return nil
	})
}

// BringBackReading undoes DeleteReading. Codes: not_found when it is too late,
// read_only.
func (w *Window) BringBackReading(id int64) error {
	return do("bring reading back", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		w.mu.Lock()
		deleted, known := w.deleted[id]
		w.mu.Unlock()
		if !known {
			return ledger.Errorf(ledger.CodeNotFound, "bring reading back", "The reading was deleted for good, so it cannot come back. A backup from before has it.")
		}
		if err := opened.BringBackReading(w.work, deleted); err != nil {
			return err
		}
		w.changed(sameLedger...)
		return nil
	})
}

// FinishDeleting makes the deletion of a reading final. It returns at once, and
// the file gets smaller behind everything else. What is in use meanwhile is
// removed when the history file is opened again, as is what was deleted just
// before the window was closed.
func (w *Window) FinishDeleting(id int64) error {
	return do("finish deleting", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		w.mu.Lock()
		delete(w.deleted, id)
		w.mu.Unlock()
		w.sweep(opened)
		return nil
	})
}

// sweep removes what is not to be kept: what only deleted readings had that
// cannot come back, and the names of those who left longer ago than was chosen.
// What is in use meanwhile is left to the next time.
func (w *Window) sweep(opened *app.Ledger) {
	_, _ = w.sweeping.start(w.work, JobThin, func(ctx context.Context, _ report) (*JobResult, error) {
		w.mu.Lock()
		spared := slices.Collect(maps.Keys(w.deleted))
		isOpen := w.ledger == opened
		w.mu.Unlock()
		if !isOpen {
			return nil, nil
		}
		if err := opened.SweepReadings(ctx, spared...); err != nil {
			return nil, err
		}
		done, err := opened.ForgetLeavers(ctx)
		if done.People > 0 {
			w.changed(sameLedger...)
		}
		return nil, err
	}, func() {})
}
