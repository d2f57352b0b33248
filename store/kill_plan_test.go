package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// act is one thing that a program does to a ledger. Done twice it is done
// once, since nobody knows whether a program that was killed had done it.
type act func(ctx context.Context, w *worker) error

// worker does the acts of a plan, one after the other, and says a line before
// and after everything that writes.
type worker struct {
	ledger *store.Ledger
	step   func(format string, args ...any)
}

// work opens the ledger at path and does what is left of the plan. How far it
// came stands in a file beside the ledger, since a restored ledger has
// forgotten it.
func work(ctx context.Context, path string, seed uint64, step func(format string, args ...any)) error {
	step("opening")
	l, err := store.Open(ctx, path, store.Options{AppVersion: "test"})
	if err != nil {
		return err
	}
	defer l.Close()
	l.HoldAbove(0)
	step("opened")
	w, acts := &worker{ledger: l, step: step}, plan(seed)
	progress, done := filepath.Join(filepath.Dir(path), "progress"), 0
	if text, err := os.ReadFile(progress); err == nil {
		if _, err := fmt.Sscan(string(text), &done); err != nil {
			return err
		}
	}
	for ; done < len(acts); done++ {
		if err := acts[done](ctx, w); err != nil {
			return fmt.Errorf("act %d: %w", done, err)
		}
		if err := os.WriteFile(progress+".new", []byte(fmt.Sprint(done+1)), 0o600); err != nil {
			return err
		}
		if err := os.Rename(progress+".new", progress); err != nil {
			return err
		}
		step("done")
	}
	step("closing")
	return l.Close()
}

// plan draws what is done to a ledger: a history, and between its runs all
// that people do to keep a file in order.
func plan(seed uint64) []act {
	keeping := []act{backUp("first"), thin, forget(3), merge, rebuild, compact, restore("first"), thin, share, forget(5), backUp("second"), restore("second")}
	var acts []act
	for n, run := range storetest.Runs(historyFor(seed, 6)) {
		acts = append(acts, publishRun(n, run), letIn)
		if n < len(keeping) {
			acts = append(acts, keeping[n])
		}
	}
	return append(acts, thin, backUp("last"))
}

func publishRun(n int, run []storetest.Listing) act {
	return func(ctx context.Context, w *worker) error {
		kind := ledger.RunSync
		if run[0].FileHash != "" {
			kind = ledger.RunImport
		}
		id, err := w.ledger.BeginRun(ctx, kind)
		if err != nil {
			return err
		}
		w.step("begun")
		for i, x := range run {
			if err := w.publish(ctx, id, fmt.Sprintf("%d.%d", n, i), x); err != nil {
				return err
			}
		}
		err = w.ledger.EndRun(ctx, id, ledger.RunComplete, nil)
		w.step("ended")
		return err
	}
}

// letIn lets in whatever waits.
func letIn(ctx context.Context, w *worker) error {
	waiting, err := w.ledger.HeldListings(ctx)
	if err != nil {
		return err
	}
	for _, source := range ledger.Sources() {
		if slices.ContainsFunc(waiting, func(h ledger.Held) bool { return h.Source == source.Name }) {
			w.step("letting in")
		}
		_, err := w.ledger.ApplyHeld(ctx, source.Name)
		if err != nil && ledger.CodeOf(err) != ledger.CodeNotFound {
			return err
		}
	}
	w.step("let in")
	return nil
}

// publish reads a listing page by page, and goes on where pages of the very
// listing are kept.
func (w *worker) publish(ctx context.Context, runID int64, name string, x storetest.Listing) error {
	staging, err := w.ledger.Stage(ctx, x.Source, time.Hour)
	if err != nil {
		return err
	}
	const pages = 4
	next := 0
	if _, err := fmt.Sscanf(staging.Cursor(), name+" %d", &next); err != nil && staging.Cursor() != "" {
		if err := staging.Discard(); err != nil { // another listing's, which never came to its end
			return err
		}
	}
	for size := len(x.Objects)/pages + 1; next < pages && !staging.Complete(); next++ {
		from, to := min(next*size, len(x.Objects)), min((next+1)*size, len(x.Objects))
		page := ledger.Page{Objects: x.Objects[from:to], At: ledger.InstantOf(x.At), Cursor: fmt.Sprintf("%s %d", name, next+1)}
		if err := staging.Put(ctx, page, next == pages-1 && !x.Partial); err != nil {
			return err
		}
		w.step("page")
	}
	if x.Partial {
		return staging.Close()
	}
	p := ledger.Publication{RunID: runID, Source: x.Source, At: ledger.InstantOf(x.At), ReadFrom: staging.ReadFrom(), AtRule: ledger.AtGiven,
		FileHash: x.FileHash, FileName: x.FileName, Evidence: x.Evidence, Guarded: x.FileHash == ""}
	w.step("publishing")
	_, err = w.ledger.Publish(ctx, staging, p)
	w.step("published")
	return err
}
