package desktop

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"licenseledger/store/ledger"
)

// heard collects what a window is told.
type heard struct {
	mu   sync.Mutex
	jobs []Job
}

func (h *heard) tell(j Job) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.jobs = append(h.jobs, j)
}

func (h *heard) all() []Job {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]Job{}, h.jobs...)
}

func nothing() {}

func TestJobs_TellAtAPaceButAlwaysTheLastState(t *testing.T) {
	var h heard
	j := newJobs(h.tell)
	const steps = 100_000
	_, err := j.start(t.Context(), JobSync, func(_ context.Context, tell report) (*JobResult, error) {
		for i := range steps {
			tell(func(job *Job) { job.Done = int64(i + 1) })
		}
		return &JobResult{Rows: steps}, nil
	}, nothing)
	if err != nil {
		t.Fatal(err)
	}
	j.wait()
	told := h.all()
	if len(told) > 1000 {
		t.Errorf("the window was told %d times of %d steps", len(told), steps)
	}
	last := told[len(told)-1]
	if last.State != JobDone || last.Done != steps || last.Result == nil || last.Result.Rows != steps {
		t.Errorf("last state told: %+v", last)
	}
}

func TestJobs_EndAsTheWorkEnds(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		state JobState
		code  ledger.Code
	}{
		"well":                  {nil, JobDone, ""},
		"a source was not read": {ledger.Errorf(ledger.CodePartial, "", "half"), JobPartial, ledger.CodePartial},
		"the report is pending": {ledger.Errorf(ledger.CodePending, "", "later"), JobPartial, ledger.CodePending},
		"cancelled by a person": {ledger.Errorf(ledger.CodeCanceled, "", "stopped"), JobCanceled, ""},
		"cancelled underneath":  {context.Canceled, JobCanceled, ""},
		"the disk is full":      {ledger.Errorf(ledger.CodeDiskFull, "", "full"), JobFailed, ledger.CodeDiskFull},
		"something unforeseen":  {errors.New("boom"), JobFailed, ledger.CodeInternal},
	} {
		t.Run(name, func(t *testing.T) {
			var h heard
			j := newJobs(h.tell)
			finished := false
			if _, err := j.start(t.Context(), JobImport, func(context.Context, report) (*JobResult, error) { return nil, c.err }, func() { finished = true }); err != nil {
				t.Fatal(err)
			}
			j.wait()
			last := j.last()
			if last.State != c.state {
				t.Errorf("state %s, want %s", last.State, c.state)
			}
			if code := codeIn(last.Error); code != c.code {
				t.Errorf("code %q, want %q", code, c.code)
			}
			if !finished {
				t.Error("finish did not run")
			}
			if j.busy() {
				t.Error("still busy")
			}
		})
	}
}

func codeIn(e *AppError) ledger.Code {
	if e == nil {
		return ""
	}
	return e.Code
}

func TestJobs_OneAtATimeAndCancelled(t *testing.T) {
	var h heard
	j := newJobs(h.tell)
	id, err := j.start(t.Context(), JobSync, func(ctx context.Context, _ report) (*JobResult, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}, nothing)
	if err != nil {
		t.Fatal(err)
	}
	_, err = j.start(t.Context(), JobExport, func(context.Context, report) (*JobResult, error) { return nil, nil }, nothing)
	if ledger.CodeOf(err) != ledger.CodeBusy {
		t.Errorf("a second job: %v, want busy", err)
	}
	j.stop("another")
	if !j.busy() {
		t.Error("cancelling another job stopped this one")
	}
	j.stop(id)
	j.wait()
	if state := j.last().State; state != JobCanceled {
		t.Errorf("state %s", state)
	}
}

func TestJobs_APanicIsAFailureNotSilence(t *testing.T) {
	var h heard
	j := newJobs(h.tell)
	if _, err := j.start(t.Context(), JobSync, func(context.Context, report) (*JobResult, error) { panic("secret address") }, nothing); err != nil {
		t.Fatal(err)
	}
	j.wait()
	last := h.all()[len(h.all())-1]
	if last.State != JobFailed || last.Error.Code != ledger.CodeInternal {
		t.Fatalf("last state: %+v", last)
	}
	if strings.Contains(last.Error.Message, "secret") {
		t.Errorf("the message repeats what the panic said: %s", last.Error.Message)
	}
}
