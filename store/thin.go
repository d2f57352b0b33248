package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"licenseledger/store/ledger"
)

// Thin makes the ledger smaller by days that nobody will look at: snapshots
// that the rule does not keep can no longer be opened, and the stretches of
// history go that no kept day has. What departures and identities were
// concluded from stays, as do pinned snapshots and the newest listing of every
// source; conclusions, and all that a kept day shows, remain the same. Thinning
// twice changes nothing. newest is the instant from which days are counted, 0
// for the newest snapshot. preview tells what would go and changes nothing.
// Codes: busy, read_only, invalid for a rule without sense.
func (l *Ledger) Thin(ctx context.Context, rule ledger.Retention, newest ledger.Instant, preview bool) (ledger.Thinned, error) {
	const op = "thin history file"
	var done ledger.Thinned
	if rule.AllDays < 0 || rule.WeeklyDays < 0 {
		return done, ledger.Errorf(ledger.CodeInvalid, op, "A number of days to keep cannot be below 0. Nothing was changed.")
	}
	err := l.exclusive(ctx, op, func(ctx context.Context) error {
		err := l.inLongWrite(ctx, op, func(tx *sql.Tx) error {
			t := thinner{tx: tx, zone: l.zone, kept: map[listingKey]bool{}}
			if err := t.run(ctx, rule, newest); err != nil {
				return err
			}
			if done = t.done; preview {
				return errPreview
			}
			return nil
		})
		if errors.Is(err, errPreview) {
			return nil
		}
		if err == nil {
			_ = l.keepImages(ctx) // as after forgetting somebody
		}
		return err
	})
	return done, err
}

// errPreview undoes what a preview did to count it.
var errPreview = &ledger.Error{Code: ledger.CodeCanceled, Op: "preview", Message: "Nothing was changed."}

// listingKey names a listing.
type listingKey struct {
	sourceID int64
	pos      ledger.Position
}

// run marks what goes and removes it.
func (t *thinner) run(ctx context.Context, rule ledger.Retention, newest ledger.Instant) error {
	gone, err := t.choose(ctx, rule, newest)
	if err != nil {
		return err
	}
	for _, id := range gone {
		if _, err := t.tx.ExecContext(ctx, `UPDATE snapshot SET is_openable = 0 WHERE snapshot_id = ?`, id); err != nil {
			return err
		}
	}
	t.done.Snapshots = int64(len(gone))
	marked, err := t.markListings(ctx)
	if err != nil {
		return err
	}
	if err := t.thinKinds(ctx); err != nil {
		return err
	}
	if len(gone) == 0 && marked == 0 && t.done.Spans == 0 {
		return nil
	}
	return t.changed(ctx)
}

// thinKinds removes what no kept listing has.
func (t *thinner) thinKinds(ctx context.Context) error {
	for _, kind := range thinnable {
		if err := t.thinKind(ctx, kind); err != nil {
			return fmt.Errorf("thin %s: %w", kind, err)
		}
	}
	return nil
}

// changed makes what was derived from the history before the past.
func (t *thinner) changed(ctx context.Context) error {
	if err := bumpEpoch(ctx, t.tx); err != nil {
		return err
	}
	return bumpGeneration(ctx, t.tx)
}
