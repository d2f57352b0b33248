package desktop

import (
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// syncNow syncs the open ledger and gives the job as it ended.
func syncNow(t *testing.T, w *Window) *Job {
	t.Helper()
	if _, err := w.StartSync(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	return w.jobs.last()
}

// The first sync of the sample that is tried waits for an OK. Let in as a job, it
// is whole; the next one waits for nobody.
func TestHeld_TheFirstSyncOfTheSampleIsJudged(t *testing.T) {
	w, _ := newWindow(t)
	w.sample = app.SampleSize{People: 400, Days: 3}
	if _, err := w.StartSample(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if held, err := w.Held(); err != nil || len(held) != 0 {
		t.Fatalf("%v waits in a sample that was just made (%v)", held, err)
	}
	job := syncNow(t, w)
	if job.State != JobPartial || job.Error == nil || job.Error.Code != ledger.CodeHeld {
		t.Fatalf("the first sync ended as %+v", job)
	}
	held, err := w.Held()
	if err != nil || len(held) != 1 || held[0].Ends[0].Of != ledger.EndingPeople || held[0].Ends[0].Most[0].Department != "Sales" {
		t.Fatalf("%+v waits (%v)", held, err)
	}
	runs, err := w.Runs()
	if last := runs[len(runs)-1]; err != nil || last.ID != held[0].RunID || last.State != ledger.RunPartial {
		t.Errorf("the sync that waits is %d, the last is %+v (%v)", held[0].RunID, last, err)
	}
	if _, err := w.StartApplyHeld(held[0].RunID); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobDone || job.Kind != JobHeld || job.Result.Changes == 0 {
		t.Errorf("letting it in ended as %+v", job)
	}
	if runs, err = w.Runs(); err != nil || runs[len(runs)-1].State != ledger.RunComplete {
		t.Errorf("once let in, the sync is %+v (%v)", runs[len(runs)-1], err)
	}
	if job := syncNow(t, w); job.State != JobDone {
		t.Errorf("the sync after it ended as %+v", job)
	}
	if err := w.DiscardHeld(held[0].RunID); appErrorOf(err).Code != ledger.CodeNotFound {
		t.Errorf("judged twice: %v", err)
	}
}
