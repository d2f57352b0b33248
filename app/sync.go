package app

import (
	"context"
	"slices"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// DefaultReportWait is how long a sync waits for Microsoft to prepare the
// report before it ends without it.
const DefaultReportWait = 2 * time.Minute

// SyncOptions tell how to sync.
type SyncOptions struct {
	// ReportWait is how long to wait for Microsoft to prepare the report; 0 is
	// DefaultReportWait. A sync that ends without the report leaves it to the
	// next one.
	ReportWait time.Duration
	// Whole reads every source whole, also where only what changed would do.
	Whole bool
	// Only names the sources that are read; none are all.
	Only []string
}

// SyncResult is what a sync came to.
type SyncResult struct {
	State      ledger.RunState
	SnapshotID int64 // 0 when nothing was published
	Published  []ledger.Published
	Activity   []ledger.ActivityRead // days on which people were seen in use, by source
	Held       []ledger.Held         // what waits for a person's OK
	Due        []ledger.Due          // what waits for a person to sign in
	Warnings   []ledger.Warning
	Errors     []error   // one per source that could not be read
	Unresolved int       // Unknown rows that are not known yet
	NextLook   *NextLook // nil when nobody looks before the next sync

	now time.Time // when it ended, in the zone of the ledger
}

// Changes counts the facts that began and ended.
func (r SyncResult) Changes() int64 {
	var n int64
	for _, p := range r.Published {
		n += p.Began + p.Ended
	}
	return n
}

// judged tells whether all was read, and some of it waits for a person's OK.
func (r SyncResult) judged() bool {
	return len(r.Errors) > 0 && !slices.ContainsFunc(r.Errors, func(err error) bool { return ledger.CodeOf(err) != ledger.CodeHeld })
}

// Outcome is nil when every source was read, else what a script should act on:
// pending when only the report is missing, held when nothing is but what waits
// for an OK, due when a sign-in is, else partial.
func (r SyncResult) Outcome() error {
	if len(r.Errors) == 0 {
		return nil
	}
	pending, held, due := 0, 0, 0
	for _, err := range r.Errors {
		switch code := ledger.CodeOf(err); {
		case code == ledger.CodePending:
			pending++
		case code == ledger.CodeHeld:
			held++
		case len(r.Due) > 0 && needsPerson(err):
			due++
		}
	}
	if due > 0 && pending+held+due == len(r.Errors) {
		return r.dueError()
	}
	if held > 0 && pending+held == len(r.Errors) {
		return ledger.Errorf(ledger.CodeHeld, "", "Far more would end with this sync than usual, so part of it waits for your OK; everything else is up to date. Let it in, or set it aside if it was a filter or permission change.")
	}
	if pending == len(r.Errors) {
		return ledger.Errorf(ledger.CodePending, "", "Microsoft is still preparing the list; everything else is up to date. Sync again later: the next sync picks it up.")
	}
	return ledger.Errorf(ledger.CodePartial, "", "Some sources could not be read; what was read is published. The warnings say what to do.")
}

// Sync reads every source of the connected tenant, or of the sample tenant one
// virtual day later, and publishes each that was read to its end. A source that
// cannot be read becomes a warning of the result; the error is for a sync that
// published nothing or was stopped. Codes: usage for a ledger that is not
// connected, busy, canceled, read_only, and those of sign-in and network.
func (l *Ledger) Sync(ctx context.Context, o SyncOptions, progress ProgressFunc) (SyncResult, error) {
	if o.ReportWait == 0 {
		o.ReportWait = DefaultReportWait
	}
	remote, err := l.remote(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	return l.syncFrom(ctx, remote, o, progress)
}

// remote is the tenant that this ledger syncs with; a sample's is as it is on
// the first day that was not synced.
func (l *Ledger) remote(ctx context.Context) (*remote, error) {
	sample, ok, err := l.Sample(ctx)
	if err != nil {
		return nil, err
	}
	if ok {
		return l.sampleAt(sample, sample.nextDay())
	}
	return l.connected(ctx)
}

func (l *Ledger) connected(ctx context.Context) (*remote, error) {
	connection, err := l.mustConnection(ctx)
	if err != nil {
		return nil, err
	}
	return connect(connection, l.signs, l.clock)
}

func (l *Ledger) syncFrom(ctx context.Context, r *remote, o SyncOptions, progress ProgressFunc) (SyncResult, error) {
	defer collectSeldom()()
	defer returnFree()()
	result, err := l.run(ctx, engine.Run, r, o, progress)
	if err == nil {
		err = l.daySynced(context.WithoutCancel(ctx), result)
	}
	return result, err
}

// run lets the engine read what it has to of a tenant.
func (l *Ledger) run(ctx context.Context, run func(context.Context, engine.Options) (engine.Result, error), r *remote, o SyncOptions, progress ProgressFunc) (SyncResult, error) {
	sample, isSample, err := l.Sample(ctx)
	if err != nil {
		return SyncResult{}, err
	}
	var activity []engine.ActivitySource
	if !isSample { // it has no Entra ID P1, and one remote for all its syncs
		defer r.close()
		if activity, err = r.activity(l.store); err != nil {
			return SyncResult{}, err
		}
	}
	var into engine.Sink = sink{l.store}
	if sample.Still {
		into = askingNobody{sink{l.store}}
	}
	result, err := run(ctx, engine.Options{
		Sources:        onlyOf(o.Only, r.sources(sink{l.store}, o.ReportWait)),
		Activity:       onlyOf(o.Only, activity),
		ActivityBudget: time.Duration(r.where.UseMinutes) * time.Minute,
		Sink:           into,
		Clock:          r.clock,
		Whole:          o.Whole,
		OnProgress: func(p engine.Progress) {
			progress.tell(Progress{Step: StepSync, Stages: p.Stages})
		},
	})
	out := SyncResult{State: result.State, SnapshotID: result.SnapshotID, Published: result.Published, Activity: result.Activity, Held: result.Held,
		Warnings: result.Warnings, Errors: result.Errors, Unresolved: result.Look.Rows, now: l.clock.Now().In(l.Zone())}
	if due, unknown := l.Due(context.WithoutCancel(ctx)); unknown == nil {
		out.Due = due
	}
	if lags, unknown := l.lags(context.WithoutCancel(ctx)); unknown == nil && lags {
		out.NextLook = nextLook(result.Look, r.clock)
	}
	return out, err
}
