package desktop

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// alarm keeps the timer that was set last.
type alarm struct {
	in   time.Duration
	ring func()
}

func (a *alarm) set(in time.Duration, ring func()) (stop func()) {
	a.in, a.ring = in, ring
	return func() { a.in, a.ring = 0, nil }
}

// withLag gives a window on a sample whose list names everybody eight minutes
// later.
func withLag(t *testing.T) (*Window, *alarm) {
	t.Helper()
	w, _ := newWindow(t)
	a := &alarm{}
	w.after = a.set
	sample, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"),
		app.SampleOptions{Users: 40, Days: 1, Seed: 7, Knobs: &simtenant.Knobs{UnresolvedEvery: 3, UnresolvedFor: 8 * time.Minute}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(sample); err != nil {
		t.Fatal(err)
	}
	return w, a
}

func nextOf(t *testing.T, w *Window) *NextLook {
	t.Helper()
	state, err := w.State()
	if err != nil {
		t.Fatal(err)
	}
	return state.Ledger.NextLook
}

func TestLooks_AreShownAndDoneWhenTheyAreDue(t *testing.T) {
	w, a := withLag(t)
	first := nextOf(t, w)
	if first == nil || first.Number != 1 || first.Rows == 0 || first.DueAt == "" || a.in != 2*time.Minute {
		t.Fatalf("next look %+v, timer %v", first, a.in)
	}
	a.ring()
	w.jobs.wait()
	second := nextOf(t, w)
	if job := w.jobs.last(); job.State != JobDone || second == nil || second.Number != 2 || a.in != 8*time.Minute {
		t.Fatalf("job %+v, next %+v, timer %v", job, second, a.in)
	}
	a.ring()
	w.jobs.wait()
	third := nextOf(t, w) // those who left before the sample began are never named
	if third == nil || third.Rows >= second.Rows {
		t.Errorf("after ten minutes: %+v, before %+v", third, second)
	}
}

func TestLooks_WaitForOtherWork(t *testing.T) {
	w, a := withLag(t)
	release := make(chan struct{})
	if _, err := w.jobs.start(w.work, JobExport, func(context.Context, report) (*JobResult, error) { <-release; return nil, nil }, nothing); err != nil {
		t.Fatal(err)
	}
	a.ring()
	if a.in < afterJob {
		t.Errorf("the timer is %v", a.in)
	}
	close(release)
	w.jobs.wait()
	if job := w.jobs.last(); nextOf(t, w).Number != 1 || job.Kind != JobExport {
		t.Errorf("a look began while another job ran: %+v", job)
	}
	a.ring()
	w.jobs.wait()
	if nextOf(t, w).Number != 2 {
		t.Error("the look was lost")
	}
}

func TestLooks_AreGivenUpOnRequest(t *testing.T) {
	w, a := withLag(t)
	if err := w.CancelLook(); err != nil {
		t.Fatal(err)
	}
	if nextOf(t, w) != nil || a.ring != nil {
		t.Errorf("next %+v, timer %v", nextOf(t, w), a.in)
	}
}

func TestLooks_ThatAPersonCancelsAreGivenUp(t *testing.T) {
	w, _ := withLag(t)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.lookAt(opened)(ctx, app.SyncOptions{}, nil); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Fatal(err)
	}
	if nextOf(t, w) != nil {
		t.Errorf("cancelled, and yet %+v", nextOf(t, w))
	}
}

func TestLooks_OutliveTheWindow(t *testing.T) {
	w, _ := withLag(t)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	w.end()
	if _, err := w.lookAt(opened)(w.work, app.SyncOptions{}, nil); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Fatal(err)
	}
	if next, err := opened.NextLook(t.Context()); err != nil || next == nil {
		t.Errorf("next %+v, %v", next, err)
	}
}
