package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// ActivitySource is one place that tells who was seen using what. It delivers
// days in UTC, each of which counts whole, and no listings.
type ActivitySource interface {
	// Name is the wire name, one of ledger.ActivitySources.
	Name() string
	// Products are those whose use it would tell of.
	Products() []ledger.Product
	// Reach says which days it can tell of.
	Reach() Reach
	// Now is the time by the service's clock, as far as it is known: what is today
	// there decides which days there are.
	Now() time.Time
	// ReadDay reads a day, which is 2006-01-02, from cursor ("" is its beginning)
	// to its end and hands every page to emit, in order. It stops at the first
	// error of emit and returns it. Codes as Source.Pull; pending for a day that
	// the service still prepares. A NotAvailable says that nothing of it can be
	// read in this tenant, and why.
	ReadDay(ctx context.Context, day, cursor string, emit func(ledger.ActivityPage) error) error
}

// Reach is how far back a source of activity remembers.
type Reach struct {
	Days int // the last so many days, today included
	// Sure is how many of them the service has even of a tenant that came to it
	// yesterday. An older day on which it tells of nothing at all, before the
	// first one on which it does, proves nothing.
	Sure int
	// Late is how much later than its day something may come into the log: a day
	// that was read before is read again.
	Late time.Duration
}

// DayPreparer is an ActivitySource whose days need long work at the service
// before they can be read. Both methods are idempotent.
type DayPreparer interface {
	// PrepareDays asks for the work at the beginning of a run.
	PrepareDays(ctx context.Context, days []string) error
	// FinishDay lets go of the work of a day that was published.
	FinishDay(ctx context.Context, day string) error
}

// NotAvailable is the error of a source of activity that a tenant does not have,
// for a reason that no other reading changes: a license, a role, a switch. It is
// a warning and no failure of the run, since a list without use is a whole list.
type NotAvailable struct {
	Warning string // the code of the warning
	// Unasked: nobody asked for the source by name. As long as it was never read,
	// that it is not there is no news.
	Unasked bool
	Err     *ledger.Error
}

// Error gives the sentence and its cause.
func (e *NotAvailable) Error() string { return e.Err.Error() }

// Unwrap gives the sentence with its code.
func (e *NotAvailable) Unwrap() error { return e.Err }

// ActivityStaging holds what was read of a day that was not read to its end,
// over restarts of the program.
type ActivityStaging interface {
	Day() string    // "" when none was begun
	Cursor() string // where reading it goes on
	ReadAt() ledger.Instant
	Told() int64
	Uses() []ledger.Use
	// Put keeps a page of a day and its cursor in one commit. A page of another
	// day begins anew.
	Put(ctx context.Context, day string, page ledger.ActivityPage) error
	Discard() error
	Close() error
}

// ActivitySink is where activity is kept.
type ActivitySink interface {
	// ActivityLevel tells how exactly it is kept; at none, nothing is read.
	ActivityLevel(ctx context.Context) (ledger.ActivityLevel, error)
	// ActivityDays tells when each day of a source was read last.
	ActivityDays(ctx context.Context, source string) (map[string]ledger.Instant, error)
	// StageActivity opens the staging of a source or resumes it.
	StageActivity(ctx context.Context, source string, maxAge time.Duration) (ActivityStaging, error)
	// PublishActivity keeps a day, in place of what was kept of it.
	PublishActivity(ctx context.Context, slice ledger.ActivitySlice) error
}

// watching gives the sources of activity that are read: none where a person
// wants no use kept.
func (o *Options) watching(ctx context.Context) ([]ActivitySource, error) {
	if len(o.Activity) == 0 {
		return nil, nil
	}
	level, err := o.Sink.ActivityLevel(ctx)
	if err != nil || level != ledger.ActivityNone {
		return o.Activity, err
	}
	for _, source := range o.Activity { // what was staged before is not to stay either
		staging, err := o.Sink.StageActivity(ctx, source.Name(), o.MaxStagingAge)
		if err == nil {
			err = errors.Join(staging.Discard(), staging.Close())
		}
		if err != nil {
			return nil, fmt.Errorf("discard staging: %w", err)
		}
	}
	return nil, nil
}

// prepareActivity asks for the long work of sources of activity.
func (r *run) prepareActivity(ctx context.Context) error {
	for i, source := range r.Activity {
		preparer, ok := source.(DayPreparer)
		if !ok {
			continue
		}
		stage := len(r.Sources) + i
		days, _, err := r.daysToRead(ctx, source)
		if err == nil {
			err = preparer.PrepareDays(r.reporting(ctx, stage, nil), days)
		}
		if err == nil {
			continue
		}
		if err := r.gaveUp(ctx, stage, err); err != nil {
			return err
		}
	}
	return nil
}

// readActivity reads the sources of activity, in order. Its error is what
// stopped the run.
func (r *run) readActivity(ctx context.Context) error {
	for i, source := range r.Activity {
		stage := len(r.Sources) + i
		if r.over[stage] {
			continue
		}
		err := r.unreachable(source.Name())
		if err == nil {
			err = r.readDays(ctx, stage, source)
		}
		if err == nil {
			continue
		}
		if err := r.gaveUp(ctx, stage, err); err != nil {
			return err
		}
	}
	return nil
}

// daysToRead gives the days that were never read, or so early that something may
// have come since, oldest first. Days before the first one that is kept were
// looked at when that was read.
func (r *run) daysToRead(ctx context.Context, source ActivitySource) (days []string, watched bool, err error) {
	known, err := r.Sink.ActivityDays(ctx, source.Name())
	if err != nil {
		return nil, false, &sinkError{fmt.Errorf("read watched days: %w", err)}
	}
	first := ""
	for day := range known {
		if first == "" || day < first {
			first = day
		}
	}
	reach, today := source.Reach(), source.Now().UTC().Truncate(24*time.Hour)
	for back := reach.Days - 1; back >= 0; back-- {
		at := today.AddDate(0, 0, -back)
		day := at.Format(time.DateOnly)
		readAt, read := known[day]
		settled := at.AddDate(0, 0, 1).Add(reach.Late)
		if day < first || read && !readAt.Time().Before(settled) {
			continue
		}
		days = append(days, day)
	}
	return days, first != "", nil
}

// readDays publishes every day that can be read to its end. Days that are still
// prepared do not hold the others up.
func (r *run) readDays(ctx context.Context, stage int, source ActivitySource) (err error) {
	days, watched, err := r.daysToRead(ctx, source)
	if err != nil {
		return err
	}
	staging, err := r.Sink.StageActivity(ctx, source.Name(), r.MaxStagingAge)
	if err != nil {
		return &sinkError{fmt.Errorf("open staging: %w", err)}
	}
	defer func() {
		if closed := staging.Close(); closed != nil && err == nil {
			err = &sinkError{fmt.Errorf("close staging: %w", closed)}
		}
	}()
	r.board.reading(stage, staging.Told())
	read := &dayReader{run: r, stage: stage, source: source, staging: staging, watched: watched, result: ledger.ActivityRead{Source: source.Name()}}
	ctx = r.reporting(ctx, stage, &r.warnings)
	read.begin(r.ActivityBudget)
	var pending error
	for _, day := range days {
		err := errEnough
		if !read.enough() {
			err = read.day(ctx, day)
		}
		switch {
		case errors.Is(err, errEnough):
			read.note()
			read.goesOn(day)
			r.board.state(stage, StageDone)
			return nil
		case ledger.CodeOf(err) == ledger.CodePending && ctx.Err() == nil:
			pending = err
		case err != nil:
			read.note()
			var missing *NotAvailable
			if errors.As(err, &missing) && missing.Unasked && !read.watched {
				r.board.state(stage, StageForbidden)
				return nil
			}
			return err
		}
	}
	if read.note(); pending != nil {
		return pending
	}
	r.board.state(stage, StageDone)
	return nil
}

// dayReader reads the days of one source.
type dayReader struct {
	run     *run
	stage   int
	source  ActivitySource
	staging ActivityStaging
	result  ledger.ActivityRead
	told    int64 // entries of the days before
	watched bool  // an earlier day is kept, or was kept before
	ended   int   // days that were read to their end
	until   time.Time
}

// note puts what was read into the run's result.
func (d *dayReader) note() {
	if d.result.Days > 0 {
		d.run.result.Activity = append(d.run.result.Activity, d.result)
	}
}

// day reads one day to its end and publishes it.
func (d *dayReader) day(ctx context.Context, day string) error {
	if d.staging.Day() == day && d.staged().Check() != nil { // of a product that the table of programs has lost, or of another file
		if err := d.discard(); err != nil {
			return err
		}
	}
	err := d.pull(ctx, day)
	if ledger.CodeOf(err) == ledger.CodeCursorExpired {
		if err := d.discard(); err != nil {
			return err
		}
		err = d.pull(ctx, day)
	}
	if err != nil {
		return err
	}
	if d.proves(day) {
		staged := d.staged()
		if err := d.run.Sink.PublishActivity(ctx, staged); err != nil {
			return &sinkError{fmt.Errorf("publish activity: %w", err)}
		}
		d.count(day, len(staged.Uses))
	}
	d.ended++
	d.told += d.staging.Told()
	if err := d.discard(); err != nil {
		return err
	}
	if preparer, ok := d.source.(DayPreparer); ok {
		if err := preparer.FinishDay(ctx, day); err != nil {
			return &sinkError{fmt.Errorf("let go of the job: %w", err)}
		}
	}
	return nil
}

// discard lets go of what was staged of a day.
func (d *dayReader) discard() error {
	if err := d.staging.Discard(); err != nil {
		return &sinkError{fmt.Errorf("discard staging: %w", err)}
	}
	return nil
}

// staged is what was read of a day so far.
func (d *dayReader) staged() ledger.ActivitySlice {
	return ledger.ActivitySlice{Source: d.source.Name(), Day: d.staging.Day(), ReadAt: d.staging.ReadAt(), Products: d.source.Products(), Uses: d.staging.Uses()}
}

func (d *dayReader) count(day string, uses int) {
	if d.result.Days == 0 {
		d.result.From = day
	}
	d.result.To = day
	d.watched = true
	d.result.Days++
	d.result.Uses += uses
}

// proves tells whether the day may be kept as one that was watched. Of a service
// that does not remember it, it would say that nobody used anything.
func (d *dayReader) proves(day string) bool {
	sure := d.source.Now().UTC().AddDate(0, 0, 1-d.source.Reach().Sure).Format(time.DateOnly)
	return d.staging.Told() > 0 || d.watched || day >= sure
}

// pull reads the day from where reading it stopped.
func (d *dayReader) pull(ctx context.Context, day string) error {
	cursor := ""
	if d.staging.Day() == day {
		cursor = d.staging.Cursor()
	}
	ended := false
	err := d.source.ReadDay(ctx, day, cursor, func(page ledger.ActivityPage) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := d.staging.Put(ctx, day, page); err != nil {
			return &sinkError{fmt.Errorf("keep page: %w", err)}
		}
		ended = page.Cursor == ""
		d.run.board.rows(d.stage, d.told+d.staging.Told())
		if !ended && d.enough() {
			return errEnough
		}
		return nil
	})
	if err == nil && !ended {
		err = ledger.Errorf(ledger.CodeInternal, "read "+d.source.Name(), "The source stopped without a last page, so its day was not used.")
	}
	return err
}
