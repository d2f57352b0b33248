package app

import (
	"context"

	"licenseledger/store/ledger"
)

// DeleteReading takes a reading out of those that can be opened. Until
// SweepReadings it can be brought back as it was. Codes: not_found, invalid for
// one that is pinned or the newest of something, read_only.
func (l *Ledger) DeleteReading(ctx context.Context, id int64) (ledger.Deleted, error) {
	return l.store.DeleteSnapshot(ctx, id)
}

// BringBackReading undoes DeleteReading. Codes: not_found when it is too late,
// read_only.
func (l *Ledger) BringBackReading(ctx context.Context, d ledger.Deleted) error {
	return l.store.UndeleteSnapshot(ctx, d)
}

// SweepReadings removes what only deleted readings had, but for those that are
// spared. It does nothing where nothing is left of any. Codes: busy, read_only.
func (l *Ledger) SweepReadings(ctx context.Context, spared ...int64) error {
	if unswept, err := l.store.Unswept(ctx, spared...); err != nil || !unswept {
		return err
	}
	_, err := l.store.Sweep(ctx, spared...)
	return err
}

// HasDeleted tells whether the file still has something that only deleted
// readings had.
func (l *Ledger) HasDeleted(ctx context.Context) (bool, error) { return l.store.Unswept(ctx) }
