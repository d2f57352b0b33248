package desktop

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// laterClock stands some days after the newest reading of a ledger.
type laterClock struct {
	engine.SystemClock
	newest time.Time
	days   int
}

func (c *laterClock) Now() time.Time { return c.newest.AddDate(0, 0, c.days) }

// reopenLater closes the open ledger and opens it again, as somebody does some
// days after its newest reading. The clock that it gives can be put on while
// nothing goes on.
func reopenLater(t *testing.T, w *Window, days int) *laterClock {
	t.Helper()
	path := stateOf(t, w).Ledger.Path
	readings, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	newest, err := time.Parse(time.RFC3339, readings[len(readings)-1].At)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(nil); err != nil {
		t.Fatal(err)
	}
	clock := &laterClock{newest: newest, days: days}
	opened, err := app.Open(t.Context(), path, app.OpenOptions{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(opened); err != nil {
		t.Fatal(err)
	}
	w.sweeping.wait()
	return clock
}

// namesOfLeavers gives the last known names of those who left, in lower case.
func namesOfLeavers(t *testing.T, w *Window) []string {
	t.Helper()
	var names []string
	seen := map[string]bool{"": true}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewDeparted, At: "latest"})) {
		if !seen[row.LastKnownName] {
			seen[row.LastKnownName] = true
			names = append(names, strings.ToLower(row.LastKnownName))
		}
	}
	return names
}

func TestPrivacy_NamesOfLeaversGoWhenTheirTimeIsOver(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 300, Days: 6, Seed: 7})
	kept, err := w.Privacy()
	if err != nil || kept.NamesChosen || kept.NameMonths != 0 || kept.UsualMonths != 13 || !kept.CanBeChanged {
		t.Fatalf("a new file: %+v, %v", kept, err)
	}
	leavers := namesOfLeavers(t, w)
	if len(leavers) == 0 {
		t.Fatal("nobody left: the test proves nothing")
	}
	reopenLater(t, w, 50*365)
	if still := namesOfLeavers(t, w); len(still) != len(leavers) {
		t.Fatalf("%d names of %d are left, and nobody chose", len(still), len(leavers))
	}
	reopenLater(t, w, 0)
	if due, err := w.LeaversDue(13); err != nil || due != 0 {
		t.Errorf("%d are due at once, %v", due, err)
	}
	id, err := w.StartLeaverNames(13)
	if done := finish(t, w, id, err).Result.Upkeep; done.People != 0 {
		t.Errorf("%d were forgotten at once", done.People)
	}
	reopenLater(t, w, 300)
	if still := namesOfLeavers(t, w); len(still) != len(leavers) {
		t.Errorf("%d names of %d are left after 300 days", len(still), len(leavers))
	}
	if due, err := w.LeaversDue(2); err != nil || due == 0 {
		t.Errorf("%d would be due after 2 months, %v", due, err)
	}
	reopenLater(t, w, 460)
	if still := namesOfLeavers(t, w); len(still) != 0 {
		t.Errorf("after 13 months %d of %d still have a name: %q", len(still), len(leavers), still)
	}
	kept, err = w.Privacy()
	if err != nil || !kept.NamesChosen || kept.NameMonths != 13 {
		t.Errorf("after it was opened again: %+v, %v", kept, err)
	}
	noByteOf(t, w, leavers)
}

// noByteOf looks for names in every file beside the open ledger. Some leavers
// share a name with somebody who is there.
func noByteOf(t *testing.T, w *Window, names []string) {
	t.Helper()
	there := map[string]bool{}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"})) {
		there[strings.ToLower(row.UserName)] = true
	}
	folder := filepath.Dir(stateOf(t, w).Ledger.Path)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(filepath.Join(folder, file.Name())) // the test may: it holds no lock that matters
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !there[name] && bytes.Contains(bytes.ToLower(body), []byte(name)) {
				t.Errorf("%s still has %q", file.Name(), name)
			}
		}
	}
}

func TestPrivacy_ASyncForgetsWhoseTimeIsOver(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 300, Days: 6, Seed: 7})
	clock := reopenLater(t, w, 0)
	id, err := w.StartLeaverNames(2)
	finish(t, w, id, err)
	if names := namesOfLeavers(t, w); len(names) == 0 {
		t.Fatal("nobody left: the test proves nothing")
	}
	// The same program is still open when the time comes.
	clock.days = 100
	id, err = w.StartSync()
	finish(t, w, id, err)
	w.sweeping.wait()
	if names := namesOfLeavers(t, w); len(names) != 0 {
		t.Errorf("after a sync %q still have a name", names)
	}
}

func TestPrivacy_TheLevelOfActivityHolds(t *testing.T) {
	w, _ := withSample(t)
	for _, level := range []string{"day", "none", "month"} {
		id, err := w.StartActivityLevel(level)
		finish(t, w, id, err)
		reopenLater(t, w, 0)
		if kept, err := w.Privacy(); err != nil || kept.Activity != level {
			t.Errorf("chose %s, and opened again: %+v, %v", level, kept, err)
		}
	}
	if _, err := w.StartActivityLevel("hour"); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobFailed || job.Error.Code != ledger.CodeInvalid {
		t.Errorf("a level that there is not: %+v", job)
	}
}
