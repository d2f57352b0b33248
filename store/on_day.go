package store

import (
	"context"

	"licenseledger/store/ledger"
)

// onDay runs f on the day that at names; nothing is published meanwhile, or it
// runs again. d and all it leads to are guarded while f runs.
func (l *Ledger) onDay(ctx context.Context, op, at string, f func(d *day, dir *directory) error) (ledger.Snapshot, error) {
	for {
		snapshot, err := l.tryDay(ctx, at, f)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return snapshot, classify(op, l.path, err)
		}
	}
}

func (l *Ledger) tryDay(ctx context.Context, at string, f func(d *day, dir *directory) error) (ledger.Snapshot, error) {
	h, err := l.history(ctx)
	if err != nil {
		return ledger.Snapshot{}, err
	}
	snapshot, err := l.Resolve(ctx, at)
	if err != nil {
		return ledger.Snapshot{}, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, err := h.day(snapshot)
	if err != nil {
		return ledger.Snapshot{}, err
	}
	dir, err := d.who(ctx)
	if err != nil {
		return ledger.Snapshot{}, err
	}
	return snapshot, f(d, dir)
}
