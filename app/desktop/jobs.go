package desktop

import (
	"context"
	"strconv"
	"sync"
	"time"

	"licenseledger/store/ledger"
)

// pace is how often at most the window hears of progress.
const pace = 100 * time.Millisecond

// jobs runs long work, one piece at a time. Work changes the state of its job
// as often as it likes; one ticker tells it.
type jobs struct {
	tell func(Job)

	mu     sync.Mutex
	count  int
	job    *Job
	cancel context.CancelFunc
	done   chan struct{}
}

func newJobs(tell func(Job)) *jobs { return &jobs{tell: tell} }

// report changes the state of the running job. It returns at once.
type report func(change func(*Job))

// start begins work and gives the id of its job. finish runs after the work,
// whatever came of it, and before the last state is told. Code busy when
// something else runs.
func (j *jobs) start(ctx context.Context, kind JobKind, work func(context.Context, report) (*JobResult, error), finish func()) (string, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.job != nil && j.job.State == JobRunning {
		return "", busyError()
	}
	j.count++
	id := strconv.Itoa(j.count)
	ctx, j.cancel = context.WithCancel(ctx)
	j.done = make(chan struct{})
	j.job = &Job{ID: id, Kind: kind, State: JobRunning, Stages: []JobStage{}, Tenants: []JobTenant{}, Started: time.Now().UTC().Format(time.RFC3339)}
	go j.run(ctx, work, finish, j.done)
	return id, nil
}

func (j *jobs) run(ctx context.Context, work func(context.Context, report) (*JobResult, error), finish func(), done chan struct{}) {
	defer close(done)
	changed := make(chan struct{}, 1)
	poke := func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	change := func(apply func(*Job)) {
		j.mu.Lock()
		apply(j.job)
		j.job.Seq++
		j.mu.Unlock()
		poke()
	}
	quiet := make(chan struct{})
	var telling sync.WaitGroup
	telling.Go(func() { j.tellUntil(quiet, changed) })
	poke()

	result, err := guard("work", func() (*JobResult, error) { return work(ctx, change) })
	finish()
	close(quiet)
	telling.Wait()

	j.mu.Lock()
	j.end(result, err)
	last := j.job.copy()
	j.mu.Unlock()
	j.tell(last)
}

// tellUntil tells the state when it changed, at the pace, until quiet.
func (j *jobs) tellUntil(quiet, changed <-chan struct{}) {
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	for {
		select {
		case <-quiet:
			return
		case <-changed:
			j.tell(*j.last())
		}
		select {
		case <-quiet:
			return
		case <-ticker.C:
		}
	}
}

// end says how the job came out. mu is held.
func (j *jobs) end(result *JobResult, err error) {
	j.cancel()
	j.job.Seq++
	j.job.Stage, j.job.Waiting, j.job.WaitEnds, j.job.Result, j.job.SignIn = "", "", "", result, nil
	if err == nil {
		j.job.State = JobDone
		return
	}
	switch failure := appErrorOf(err); failure.Code {
	case ledger.CodeCanceled:
		j.job.State = JobCanceled
	case ledger.CodePartial, ledger.CodePending, ledger.CodeHeld, ledger.CodeDue:
		j.job.State, j.job.Error = JobPartial, failure
	default:
		j.job.State, j.job.Error = JobFailed, failure
	}
}

// last is the state of the running job, or of the one that ran last; nil when
// there was none.
func (j *jobs) last() *Job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.job == nil {
		return nil
	}
	out := j.job.copy()
	return &out
}

func (j *jobs) busy() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.job != nil && j.job.State == JobRunning
}

// stop cancels the job when it is the one that runs.
func (j *jobs) stop(id string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.job != nil && j.job.ID == id && j.job.State == JobRunning {
		j.cancel()
	}
}

// halt cancels whatever runs and returns when it has ended.
func (j *jobs) halt() {
	j.mu.Lock()
	if j.job != nil && j.job.State == JobRunning {
		j.cancel()
	}
	j.mu.Unlock()
	j.wait()
}

// wait returns when nothing runs any more.
func (j *jobs) wait() {
	j.mu.Lock()
	done := j.done
	j.mu.Unlock()
	if done != nil {
		<-done
	}
}

// copy shares nothing that later changes.
func (j *Job) copy() Job {
	out := *j
	out.Stages = append([]JobStage{}, j.Stages...)
	return out
}
