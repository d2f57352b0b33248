package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// wholeEvery is how old the last whole reading may be for changes to be enough:
// some things are told by a whole listing only. It is less than a day, so that
// whoever syncs once a day reads everything each time.
const wholeEvery = 20 * time.Hour

// clockTolerance is how far this computer's clock and Microsoft's may come apart
// between two readings before one of them counts as set.
const clockTolerance = 5 * time.Minute

// readChanges brings the newest listing of a source up to date by what changed
// since. done is false when the source has to be read whole instead: changes
// only save time, so whatever is odd about them is no reason to fail.
func (r *run) readChanges(ctx context.Context, stage int) (done bool, err error) {
	source, ok := r.Sources[stage].(Changer)
	if !ok || r.Whole {
		return false, nil
	}
	mark, ok, err := r.Sink.Mark(ctx, source.Name())
	if err != nil {
		return false, &sinkError{fmt.Errorf("read mark: %w", err)}
	}
	if !ok || !isRecent(mark, r.Clock.Now()) {
		return false, nil
	}
	switch err := r.readChangesOnce(ctx, stage, source, mark); {
	case err == nil:
		// Pages of a whole reading that broke off are older than the listing now.
		return true, r.discard(ctx, source)
	case meansWhole(ctx, err):
		return false, nil
	default:
		return false, err
	}
}

// isRecent tells whether changes since a mark are enough at a moment by this
// computer's clock.
func isRecent(mark ledger.Mark, now time.Time) bool {
	passed := now.Sub(mark.ClockAt.Time())
	return passed > -clockTolerance && mark.At.Time().Sub(mark.WholeAt.Time())+passed < wholeEvery
}

// isStepped tells whether less or more time has passed since a mark by this
// computer's clock than by Microsoft's: one was set, and isRecent is worth
// nothing. That a clock is wrong, and has always been, does no harm.
func isStepped(mark ledger.Mark, answered ledger.Instant, now time.Time) bool {
	passed := now.Sub(mark.ClockAt.Time())
	return (answered.Time().Sub(mark.At.Time()) - passed).Abs() > clockTolerance
}

// meansWhole tells whether another way to read the source is left.
func meansWhole(ctx context.Context, err error) bool {
	if ledger.CodeOf(err) == ledger.CodeStale {
		return ctx.Err() == nil // also of the place where pages are kept
	}
	if stops(ctx, err) {
		return false
	}
	switch ledger.CodeOf(err) {
	case ledger.CodeOffline, ledger.CodeThrottled, ledger.CodeSignInRequired, ledger.CodeHeld:
		return false // a whole reading would meet the same
	}
	return true
}

func (r *run) readChangesOnce(ctx context.Context, stage int, source Changer, mark ledger.Mark) (err error) {
	// Few pages are quickly read again, so none of them has to outlive the program.
	staging, err := r.Sink.StageChanges(ctx, source.Name(), 0)
	if err != nil {
		return &sinkError{fmt.Errorf("open staging: %w", err)}
	}
	defer func() {
		if closed := errors.Join(staging.Discard(), staging.Close()); closed != nil && err == nil {
			err = &sinkError{fmt.Errorf("close staging: %w", closed)}
		}
	}()
	r.board.reading(stage, staging.Rows())
	p := ledger.Publication{RunID: r.id, Source: source.Name(), AtRule: ledger.AtDateHeader, Guarded: true}
	ctx = r.reporting(ctx, stage, &p.Warnings)
	known := func(ctx context.Context, owners []string) ([]ledger.Object, error) {
		objects, err := r.Sink.Known(ctx, source.Name(), owners)
		if err != nil {
			return nil, &sinkError{fmt.Errorf("read listing: %w", err)}
		}
		return objects, nil
	}
	put := r.put(ctx, stage, staging)
	next, err := source.Changes(ctx, mark.Token, known, func(page ledger.Page) error {
		if isStepped(mark, page.At, r.Clock.Now()) {
			return ledger.Errorf(ledger.CodeStale, "read changes of "+source.Name(), "A clock was set since the last sync, so everything is read.")
		}
		return put(page)
	})
	if err == nil && !staging.Complete() {
		err = ledger.Errorf(ledger.CodeInvalid, "read changes of "+source.Name(), "The changes stopped without a last page, so they were not used.")
	}
	if err != nil {
		return err
	}
	staging.SetMark(next)
	return r.publish(ctx, stage, staging, &p)
}

// mark notes where changes are asked for, before the first page of a listing is
// read. Without it the next sync reads everything again, which is no more than a
// loss of time, so that it is left at that.
func (r *run) mark(ctx context.Context, stage int, staging Staging) error {
	source, ok := r.Sources[stage].(Changer)
	if !ok || staging.ReadFrom() != 0 {
		return nil
	}
	mark, err := source.Mark(ctx)
	if err == nil {
		staging.SetMark(mark)
		return nil
	}
	if meansWhole(ctx, err) {
		return nil
	}
	return err
}
