package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// lookUps bounds how many accounts one run looks up to find out about Unknown
// rows: twenty calls of twenty.
const lookUps = 400

// Look is Run for a second look: it reads the license report again, and nothing
// else unless somebody turns out to have left. Sources are those of a sync.
// When the look is not due once the run holds the lock (another program did
// it), nothing is read and the result is complete.
func Look(ctx context.Context, opts Options) (Result, error) { return start(ctx, opts, true) }

// prepareLook notes whether the report that this run reads belongs to a look,
// before it is asked for. ok is false when there is nothing to read.
func (r *run) prepareLook(ctx context.Context) (ok bool, err error) {
	look, known, err := r.Sink.Look(ctx)
	if err != nil {
		return false, fmt.Errorf("read the second look: %w", err)
	}
	newest, err := r.Sink.NewestReport(ctx)
	if err != nil {
		return false, fmt.Errorf("read the second look: %w", err)
	}
	r.look = look
	if r.isLook && (newest != look.Report || !look.IsDue(ledger.InstantOf(r.Clock.Now()))) {
		return false, nil // a report that was not judged yet is judged first
	}
	switch {
	case !known:
		r.look.Report = newest
	case look.Begun == r.isLook:
		return true, nil
	}
	r.look.Begun = r.isLook
	return true, r.keepLook(ctx, r.look)
}

func (r *run) keepLook(ctx context.Context, look ledger.Look) error {
	if err := r.Sink.PutLook(ctx, look); err != nil {
		return fmt.Errorf("keep the second look: %w", err)
	}
	r.look, r.result.Look = look, look
	return nil
}

// judge finds out about the Unknown rows of a report that came, and fixes when
// it is looked at again.
func (r *run) judge(ctx context.Context) error {
	r.result.Look = r.look
	open, err := r.Sink.Unresolved(ctx, lookUps)
	if err != nil {
		return fmt.Errorf("count Unknown rows: %w", err)
	}
	if open.Report == r.look.Report {
		return r.unread(ctx)
	}
	if len(open.Candidates) > 0 {
		if err := r.lookUp(ctx, open.Candidates); err != nil {
			return err
		}
		if open, err = r.Sink.Unresolved(ctx, 0); err != nil {
			return fmt.Errorf("count Unknown rows: %w", err)
		}
	}
	look := ledger.Look{Report: open.Report, InVain: r.look.InVain}
	if r.look.Begun {
		look.Done = r.look.Done + 1
	}
	return r.keepLook(ctx, look.Next(ledger.InstantOf(r.Clock.Now()), open.Rows))
}

// unread decides about a look that brought no report.
func (r *run) unread(ctx context.Context) error {
	if !r.isLook || !r.look.Begun {
		return nil
	}
	now, look := ledger.InstantOf(r.Clock.Now()), r.look
	switch ledger.CodeOf(r.failed[r.stageOf(ledger.SourceLicenseReport)]) {
	case ledger.CodePending:
		return r.keepLook(ctx, look.Later(now))
	case ledger.CodeForbidden, ledger.CodeConsentRequired:
		return r.keepLook(ctx, look.Rest())
	}
	look.Done++
	return r.keepLook(ctx, look.Next(now, look.Rows))
}

// stageOf gives the place of a source among those of the run; -1 when it is
// not there.
func (r *run) stageOf(source string) int {
	return slices.IndexFunc(r.Sources, func(s Source) bool { return s.Name() == source })
}

// lookUp asks the directory for accounts that may be behind Unknown rows. When
// one has left, the deleted users are read again: they tell since when. A
// failure is a warning: what was found out before stays.
func (r *run) lookUp(ctx context.Context, accounts []string) error {
	stage := r.stageOf(ledger.SourceUsers)
	if stage < 0 {
		return nil
	}
	confirmer, ok := r.Sources[stage].(Confirmer)
	if !ok || r.failed[stage] != nil {
		return nil
	}
	r.board.state(stage, StageChecking)
	telling := r.reporting(ctx, stage, nil)
	left := false
	for batch := range slices.Chunk(accounts, confirmBatch) {
		_, evidence, err := confirmer.Confirm(telling, batch)
		if err != nil {
			return r.gaveUp(ctx, stage, err)
		}
		if err := r.Sink.PutEvidence(ctx, evidence); err != nil {
			return fmt.Errorf("keep look-ups: %w", err)
		}
		left = left || slices.ContainsFunc(evidence, func(e ledger.Evidence) bool { return !e.Found })
	}
	r.board.state(stage, StageDone)
	deleted := r.stageOf(ledger.SourceDeletedUsers)
	if !left || deleted < 0 || r.failed[deleted] != nil {
		return nil
	}
	if err := r.readOnce(ctx, deleted); err != nil {
		return r.gaveUp(ctx, deleted, err)
	}
	return nil
}

// gaveUp makes a warning of what a source refused; its error is what stops the
// run.
func (r *run) gaveUp(ctx context.Context, stage int, err error) error {
	if stops(ctx, err) {
		r.board.state(stage, StageFailed)
		return fmt.Errorf("%s: %w", r.names[stage], err)
	}
	var missing *NotAvailable
	if r.over[stage] = true; !errors.As(err, &missing) {
		r.failed[stage] = err
	}
	r.refused(stage, err)
	return nil
}
