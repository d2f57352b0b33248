package desktop

import (
	"context"
	"testing"
	"time"

	"licenseledger/app"
)

// newsShell keeps what is told of other programs.
type newsShell struct {
	quietShell
	told chan ReadElsewhere
}

func (h *newsShell) Emit(event string, payload any) {
	if event == eventReadElsewhere {
		h.told <- payload.(ReadElsewhere)
	}
}

// A reading that somebody else adds to the open file is told once; those of the window
// itself are not.
func TestElsewhere_AReadingOfAnotherProgramIsTold(t *testing.T) {
	w, _ := newWindow(t)
	shell := &newsShell{told: make(chan ReadElsewhere, 8)}
	w.shell, w.elsewhere = shell, time.Millisecond
	w.sample = app.SampleSize{People: 30, Days: 2}
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	syncNow(t, w)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	if len(shell.told) > 0 {
		t.Fatalf("the window's own reading is told: %+v", <-shell.told)
	}
	for range 2 {
		other, err := app.Open(t.Context(), opened.Path(), app.OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
			t.Fatal(err)
		}
		readings, err := other.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Close(); err != nil {
			t.Fatal(err)
		}
		if news := <-shell.told; news.Count != 1 || news.At != readings[len(readings)-1].At {
			t.Errorf("told: %+v; the newest is of %s", news, readings[len(readings)-1].At)
		}
	}
	syncNow(t, w)
	w.stopElsewhere()
	if len(shell.told) > 0 {
		t.Errorf("told once more: %+v", <-shell.told)
	}
}

// A job may begin, and add its reading, between the look whether one runs and the reading
// of what is there.
func TestElsewhere_AJobThatBeganMeanwhileIsTheWindowsOwn(t *testing.T) {
	w, _ := newWindow(t)
	w.sample, w.elsewhere = app.SampleSize{People: 10, Days: 2}, time.Hour
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	before := standing{generation: 1 << 40} // which the note of the opening does not replace
	w.mu.Lock()
	w.stands = &before
	w.mu.Unlock()
	next, news := standing{generation: 1<<40 + 1, newest: "2026-03-02T05:00:00Z"}, ReadElsewhere{Count: 1, At: "2026-03-02T05:00:00Z"}

	end := make(chan struct{})
	if _, err := w.jobs.start(t.Context(), JobSync, func(context.Context, report) (*JobResult, error) {
		<-end
		return &JobResult{}, nil
	}, func() {}); err != nil {
		t.Fatal(err)
	}
	if told := w.toldNow(opened, &before, next, news); told.Count != 0 {
		t.Errorf("while a job runs it tells %+v", told)
	}
	close(end)
	w.jobs.wait()
	if told := w.toldNow(opened, &before, next, news); told != news {
		t.Errorf("after the job, whose reading that is none of, it tells %+v", told)
	}
	if told := w.toldNow(opened, &before, next, news); told.Count != 0 {
		t.Errorf("of what the page knows it tells %+v", told)
	}
}

// The note of how a file stood when it was opened may come late.
func TestElsewhere_AnEarlierStandingNeverReplacesALater(t *testing.T) {
	w, _ := newWindow(t)
	w.sample, w.elsewhere = app.SampleSize{People: 10, Days: 2}, time.Hour
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	later := standing{generation: 1 << 40}
	w.mu.Lock()
	w.stands = &later
	w.mu.Unlock()
	w.nowKnown()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stands != &later {
		t.Errorf("the later standing gave way to %+v", *w.stands)
	}
}
