package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// NextLook is a look at Unknown rows that will be: Microsoft's list often names
// people again minutes later.
type NextLook struct {
	DueAt  time.Time
	Number int           // 1 for the first since the last sync
	Rows   int           // Unknown rows that are not known yet
	Wait   time.Duration // until it is due; 0 when it is. The time of a sample tenant stands still, so there it is the whole wait
}

// ReasonLook is why a source waits between two looks.
const ReasonLook = "next_look"

// nextLook gives the look that is kept; nil when there is none.
func nextLook(kept ledger.Look, clock engine.Clock) *NextLook {
	if kept.DueAt == 0 {
		return nil
	}
	return &NextLook{DueAt: kept.DueAt.Time(), Number: kept.Done + 1, Rows: kept.Rows, Wait: kept.Wait(ledger.InstantOf(clock.Now()))}
}

// lags tells whether the license report of this ledger's tenant can name people
// later than it should: that of a sample does not, unless it was told to.
func (l *Ledger) lags(ctx context.Context) (bool, error) {
	sample, is, err := l.Sample(ctx)
	return !is || sample.Knobs != nil, err
}

// NextLook tells when Unknown rows are looked at again; nil when they are not.
// A look that was due while no program ran is due now.
func (l *Ledger) NextLook(ctx context.Context) (*NextLook, error) {
	kept, ok, err := l.store.Look(ctx)
	if err != nil || !ok || l.store.ReadOnly() {
		return nil, err
	}
	sample, isSample, err := l.Sample(ctx)
	if err != nil {
		return nil, err
	}
	if isSample {
		if sample.Knobs == nil {
			return nil, nil
		}
		return nextLook(kept, stopped(kept.SetAt)), nil
	}
	if _, connected, err := l.Connection(ctx); err != nil || !connected {
		return nil, err
	}
	newest, err := l.store.NewestReport(ctx)
	if err != nil || newest == kept.Report {
		return nextLook(kept, l.clock), err
	}
	// A run ended between publishing the list and judging it.
	open, err := l.store.Unresolved(ctx, 0)
	if err != nil || open.Rows == 0 {
		return nil, err
	}
	return &NextLook{DueAt: l.clock.Now().UTC(), Number: kept.Done + 1, Rows: open.Rows}, nil
}

// stopped is a clock that stands still.
type stopped ledger.Instant

// Now implements engine.Clock.
func (s stopped) Now() time.Time { return ledger.Instant(s).Time() }

// Sleep implements engine.Clock: it takes no time.
func (stopped) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// LookAgain does the look at Unknown rows that is due: it reads the license
// report again and publishes it. Nothing is read when none is due; a sample
// tenant moves on to when it is. The result says when to look next. Codes as
// Sync; pending when Microsoft still prepares the report: the look is then made
// up for.
func (l *Ledger) LookAgain(ctx context.Context, o SyncOptions, progress ProgressFunc) (SyncResult, error) {
	if o.ReportWait == 0 {
		o.ReportWait = DefaultReportWait
	}
	remote, err := l.lookRemote(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	return l.run(ctx, engine.Look, remote, o, progress)
}

func (l *Ledger) lookRemote(ctx context.Context) (*remote, error) {
	sample, ok, err := l.Sample(ctx)
	if err != nil {
		return nil, err
	}
	if !ok {
		return l.connected(ctx)
	}
	kept, _, err := l.store.Look(ctx)
	if err != nil {
		return nil, err
	}
	return l.sampleAt(sample, kept.DueAt.Time())
}

// AwaitLook waits until the next look is due and tells about it; false when
// there is none. Code canceled: the look stays, for the next program.
func (l *Ledger) AwaitLook(ctx context.Context, progress ProgressFunc) (bool, error) {
	next, err := l.NextLook(ctx)
	if err != nil || next == nil {
		return false, err
	}
	_, sample, err := l.Sample(ctx)
	if err != nil || sample || next.Wait == 0 {
		return err == nil, err
	}
	progress.tell(Progress{Step: StepSync, Stages: []engine.StageProgress{{Source: ledger.SourceLicenseReport,
		State: engine.StagePausing, WaitUntil: next.DueAt.Format(time.RFC3339), WaitReason: ReasonLook}}})
	if err := l.clock.Sleep(ctx, next.Wait); err != nil {
		return false, &ledger.Error{Code: ledger.CodeCanceled, Op: "wait for the next look", Err: err,
			Message: "Stopped waiting. The next sync looks again."}
	}
	return true, nil
}

// CancelLook makes that nobody looks again before the next sync.
func (l *Ledger) CancelLook(ctx context.Context) error {
	kept, ok, err := l.store.Look(ctx)
	if err != nil || !ok {
		return err
	}
	if kept.Report, err = l.store.NewestReport(ctx); err != nil {
		return err
	}
	return l.store.PutLook(ctx, kept.Rest())
}
