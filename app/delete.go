package app

import (
	"context"
	"slices"

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

// DeletedReading is a reading that was deleted for good.
type DeletedReading struct {
	SnapshotID int64
	At         string // RFC 3339
	Removed    bool   // what only it had left the file; false while another program has the file open
}

// DeleteReadingForGood deletes a reading without a time to change one's mind.
// Codes as DeleteReading.
func (l *Ledger) DeleteReadingForGood(ctx context.Context, id int64) (DeletedReading, error) {
	done := DeletedReading{SnapshotID: id}
	readings, err := l.Snapshots(ctx)
	if err != nil {
		return done, err
	}
	if i := slices.IndexFunc(readings, func(s ledger.Snapshot) bool { return s.ID == id }); i >= 0 {
		done.At = readings[i].At
	}
	if _, err := l.DeleteReading(ctx, id); err != nil {
		return done, err
	}
	err = l.SweepReadings(ctx)
	done.Removed = err == nil
	if ledger.CodeOf(err) == ledger.CodeBusy {
		err = nil
	}
	return done, err
}

// HasDeleted tells whether the file still has something that only deleted
// readings had.
func (l *Ledger) HasDeleted(ctx context.Context) (bool, error) { return l.store.Unswept(ctx) }
