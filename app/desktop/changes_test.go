package desktop

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// withHistory gives a window on a sample in which people come and go.
func withHistory(t *testing.T) *Window {
	t.Helper()
	w, _ := withSampleOf(t, app.SampleOptions{Users: 80, Days: 25, Seed: 3})
	return w
}

func changeRows(t *testing.T, w *Window, id string, kind ChangeKind, from, count int) []Change {
	t.Helper()
	page, err := w.ChangeRows(id, kind, from, count)
	if err != nil || page.From != from {
		t.Fatalf("changes from %d: from %d, %v", from, page.From, err)
	}
	return page.Rows
}

func TestWindow_CountsOfChangesAreTheirRows(t *testing.T) {
	w := withHistory(t)
	changes, err := w.OpenChanges("1", "latest")
	if err != nil {
		t.Fatal(err)
	}
	if changes.Before.ID != 1 || changes.After.ID != 25 || len(changes.NotRead) != 0 {
		t.Errorf("changes %+v", changes)
	}
	all := changeRows(t, w, changes.ID, "", 0, 1000)
	if len(all) != changes.Rows || len(all) == 0 {
		t.Fatalf("%d rows, counted %d", len(all), changes.Rows)
	}
	var joined []Change
	for _, count := range changes.Counts {
		rows := changeRows(t, w, changes.ID, count.Kind, 0, 1000)
		if len(rows) != count.Rows {
			t.Errorf("%d rows %s, counted %d", len(rows), count.Kind, count.Rows)
		}
		for _, row := range rows {
			if row.Kind != count.Kind {
				t.Errorf("a row of kind %s among %s", row.Kind, count.Kind)
			}
		}
		joined = append(joined, rows...)
	}
	if len(changes.Counts) < 4 {
		t.Errorf("a sample of 25 days should have more kinds of changes than %+v", changes.Counts)
	}
	if !slices.Equal(all, joined) {
		t.Error("all changes are not those of the kinds, one after the other")
	}
	var paged []Change
	for from := 0; from < len(all); from += 7 {
		paged = append(paged, changeRows(t, w, changes.ID, "", from, 7)...)
	}
	if !slices.Equal(all, paged) {
		t.Error("page by page the changes are others")
	}
}

// What somebody lost by leaving is no change of its own, and nothing else
// makes a list longer or shorter.
func TestWindow_ChangesExplainHowPeopleCameAndWent(t *testing.T) {
	w := withHistory(t)
	changes, err := w.OpenChanges("1", "25")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewDeparted, At: "25"})) {
		there[row.UserID] = true
	}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewDeparted, At: "1"})) {
		delete(there, row.UserID)
	}
	departed := changeRows(t, w, changes.ID, ChangeKind(ledger.ChangeDeparted), 0, 1000)
	for _, row := range departed {
		if !there[row.UserID] || row.Since == "" {
			t.Errorf("%s did not leave between the days: %+v", row.UserID, row)
		}
	}
	if len(departed) == 0 {
		t.Error("nobody left in 25 days of the sample")
	}
}

func TestWindow_ChangesOfAReadingWithItselfAreNone(t *testing.T) {
	w, _ := withSample(t)
	changes, err := w.OpenChanges("2", "2")
	if err != nil || changes.Rows != 0 || len(changes.Counts) != 0 || len(changes.NotRead) != 0 {
		t.Errorf("changes %+v, %v", changes, err)
	}
	if _, err := w.OpenChanges("2", "999"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("a reading that is not there: %v", err)
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ChangeRows(changes.ID, "", 0, 10); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("changes of a ledger that was closed: %v", err)
	}
}

// A list tells what people hold, and nothing of who came and went.
func TestWindow_ChangesSayWhatWasNotRead(t *testing.T) {
	w, _ := newWindow(t)
	importLists(t, w, map[string]string{
		"2026-05-01 licenses.csv": reportHeader + reportRow("Jane Doe", "2026-01-02"),
		"2026-05-02 licenses.csv": reportHeader + reportRow("Jane Doe", "2026-01-02") + reportRow("Ann Roe", "2026-05-02"),
	})
	changes, err := w.OpenChanges("2026-05-01", "latest")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(changes.NotRead, []string{"people"}) {
		t.Errorf("not read: %v, want people", changes.NotRead)
	}
	gained := changeRows(t, w, changes.ID, "", 0, 10)
	if changes.Rows != 1 || len(gained) != 1 || gained[0].UserName != "Ann Roe" || gained[0].Kind != ChangeKind(ledger.ChangeGained) {
		t.Errorf("changes %+v, rows %+v", changes, gained)
	}
}

const reportHeader = "User name,Email address,Service,License,License Assigned Date\n"

func reportRow(name, date string) string {
	address := strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@contoso.com"
	return strings.Join([]string{name, address, "Power Apps for Office 365", "Office 365 E3", date}, ",") + "\n"
}

// importLists takes lists over, one file after the other.
func importLists(t *testing.T, w *Window, lists map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(lists[name]), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := w.StartImport(ImportRequest{Paths: []string{path}}); err != nil {
			t.Fatal(err)
		}
		w.jobs.wait()
		if job := w.jobs.last(); job.State != JobDone {
			t.Fatalf("import of %s: %+v", name, job.Error)
		}
	}
}

// TestChanges_CancelEndsTheWaitAndHarmsNothing cancels comparisons at drawn
// moments: each is whole or canceled, and the one after it is as it always was.
func TestChanges_CancelEndsTheWaitAndHarmsNothing(t *testing.T) {
	w := withHistory(t)
	want, err := w.OpenChanges("1", "latest")
	if err != nil {
		t.Fatal(err)
	}
	canceled := 0
	for n := range 8 {
		again, _ := withSampleOf(t, app.SampleOptions{Users: 80, Days: 25, Seed: 3}) // nothing of it is read yet
		done := make(chan error, 1)
		go func() {
			_, err := again.OpenChanges("1", "latest")
			done <- err
		}()
		time.Sleep(time.Duration(n) * time.Millisecond)
		for waits := true; waits; { // the wait may not have begun yet
			if err := again.CancelChanges("1", "latest"); err != nil {
				t.Fatal(err)
			}
			select {
			case err := <-done:
				if err != nil && ledger.CodeOf(err) != ledger.CodeCanceled {
					t.Fatal(err)
				}
				if err != nil {
					canceled++
				}
				waits = false
			case <-time.After(time.Millisecond):
			}
		}
		got, err := again.OpenChanges("1", "latest")
		if err != nil || got.Rows != want.Rows || !slices.Equal(got.Counts, want.Counts) {
			t.Fatalf("after one that was canceled %+v, %v; want %+v", got, err, want)
		}
	}
	if canceled == 0 {
		t.Error("none was canceled: the test proves nothing")
	}
}
