package desktop

import (
	"slices"
	"testing"

	"licenseledger/store/ledger"
)

func runs(t *testing.T, w *Window) []Run {
	t.Helper()
	all, err := w.Runs()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWindow_EveryReadingHasItsSync(t *testing.T) {
	w, _ := withSample(t)
	readings, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	all := runs(t, w)
	if len(all) != len(readings) {
		t.Fatalf("%d syncs for %d readings", len(all), len(readings))
	}
	for i, run := range all {
		reading := readings[i]
		if run.SnapshotID != reading.ID || run.At != reading.At || run.Day != reading.Day || run.Changes != reading.Changes || run.Kind != ledger.RunSync {
			t.Errorf("sync %+v of reading %+v", run, reading)
		}
		detail, err := w.RunDetail(run.ID)
		if err != nil {
			t.Fatal(err)
		}
		changes, titles := 0, []string{}
		for _, g := range detail.Listings {
			changes += g.Changes
			if !slices.Contains(titles, g.Title) {
				titles = append(titles, g.Title)
			}
		}
		if changes != run.Changes || !slices.Equal(titles, run.Titles) || len(detail.Warnings) != run.Warnings || !slices.Contains(titles, "people") {
			t.Errorf("detail %+v of sync %+v", detail, run)
		}
	}
}

func TestWindow_TellsTheFileOfAnImport(t *testing.T) {
	w, _ := newWindow(t)
	importLists(t, w, map[string]string{"2026-05-01 licenses.csv": reportHeader + reportRow("Jane Doe", "2026-01-02")})
	all := runs(t, w)
	if len(all) != 1 || all[0].Kind != ledger.RunImport || all[0].FileName != "2026-05-01 licenses.csv" || !slices.Equal(all[0].Titles, []string{"list"}) {
		t.Errorf("runs %+v", all)
	}
	detail, err := w.RunDetail(all[0].ID + 1)
	if err != nil || len(detail.Listings) != 0 || len(detail.Warnings) != 0 {
		t.Errorf("a run that is not there: %+v, %v", detail, err)
	}
}

func TestWindow_ReadingsAreLabelledAndPinned(t *testing.T) {
	w, shell := withSample(t)
	if err := w.LabelReading(2, " before the move "); err != nil {
		t.Fatal(err)
	}
	if err := w.PinReadings([]int64{1, 2}, true); err != nil {
		t.Fatal(err)
	}
	all := runs(t, w)
	if all[1].Label != "before the move" || !all[0].Pinned || !all[1].Pinned || all[2].Pinned {
		t.Errorf("runs %+v", all)
	}
	if !slices.Contains(shell.events, eventDataChanged) {
		t.Error("the page was not told")
	}
	if err := w.PinReadings([]int64{1}, false); err != nil {
		t.Fatal(err)
	}
	if all = runs(t, w); all[0].Pinned || !all[1].Pinned {
		t.Errorf("runs %+v", all)
	}
	if err := w.LabelReading(9, "x"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("a reading that is not there: %v", err)
	}
	if err := w.PinReadings([]int64{9}, true); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("a reading that is not there: %v", err)
	}
}
