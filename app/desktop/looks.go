package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// A look that is due is done soon after a ledger was opened, and leaves the
// other work alone for a while when a job has just ended or still runs.
const (
	afterOpening = time.Second
	afterJob     = 30 * time.Second
)

// awaitLook sets the timer of the next second look at Unknown rows, not sooner
// than told.
func (w *Window) awaitLook(soonest time.Duration) {
	var next *app.NextLook
	opened, err := w.current()
	if err == nil {
		next, err = opened.NextLook(w.work)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stopLook()
	if err != nil || next == nil || w.work.Err() != nil { // what cannot be read is told where it is shown
		return
	}
	w.stopLook = w.after(max(next.Wait, soonest), w.lookAgain)
}

// lookAgain does the look that is due as a job, unless another one runs: then
// after it.
func (w *Window) lookAgain() {
	opened, err := w.current()
	if err != nil {
		return
	}
	if _, err = w.startReading(opened, w.lookAt(opened)); err != nil {
		w.awaitLook(afterJob)
	}
}

// lookAt does a look that is due. Another program that reads looks as well, so
// that is no failure. A person who cancels it wants no further one.
func (w *Window) lookAt(opened *app.Ledger) func(context.Context, app.SyncOptions, app.ProgressFunc) (app.SyncResult, error) {
	return func(ctx context.Context, o app.SyncOptions, progress app.ProgressFunc) (app.SyncResult, error) {
		result, err := opened.LookAgain(ctx, o, progress)
		switch code := ledger.CodeOf(err); {
		case code == ledger.CodeBusy:
			return app.SyncResult{}, nil
		case code == ledger.CodeCanceled && w.work.Err() == nil: // not by the end of the window
			if failed := opened.CancelLook(w.work); failed != nil {
				return result, failed
			}
		}
		return result, err
	}
}

// CancelLook makes that nobody looks again before the next sync. Code not_found
// when nothing is open.
func (w *Window) CancelLook() error {
	return do("cancel next look", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		if err := opened.CancelLook(w.work); err != nil {
			return err
		}
		w.awaitLook(0)
		w.changed(sameLedger...)
		return nil
	})
}

// afterFunc calls f once after a while, unless it is stopped before.
func afterFunc(d time.Duration, f func()) (stop func()) {
	timer := time.AfterFunc(d, f)
	return func() { timer.Stop() }
}

func nextLookOf(next *app.NextLook) *NextLook {
	if next == nil {
		return nil
	}
	return &NextLook{DueAt: next.DueAt.UTC().Format(time.RFC3339), Number: next.Number, Rows: next.Rows}
}
