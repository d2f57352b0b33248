package desktop

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// runsLeft gives the ids of the readings that can be opened, and of those the
// ones that may be deleted, oldest first.
func runsLeft(t *testing.T, w *Window) (all, deletable []int64) {
	t.Helper()
	runs, err := w.Runs()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if r.SnapshotID != 0 {
			all = append(all, r.SnapshotID)
			if !r.Newest {
				deletable = append(deletable, r.SnapshotID)
			}
		}
	}
	return all, deletable
}

func TestDelete_IsUndoneAsLongAsItIsNotFinal(t *testing.T) {
	w, _ := withSample(t)
	all, may := runsLeft(t, w)
	if len(may) < 2 || slices.Contains(may, all[len(all)-1]) {
		t.Fatalf("of %v may be deleted %v", all, may)
	}
	view := open(t, w, ViewRequest{At: "latest"})
	first, second := may[0], may[1]
	for _, id := range []int64{first, second} {
		if err := w.DeleteReading(id); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.ViewRows(view.ID, 0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("an open view: %v, want stale", err)
	}
	// The first is final while the second can still come back.
	if err := w.FinishDeleting(first); err != nil {
		t.Fatal(err)
	}
	w.sweeping.wait()
	if err := w.BringBackReading(first); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("after it was final: %v, want not_found", err)
	}
	if err := w.BringBackReading(second); err != nil {
		t.Errorf("before it was final: %v", err)
	}
	if left, _ := runsLeft(t, w); !slices.Equal(left, slices.DeleteFunc(slices.Clone(all), func(id int64) bool { return id == first })) {
		t.Errorf("readings %v", left)
	}
	if err := w.DeleteReading(all[len(all)-1]); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("the newest: %v, want invalid", err)
	}
	id, err := w.StartCheck()
	if job := finish(t, w, id, err); len(job.Result.Upkeep.Findings) > 0 {
		t.Errorf("the file is unsound: %v", job.Result.Upkeep.Findings)
	}
}

// Closing the window in the time in which it could be undone leaves the reading
// deleted; what only it had goes when the file is opened again.
func TestDelete_StandsWhenTheWindowIsClosedMeanwhile(t *testing.T) {
	w, _ := withSample(t)
	all, may := runsLeft(t, w)
	newest := open(t, w, ViewRequest{At: "latest"}).Counts
	if err := w.DeleteReading(may[0]); err != nil {
		t.Fatal(err)
	}
	if has, err := w.ledger.HasDeleted(t.Context()); err != nil || !has {
		t.Fatalf("before the window is closed: %t, %v", has, err)
	}
	next := startAgain(t, w, "")
	next.sweeping.wait()
	if has, err := next.ledger.HasDeleted(t.Context()); err != nil || has {
		t.Errorf("after the file was opened again: %t, %v", has, err)
	}
	if err := next.BringBackReading(may[0]); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("after a restart: %v, want not_found", err)
	}
	if left, _ := runsLeft(t, next); len(left) != len(all)-1 || slices.Contains(left, may[0]) {
		t.Errorf("readings %v of %v", left, all)
	}
	if got := open(t, next, ViewRequest{At: "latest"}).Counts; !reflect.DeepEqual(got, newest) {
		t.Errorf("the newest day counts %+v, before %+v", got, newest)
	}
}

// An id means another reading in another file.
func TestDelete_IsNotUndoneInAnotherFile(t *testing.T) {
	w, _ := withSample(t)
	_, may := runsLeft(t, w)
	if err := w.DeleteReading(may[0]); err != nil {
		t.Fatal(err)
	}
	other, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "other.ledger"), app.SampleOptions{Users: 20, Days: 3, Seed: 8}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(other); err != nil {
		t.Fatal(err)
	}
	if err := w.BringBackReading(may[0]); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("in another file: %v, want not_found", err)
	}
}
