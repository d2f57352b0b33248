package app

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// HeldSync is a sync of which something waits for a person's OK.
type HeldSync struct {
	RunID    int64
	Listings []ledger.Held // at least one, in the order in which syncs read
}

// Held tells which syncs wait for a person's OK, the oldest first.
func (l *Ledger) Held(ctx context.Context) ([]HeldSync, error) {
	listings, err := l.store.HeldListings(ctx)
	if err != nil {
		return nil, err
	}
	var all []HeldSync
	for _, h := range listings {
		i := slices.IndexFunc(all, func(s HeldSync) bool { return s.RunID == h.RunID })
		if i < 0 {
			i, all = len(all), append(all, HeldSync{RunID: h.RunID})
		}
		all[i].Listings = append(all[i].Listings, h)
	}
	slices.SortFunc(all, func(a, b HeldSync) int { return int(a.RunID - b.RunID) })
	return all, nil
}

// ApplyHeld lets in all that waits of a sync, as if it had never waited. What was
// let in before an error stays. Codes: not_found when nothing of it waits, busy,
// canceled, read_only, disk_full, and cursor_expired when it must be read again.
func (l *Ledger) ApplyHeld(ctx context.Context, runID int64, progress ProgressFunc) (done []ledger.Published, err error) {
	err = l.eachHeld(ctx, runID, func(h ledger.Held, at, of int) error {
		progress.tell(Progress{Step: StepApply, Done: int64(at), Total: int64(of)})
		published, err := l.store.ApplyHeld(ctx, h.Source)
		if err == nil {
			done = append(done, published)
		}
		return err
	})
	return done, err
}

// DiscardHeld throws away all that waits of a sync, as if it had never been read.
// Codes: not_found when nothing of it waits, busy, read_only.
func (l *Ledger) DiscardHeld(ctx context.Context, runID int64) error {
	return l.eachHeld(ctx, runID, func(h ledger.Held, _, _ int) error { return l.store.DiscardHeld(ctx, h.Source) })
}

func (l *Ledger) eachHeld(ctx context.Context, runID int64, do func(h ledger.Held, at, of int) error) error {
	syncs, err := l.Held(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(syncs, func(s HeldSync) bool { return s.RunID == runID })
	if i < 0 {
		return ledger.Errorf(ledger.CodeNotFound, "", "Nothing of sync %d waits for your OK. It was judged before, or a newer sync took its place.", runID)
	}
	for n, h := range syncs[i].Listings {
		if err := do(h, n, len(syncs[i].Listings)); err != nil {
			return err
		}
	}
	return nil
}
