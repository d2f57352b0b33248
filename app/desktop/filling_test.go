package desktop

import (
	"context"
	"path/filepath"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// The older ones of these days come in two parts.
const (
	fillingDays   = 25
	fillingNewest = 5
	fillingPart   = 12
)

// trying gives a window whose sample tenant is small, and presses the button.
func trying(t *testing.T) (*Window, *recorder) {
	t.Helper()
	w, shell := newWindow(t)
	w.sample, w.fillDays = app.SampleSize{People: 30, Days: fillingDays, Newest: fillingNewest}, fillingPart
	press(t, w)
	return w, shell
}

func press(t *testing.T, w *Window) {
	t.Helper()
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobDone {
		t.Fatalf("the sample: %s, %v", job.State, job.Error)
	}
}

func readings(t *testing.T, w *Window) int {
	t.Helper()
	list, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func filling(t *testing.T, w *Window) *Filling {
	t.Helper()
	state, err := w.State()
	if err != nil {
		t.Fatal(err)
	}
	return state.Filling
}

// The rest fills in while the person exports and even syncs.
func TestSample_IsUsableWhileTheRestFillsIn(t *testing.T) {
	w, shell := trying(t)
	if n, f := readings(t, w), filling(t, w); n != fillingNewest || f == nil || f.Missing != fillingDays-fillingNewest || f.Job == nil || f.Job.State != JobRunning {
		t.Fatalf("%d readings, filling %+v; want %d and the rest on its way", n, f, fillingNewest)
	}
	if len(rows(t, w, open(t, w, ViewRequest{At: "latest"}))) == 0 {
		t.Error("nothing can be read while older days fill in")
	}
	for name, start := range map[string]func() (string, error){
		"export": func() (string, error) {
			return w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewList, At: "latest"}, Format: "csv", Layout: "list"})
		},
		"sync": w.StartSync,
	} {
		if _, err := start(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		w.jobs.wait()
		if job := w.jobs.last(); job.State != JobDone {
			t.Errorf("%s while filling: %s, %v", name, job.State, job.Error)
		}
	}
	w.filling.wait()
	if job := w.filling.last(); job.State != JobDone || job.Done != job.Total || job.Total != fillingDays-fillingNewest {
		t.Errorf("filling ended %+v", job)
	}
	if n, f := readings(t, w), filling(t, w); n != fillingDays+1 || f != nil {
		t.Errorf("%d readings, filling %+v; want %d and nothing missing", n, f, fillingDays+1)
	}
	shell.mu.Lock()
	defer shell.mu.Unlock()
	changed := 0
	for _, event := range shell.events {
		if event == eventDataChanged {
			changed++
		}
	}
	if changed < 4 { // another ledger, a sync, two parts
		t.Errorf("the page was told of %d changes", changed)
	}
}

func TestSample_KeepsWhatIsThereWhenFillingIsStopped(t *testing.T) {
	w, _ := trying(t)
	if err := w.StopFilling(); err != nil {
		t.Fatal(err)
	}
	n, f := readings(t, w), filling(t, w)
	if f == nil || !f.Stopped || f.Missing != fillingDays-n || f.Job.State != JobCanceled {
		t.Fatalf("%d readings, filling %+v; want it stopped", n, f)
	}
	path := filepath.Join(w.places.data, "sample.ledger")
	if found, err := filepath.Glob(path + ".filling*"); err != nil || len(found) != 0 {
		t.Errorf("left behind: %v, %v", found, err)
	}
	// It stays stopped when it is opened again, until the person wants the rest.
	if err := w.OpenLedger(path); err != nil {
		t.Fatal(err)
	}
	if f := filling(t, w); w.filling.busy() || f == nil || !f.Stopped {
		t.Errorf("filling %+v after opening again; want it stopped", f)
	}
	if err := w.GoOnFilling(); err != nil {
		t.Fatal(err)
	}
	w.filling.wait()
	if n, f := readings(t, w), filling(t, w); n != fillingDays || f != nil {
		t.Errorf("%d readings, filling %+v; want all %d", n, f, fillingDays)
	}
}

func TestSample_GoesOnFillingWhenTheProgramStartsAgain(t *testing.T) {
	w, _ := trying(t)
	w.stopped(context.Background())
	again, _ := newWindow(t)
	again.places, again.sample, again.fillDays = w.places, w.sample, w.fillDays
	press(t, again)
	if n := readings(t, again); n >= fillingDays {
		t.Fatalf("%d readings: nothing was left to fill in", n)
	}
	again.filling.wait()
	if n := readings(t, again); n != fillingDays {
		t.Errorf("%d readings, want %d", n, fillingDays)
	}
}

func TestRemoveSample_WhileItFillsIn(t *testing.T) {
	w, _ := trying(t)
	if err := w.RemoveSample(); err != nil {
		t.Fatal(err)
	}
	if left := leftBehind(t, w); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if state, err := w.State(); err != nil || state.Ledger != nil || state.Filling != nil {
		t.Errorf("state %+v, %v", state, err)
	}
}
