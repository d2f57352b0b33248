package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// confirmBatch is how many owners are looked up between two signs of progress: as many as
// a source of Graph asks for at once.
const confirmBatch = 80

// prepare asks for long work of sources that have not been read yet.
func (r *run) prepare(ctx context.Context, stage int) (err error) {
	source := r.Sources[stage]
	preparer, ok := source.(Preparer)
	if !ok || r.needless(source) {
		return nil
	}
	staging, err := r.stage(ctx, source)
	if err != nil {
		return err
	}
	complete := staging.Complete()
	if err := staging.Close(); err != nil {
		return &sinkError{fmt.Errorf("close staging: %w", err)}
	}
	if complete {
		return nil
	}
	return preparer.Prepare(r.reporting(ctx, stage, nil))
}

// read reads one source to its end and publishes it.
func (r *run) read(ctx context.Context, stage int) error {
	source := r.Sources[stage]
	if r.needless(source) {
		r.board.state(stage, StageDone)
		return nil
	}
	if done, err := r.readChanges(ctx, stage); done || err != nil {
		return err
	}
	err := r.readOnce(ctx, stage)
	if ledger.CodeOf(err) == ledger.CodeCursorExpired {
		// The pages so far belong to a reading that nobody can end.
		if err := r.discard(ctx, source); err != nil {
			return err
		}
		err = r.readOnce(ctx, stage)
	}
	return err
}

func (r *run) readOnce(ctx context.Context, stage int) (err error) {
	source := r.Sources[stage]
	staging, err := r.stage(ctx, source)
	if err != nil {
		return err
	}
	defer func() {
		if closed := staging.Close(); closed != nil && err == nil {
			err = &sinkError{fmt.Errorf("close staging: %w", closed)}
		}
	}()
	r.board.reading(stage, staging.Rows())
	p := ledger.Publication{RunID: r.id, Source: source.Name(), AtRule: ledger.AtDateHeader, Guarded: true}
	ctx = r.reporting(ctx, stage, &p.Warnings)
	if !staging.Complete() {
		if err := r.mark(ctx, stage, staging); err != nil {
			return err
		}
		switch err := r.pull(ctx, stage, staging); {
		case errors.Is(err, ErrNothing):
			r.board.state(stage, StageDone)
			return nil
		case err != nil:
			return err
		}
	}
	if preparer, ok := source.(Preparer); ok {
		if err := preparer.Finish(ctx); err != nil {
			return &sinkError{fmt.Errorf("let go of the job: %w", err)}
		}
	}
	return r.publish(ctx, stage, staging, &p)
}

// publish makes a listing history once its absences are confirmed.
func (r *run) publish(ctx context.Context, stage int, staging Staging, p *ledger.Publication) (err error) {
	if p.Evidence, err = r.confirm(ctx, stage, staging); err != nil {
		return err
	}
	p.At, p.ReadFrom, p.Mark, p.ClockAt = staging.ReadTo(), staging.ReadFrom(), staging.Mark(), ledger.InstantOf(r.Clock.Now())
	r.board.state(stage, StageSaving)
	published, err := r.Sink.Publish(ctx, staging, *p)
	if err != nil {
		return &sinkError{fmt.Errorf("publish: %w", err)}
	}
	r.warnings = append(r.warnings, p.Warnings...)
	if held := published.Held; held != nil {
		r.result.Held = append(r.result.Held, *held)
		return ledger.Errorf(ledger.CodeHeld, "publish "+p.Source, "%s What was read was not taken into the history; it waits for your OK.", held.Say())
	}
	r.result.Published = append(r.result.Published, published)
	r.board.state(stage, StageDone)
	return nil
}

// pull keeps every page with its cursor in one commit.
func (r *run) pull(ctx context.Context, stage int, staging Staging) error {
	source := r.Sources[stage]
	err := source.Pull(ctx, staging.Cursor(), r.put(ctx, stage, staging))
	if err == nil && !staging.Complete() {
		err = ledger.Errorf(ledger.CodeInternal, "read "+source.Name(), "The source stopped without a last page, so its listing was not used.")
	}
	return err
}

// put keeps pages as they come.
func (r *run) put(ctx context.Context, stage int, staging Staging) func(ledger.Page) error {
	return func(page ledger.Page) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := staging.Put(ctx, page, page.Cursor == ""); err != nil {
			return &sinkError{fmt.Errorf("keep page: %w", err)}
		}
		r.board.rows(stage, staging.Rows())
		return nil
	}
}

// confirm looks up whom the listing before had and this one lacks. Those who
// exist after all join the listing.
func (r *run) confirm(ctx context.Context, stage int, staging Staging) ([]ledger.Evidence, error) {
	confirmer, ok := r.Sources[stage].(Confirmer)
	if !ok {
		return nil, nil
	}
	missing, err := staging.Missing(ctx)
	if err != nil {
		return nil, &sinkError{fmt.Errorf("compare with the listing before: %w", err)}
	}
	if len(missing) == 0 {
		return nil, nil
	}
	r.board.state(stage, StageChecking)
	var evidence []ledger.Evidence
	for batch := range slices.Chunk(missing, confirmBatch) {
		found, seen, err := confirmer.Confirm(ctx, batch)
		if err != nil {
			return nil, fmt.Errorf("look up missing accounts: %w", err)
		}
		if err := explained(batch, seen); err != nil {
			return nil, err
		}
		evidence = append(evidence, seen...)
		if len(found) == 0 {
			continue
		}
		page := ledger.Page{Objects: found, At: latest(seen)}
		if err := staging.Put(ctx, page, true); err != nil {
			return nil, &sinkError{fmt.Errorf("keep page: %w", err)}
		}
	}
	return evidence, nil
}

// explained refuses an absence that no look-up stands for.
func explained(owners []string, seen []ledger.Evidence) error {
	looked := make(map[string]bool, len(seen))
	for _, e := range seen {
		looked[e.UserID] = true
	}
	for _, owner := range owners {
		if !looked[owner] {
			return ledger.Errorf(ledger.CodeInternal, "look up missing accounts",
				"An account that the list lacks was not looked up, so the list was not used.")
		}
	}
	return nil
}

func latest(seen []ledger.Evidence) ledger.Instant {
	var at ledger.Instant
	for _, e := range seen {
		at = max(at, e.At)
	}
	return at
}

func (r *run) stage(ctx context.Context, source Source) (Staging, error) {
	staging, err := r.Sink.Stage(ctx, source.Name(), r.MaxStagingAge)
	if err != nil {
		return nil, &sinkError{fmt.Errorf("open staging: %w", err)}
	}
	return staging, nil
}

func (r *run) discard(ctx context.Context, source Source) error {
	staging, err := r.stage(ctx, source)
	if err != nil {
		return err
	}
	if err := errors.Join(staging.Discard(), staging.Close()); err != nil {
		return &sinkError{fmt.Errorf("discard staging: %w", err)}
	}
	return nil
}

// reporting gives the context in which a source's waits and warnings reach the
// run.
func (r *run) reporting(ctx context.Context, stage int, warnings *[]ledger.Warning) context.Context {
	name := r.names[stage]
	return WithReports(ctx, Reports{
		Wait: func(until time.Time, reason string) func() { return r.board.waiting(stage, until, reason) },
		Warn: func(w ledger.Warning) {
			if warnings == nil {
				return
			}
			w.Source = name
			*warnings = append(*warnings, w)
		},
	})
}
