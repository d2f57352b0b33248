package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Runs lists every sync and import, oldest first. See store.Ledger.Runs.
func (l *Ledger) Runs(ctx context.Context) ([]ledger.Run, error) { return l.store.Runs(ctx) }

// RunListings tells what a run read, and what a person should know about it.
func (l *Ledger) RunListings(ctx context.Context, runID int64) ([]ledger.RunListing, []ledger.Warning, error) {
	return l.store.RunListings(ctx, runID)
}

// LabelSnapshot gives a snapshot a person's own words; "" takes them back.
// Codes: not_found, invalid, read_only.
func (l *Ledger) LabelSnapshot(ctx context.Context, id int64, label string) error {
	return l.store.LabelSnapshot(ctx, id, label)
}

// PinSnapshots protects snapshots from thinning, or no longer. Those before one
// that fails stay as they were put. Codes: not_found, read_only.
func (l *Ledger) PinSnapshots(ctx context.Context, ids []int64, pinned bool) error {
	for _, id := range ids {
		if err := l.store.PinSnapshot(ctx, id, pinned); err != nil {
			return err
		}
	}
	return nil
}
