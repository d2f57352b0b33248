package desktop

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/app/schedule/scheduletest"
	"licenseledger/store/ledger"
)

// newsShell keeps what is told of other programs.
type newsShell struct {
	quietShell
	told    chan ReadElsewhere
	changed chan DataChanged // nil where that is not asked for
}

func (h *newsShell) Emit(event string, payload any) {
	switch {
	case event == eventReadElsewhere:
		h.told <- payload.(ReadElsewhere)
	case event == eventDataChanged && h.changed != nil:
		h.changed <- payload.(DataChanged)
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

// What another program changes without adding a reading is read again at once: a name
// that was forgotten must not stay in sight.
func TestElsewhere_WhatIsForgottenElsewhereIsReadAgain(t *testing.T) {
	w, _ := newWindow(t)
	shell := &newsShell{told: make(chan ReadElsewhere, 8), changed: make(chan DataChanged, 8)}
	w.shell, w.elsewhere = shell, time.Millisecond
	path := filepath.Join(t.TempDir(), "s.ledger")
	if err := os.WriteFile(path, sampleFile(t, app.SampleOptions{Users: 40, Days: 3, Seed: 7}), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.open(path); err != nil {
		t.Fatal(err)
	}
	scheduletest.Until(t, "how the file stands is noted", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.stands != nil
	})
	somebody := rows(t, w, open(t, w, ViewRequest{At: "latest", Kind: ledger.ViewUsers}))[3]
	other, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Forget(t.Context(), somebody.UserID, false); err != nil && ledger.CodeOf(err) != ledger.CodeBusy { // the window has the file open
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if told := <-shell.changed; !slices.Contains(told.Nouns, "views") {
		t.Errorf("told: %+v", told)
	}
	if len(shell.told) > 0 {
		t.Errorf("a reading is told: %+v", <-shell.told)
	}
	if person, err := w.Person(somebody.UserID, "latest"); err != nil || person.Name != "" {
		t.Errorf("still told: %+v (%v)", person, err)
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
	next := standing{generation: 1<<40 + 1, newest: "2026-03-02T05:00:00Z"}

	end := make(chan struct{})
	if _, err := w.jobs.start(t.Context(), JobSync, func(context.Context, report) (*JobResult, error) {
		<-end
		return &JobResult{}, nil
	}, func() {}); err != nil {
		t.Fatal(err)
	}
	if w.toldNow(opened, &before, next) {
		t.Error("it is told while a job runs")
	}
	close(end)
	w.jobs.wait()
	if !w.toldNow(opened, &before, next) {
		t.Error("it is not told after the job, whose reading that is none of")
	}
	if w.toldNow(opened, &before, next) {
		t.Error("what the page knows is told")
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
