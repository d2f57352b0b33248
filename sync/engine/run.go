package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// DefaultStagingAge is how old staged pages may be before their source is read
// from the beginning.
const DefaultStagingAge = ledger.StagingAge

// Options say what a run reads and where it keeps it. Sources, Sink and Clock
// are required.
type Options struct {
	Sources       []Source         // in the order to read them
	Activity      []ActivitySource // read after them; may be empty
	Sink          Sink
	Clock         Clock
	MaxStagingAge time.Duration // DefaultStagingAge when 0
	// ActivityBudget is how long each source of activity is read; what is left is
	// read by the next run. DefaultActivityBudget when 0, no limit when negative.
	ActivityBudget time.Duration
	Whole          bool           // read every source whole, also where only the changes would do
	OnProgress     func(Progress) // called often, from the run's goroutine, and must return at once; may be nil
}

// Run reads every source and publishes each one that was read to its end, at
// once. A source that is refused, not ready or not reachable becomes a warning,
// and so does a listing that waits for a person's OK; the others go on, and the
// result's state is then partial.
//
// The error is nil when anything was published or waits. Otherwise it is the first
// source's error, or why the run could not begin (ledger.CodeBusy). When ctx
// ends or the sink fails, the run stops and says so (ledger.CodeCanceled,
// ledger.CodeDiskFull, ...) whatever was published before; pages that are
// staged stay for the next run.
//
// When a report came, the people who may be behind its Unknown rows are looked
// up at once, and the result says when to look again; see Look.
func Run(ctx context.Context, opts Options) (Result, error) { return start(ctx, opts, false) }

func start(ctx context.Context, opts Options, isLook bool) (Result, error) {
	if err := opts.check(); err != nil {
		return Result{}, err
	}
	runID, err := opts.Sink.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return Result{}, fmt.Errorf("begin run: %w", err)
	}
	r := &run{Options: opts, id: runID, isLook: isLook}
	r.result.RunID = runID
	stopped := r.begin(ctx)
	if stopped == nil {
		stopped = r.perform(ctx)
	}
	r.conclude(ctx, stopped)
	if err := opts.Sink.EndRun(context.WithoutCancel(ctx), runID, r.result.State, r.result.Warnings); err != nil {
		return r.result, fmt.Errorf("end run: %w", errors.Join(err, stopped))
	}
	switch {
	case stopped != nil:
		return r.result, stopped
	case r.result.State == ledger.RunFailed:
		return r.result, r.result.Errors[0]
	}
	return r.result, nil
}

// begin says which stages the run has.
func (r *run) begin(ctx context.Context) (err error) {
	if r.isLook {
		r.Activity = nil
	}
	r.Activity, err = r.watching(ctx)
	for _, s := range r.Sources {
		r.names = append(r.names, s.Name())
	}
	for _, s := range r.Activity {
		r.names = append(r.names, s.Name())
	}
	r.board = newBoard(r.names, r.Clock, r.OnProgress)
	r.failed, r.over = make([]error, len(r.names)), make([]bool, len(r.names))
	return err
}

func (o *Options) check() error {
	if len(o.Sources) == 0 || o.Sink == nil || o.Clock == nil {
		return ledger.Errorf(ledger.CodeInternal, "sync", "A run needs sources, a sink and a clock.")
	}
	for _, s := range o.Sources {
		if _, ok := ledger.SourceByName(s.Name()); !ok {
			return ledger.Errorf(ledger.CodeInternal, "sync", "The source %q is not in the list of sources.", s.Name())
		}
	}
	if o.MaxStagingAge == 0 {
		o.MaxStagingAge = DefaultStagingAge
	}
	if o.ActivityBudget == 0 {
		o.ActivityBudget = DefaultActivityBudget
	}
	return nil
}

// run is one run in progress.
type run struct {
	Options
	id       int64
	board    *board
	result   Result
	names    []string // of the stages: the sources, then those of activity
	failed   []error  // by stage
	over     []bool   // by stage: refused, or failed
	already  []string // sources that this run published before it was interrupted
	warnings []ledger.Warning
	isLook   bool        // only the report is read
	look     ledger.Look // as kept
}

// sinkError marks a failure of the place where pages are kept: it concerns
// every source, so the run stops.
type sinkError struct{ err error }

func (e *sinkError) Error() string { return e.err.Error() }
func (e *sinkError) Unwrap() error { return e.err }

// perform does the whole run. Its error is what stopped it.
func (r *run) perform(ctx context.Context) error {
	read, err := r.prepareLook(ctx)
	if err == nil && read {
		err = r.readAll(ctx)
	}
	if err == nil {
		err = r.judge(ctx)
	}
	if err == nil {
		err = r.readActivity(ctx)
	}
	if err != nil {
		return stopping(ctx, err)
	}
	return nil
}

// readAll reads the sources in order. Its error is what stopped the run.
func (r *run) readAll(ctx context.Context) error {
	already, err := r.Sink.PublishedBy(ctx, r.id)
	if err != nil {
		return fmt.Errorf("read run: %w", err)
	}
	r.already = already
	for i := range r.Sources {
		if err := r.attempt(ctx, i, r.prepare); err != nil {
			return err
		}
	}
	for i := range r.Sources {
		if err := r.attempt(ctx, i, r.read); err != nil {
			return err
		}
		if i == 0 { // an answer came: what day it is at the service is known
			if err := r.prepareActivity(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// attempt lets a source do its part, unless it has failed already. Its error is
// what stopped the run.
func (r *run) attempt(ctx context.Context, stage int, part func(context.Context, int) error) error {
	if r.failed[stage] != nil {
		return nil
	}
	err := r.unreachable(r.names[stage])
	if err == nil {
		err = part(ctx, stage)
	}
	if err == nil {
		return nil
	}
	return r.gaveUp(ctx, stage, err)
}

// stops tells whether a source's failure ends the run: it was stopped, or pages
// cannot be kept.
func stops(ctx context.Context, err error) bool {
	var sink *sinkError
	return ctx.Err() != nil || errors.As(err, &sink)
}

// needless tells whether a source is not read in this run: it published it
// before it was interrupted, or only looks again.
func (r *run) needless(source Source) bool {
	return slices.Contains(r.already, source.Name()) || r.isLook && source.Name() != ledger.SourceLicenseReport
}

// unreachable gives the error of another source of the same service that could
// not be reached or signed in to: the answer would be the same, after as long a
// wait. A service that answered, if only that it cannot, is reached.
func (r *run) unreachable(source string) error {
	service, _, _ := strings.Cut(source, ".")
	for i, err := range r.failed {
		var known *ledger.Error
		other, _, _ := strings.Cut(r.names[i], ".")
		if other != service || !errors.As(err, &known) {
			continue
		}
		if known.Code == ledger.CodeSignInRequired || known.Code == ledger.CodeOffline && known.RequestID == "" {
			return err
		}
	}
	return nil
}

// stopping makes the end of the context recognisable by its code.
func stopping(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return &ledger.Error{Code: ledger.CodeCanceled, Op: "sync", Err: err,
			Message: "The sync was stopped. What was read is kept, and the next sync goes on from there."}
	}
	return err
}

// refused turns a source's failure into the warning of the run and the state
// of its stage.
func (r *run) refused(stage int, err error) {
	state, code := warningOf(err)
	var missing *NotAvailable
	if errors.As(err, &missing) {
		code = missing.Warning
	}
	r.warnings = append(r.warnings, ledger.Warning{Code: code, Source: r.names[stage], Text: sentence(err), Count: 1})
	r.board.state(stage, state)
}

// warningOf gives how a stage stands after a failure, and the code of its
// warning.
func warningOf(err error) (StageState, string) {
	switch ledger.CodeOf(err) {
	case ledger.CodePending:
		return StagePending, WarnReportPending
	case ledger.CodeHeld:
		return StageHeld, WarnHeld
	case ledger.CodeConsentRequired:
		if atSignIn(err) {
			return StageForbidden, WarnNotConsented
		}
		return StageForbidden, WarnPermissionMissing
	case ledger.CodeForbidden:
		if atSignIn(err) {
			return StageForbidden, WarnSignInRefused
		}
		return StageForbidden, WarnPermissionMissing
	case ledger.CodeOffline:
		return StageFailed, WarnUnreachable
	case ledger.CodeThrottled:
		return StageFailed, WarnThrottled
	case ledger.CodeSignInRequired:
		return StageFailed, WarnSignIn
	}
	return StageFailed, WarnNotRead
}

// atSignIn tells whether it was the sign-in service that refused, not the one
// that is read.
func atSignIn(err error) bool {
	var known *ledger.Error
	return errors.As(err, &known) && known.Op == ledger.OpSignIn
}

// sentence is what a person reads about an error: the message that comes with
// its code, not the chain of causes.
func sentence(err error) string {
	var known *ledger.Error
	if errors.As(err, &known) && known.Message != "" {
		return known.Message
	}
	return "This source could not be read, for a reason that License Ledger does not know. Sync again; if it stays, report it."
}

// conclude draws up the result.
func (r *run) conclude(ctx context.Context, stopped error) {
	for _, err := range r.failed {
		if err != nil {
			r.result.Errors = append(r.result.Errors, err)
		}
	}
	for _, p := range r.result.Published {
		if p.SnapshotID != 0 { // a listing that was already there made none
			r.result.SnapshotID = p.SnapshotID
		}
	}
	r.result.Warnings = slices.Clone(r.warnings)
	anything := len(r.result.Published) > 0 || len(r.result.Activity) > 0 || len(r.already) > 0 || len(r.result.Held) > 0
	switch {
	case ctx.Err() != nil && stopped != nil:
		r.result.State = ledger.RunCanceled
	case stopped == nil && len(r.result.Errors) == 0:
		r.result.State = ledger.RunComplete
	case anything:
		r.result.State = ledger.RunPartial
	default:
		r.result.State = ledger.RunFailed
	}
}
