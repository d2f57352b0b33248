package engine

import (
	"context"
	"errors"
	"time"

	"licenseledger/store/ledger"
)

// Source is one place that facts come from.
type Source interface {
	// Name is the wire name, one of ledger.Sources.
	Name() string
	// Pull reads the listing from cursor ("" is the beginning) to its end and
	// hands every page to emit, in order. It stops at the first error of emit
	// and returns it. A cursor that the service no longer accepts is
	// ledger.CodeCursorExpired: the engine then starts the source again. A job
	// that is not finished in time is ledger.CodePending. Returning nil means
	// that the listing was read to its end.
	Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error
}

// ErrNothing is what Pull returns, before the first page, when there is nothing
// that could be read: the source is passed over, and what was read of it before
// stays the newest.
var ErrNothing = errors.New("there is nothing to read")

// Confirmer is a Source whose end of paging is no proof of absence: the engine
// hands it the owners that the listing before had and this one lacks.
type Confirmer interface {
	// Confirm looks every owner up. found holds those that exist after all
	// (they join the listing), evidence one entry per look-up.
	Confirm(ctx context.Context, owners []string) (found []ledger.Object, evidence []ledger.Evidence, err error)
}

// Changer is a Source whose service also tells what changed since an earlier
// listing: the way to a next listing that costs as much as there are changes.
type Changer interface {
	Source
	// Mark asks from where on changes are told: before a listing is read, so that
	// nothing is lost between. It is "" where the service does not tell changes.
	Mark(ctx context.Context) (mark string, err error)
	// Changes reads what changed since mark and hands it on like Pull, but nobody
	// goes on from a cursor of it. An object replaces that of the same owner, one
	// without facts removes it; what changes do not tell of, known has. next is the
	// mark to go on from. An error other than those of network and sign-in means
	// that the listing has to be read whole.
	Changes(ctx context.Context, mark string, known Known, emit func(ledger.Page) error) (next string, err error)
}

// Known gives what the listing that changes are read of says of some owners;
// those that it lacks are left out.
type Known func(ctx context.Context, owners []string) ([]ledger.Object, error)

// Preparer is a Source that needs long work at the service before it can be
// read. Both methods are idempotent.
type Preparer interface {
	// Prepare asks for the work at the beginning of a run, so that it goes on
	// while other sources are read.
	Prepare(ctx context.Context) error
	// Finish lets go of the work: called when the whole listing is staged, before
	// it is published, so that no later run takes the old work for new.
	Finish(ctx context.Context) error
}

// Staging holds the pages of one source until they are published, over
// restarts of the program.
type Staging interface {
	// Cursor is where reading goes on; "" at the beginning.
	Cursor() string
	// ReadFrom is when the first page was read; 0 before it.
	ReadFrom() ledger.Instant
	// ReadTo is when the last page so far was read.
	ReadTo() ledger.Instant
	// Rows is how many facts are staged.
	Rows() int64
	// Complete tells whether the listing was read to its end.
	Complete() bool
	// SetMark notes, before the first page, where what changes after the listing is
	// asked for; Mark gives it, also after a restart.
	SetMark(mark string)
	Mark() string
	// Put keeps a page and its cursor in one commit; last marks the end. The page
	// is the staging's from then on: it may still be read after the return.
	Put(ctx context.Context, page ledger.Page, last bool) error
	// Missing gives the owners that the newest listing has and staging lacks.
	Missing(ctx context.Context) ([]string, error)
	// Discard throws the pages away. Nothing but Close is called after it; Stage
	// then begins anew.
	Discard() error
	// Close lets go of the file and keeps the pages. Closing twice, or after
	// Discard or Publish, does nothing.
	Close() error
}

// Sink is where runs, pages and listings are kept.
type Sink interface {
	// BeginRun opens a run and holds the run lock until EndRun;
	// ledger.CodeBusy says who holds it. A run that was interrupted a short
	// while ago may be taken up again under its old id.
	BeginRun(ctx context.Context, kind ledger.RunKind) (runID int64, err error)
	// PublishedBy names the sources that a run has published: what a run that is
	// taken up again need not read twice.
	PublishedBy(ctx context.Context, runID int64) ([]string, error)
	// EndRun closes the run. It must work after ctx of the run was cancelled.
	EndRun(ctx context.Context, runID int64, state ledger.RunState, warnings []ledger.Warning) error
	// Stage opens the staging of a source or resumes it. Pages older than
	// maxAge are thrown away; with a maxAge of 0 no page has to survive the
	// program, and Put may tell the error of a page before.
	Stage(ctx context.Context, source string, maxAge time.Duration) (Staging, error)
	// StageChanges is Stage for a listing that is the newest one of the source but
	// for what is put into it.
	StageChanges(ctx context.Context, source string, maxAge time.Duration) (Staging, error)
	// Mark finds the mark that was published with the newest listing of a source.
	// ok is false when there is none, or history was changed since in another way
	// than by newer listings.
	Mark(ctx context.Context, source string) (mark ledger.Mark, ok bool, err error)
	// Known gives what the newest listing of a source says of some owners.
	Known(ctx context.Context, source string, owners []string) ([]ledger.Object, error)
	// Publish makes the staged listing history, in one transaction, and
	// removes the staging. A guarded listing with which too much would end is kept
	// instead, until a person judges it: then Published tells so, and nothing else
	// was changed. Staged changes are never kept like that: code stale says that
	// the source has to be read whole.
	Publish(ctx context.Context, staging Staging, p ledger.Publication) (ledger.Published, error)
	// Job finds the unfinished job of a source.
	Job(ctx context.Context, source string) (job ledger.Job, ok bool, err error)
	// PutJob keeps a job; DropJob forgets it.
	PutJob(ctx context.Context, job ledger.Job) error
	DropJob(ctx context.Context, source string) error
	// Look finds where the second look stands; PutLook keeps it.
	Look(ctx context.Context) (look ledger.Look, ok bool, err error)
	PutLook(ctx context.Context, look ledger.Look) error
	// NewestReport gives the position of the newest license report; 0 for none.
	NewestReport(ctx context.Context) (ledger.Position, error)
	// Unresolved tells what the newest license report leaves open, with up to
	// limit accounts to look up.
	Unresolved(ctx context.Context, limit int) (ledger.Unresolved, error)
	// PutEvidence keeps look-ups that belong to no listing, with what follows
	// from them.
	PutEvidence(ctx context.Context, evidence []ledger.Evidence) error
	ActivitySink
}

// Clock is the time the engine waits by; tests and the sample tenant hand in
// a virtual one.
type Clock interface {
	Now() time.Time
	// Sleep waits, or returns the context's error as soon as it ends.
	Sleep(ctx context.Context, d time.Duration) error
}

// StageState tells how a stage of a run stands.
type StageState string

// The closed list of stage states.
const (
	StageWaiting   StageState = "waiting"   // not begun
	StageReading   StageState = "reading"   // reading pages
	StagePausing   StageState = "pausing"   // waiting because the service asked to
	StageChecking  StageState = "checking"  // confirming absences
	StageSaving    StageState = "saving"    // publishing
	StageDone      StageState = "done"      // published
	StagePending   StageState = "pending"   // a job at Microsoft is being prepared
	StageHeld      StageState = "held"      // read, and waits for a person's OK; see the warning
	StageForbidden StageState = "forbidden" // not allowed; see the warning
	StageFailed    StageState = "failed"    // see the warning
)

// Progress is the whole state of a run at a moment.
type Progress struct {
	Stages []StageProgress `json:"stages"`
}

// StageProgress is the state of one source in a run.
type StageProgress struct {
	Source     string     `json:"source"`
	State      StageState `json:"state"`
	Rows       int64      `json:"rows"` // facts read so far
	RowsPerSec float64    `json:"rows_per_sec"`
	WaitUntil  string     `json:"wait_until"`  // RFC 3339 while pausing or pending, else ""
	WaitReason string     `json:"wait_reason"` // throttled, service_unavailable, connection_lost, report_being_prepared
}

// Result is what a run came to.
type Result struct {
	RunID      int64
	State      ledger.RunState
	SnapshotID int64 // 0 when nothing was published
	Published  []ledger.Published
	Activity   []ledger.ActivityRead // days of activity, by source
	Held       []ledger.Held         // listings that wait for a person's OK
	Warnings   []ledger.Warning
	Errors     []error     // one per source that could not be read, in the order of the sources
	Look       ledger.Look // where the second look at Unknown rows stands now
}
