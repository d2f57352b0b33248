package desktop

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// A file that lacks a row and has another twice, against the very list.
func TestWindow_ComparesAFileAndForgetsTheComparisonBefore(t *testing.T) {
	w, _ := withSample(t)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	if _, err := opened.Export(t.Context(), app.ExportSpec{Out: path}, nil); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(body), "\r\n")
	lines = append([]string{lines[0], lines[2], lines[2]}, lines[3:]...)
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}

	var ids []string
	for range 2 {
		if _, err := w.StartCompare(CompareRequest{File: FileAnswers{Path: path}}); err != nil {
			t.Fatal(err)
		}
		w.jobs.wait()
		job := w.jobs.last()
		if job.State != JobDone || job.Result.Changes != 2 || job.Result.Comparison == "" {
			t.Fatalf("the comparison ended %+v %+v %+v", job, job.Result, job.Error)
		}
		ids = append(ids, job.Result.Comparison)
	}
	c, err := w.Comparison(ids[1])
	if err != nil {
		t.Fatal(err)
	}
	if c.Differences != 2 || len(c.Counts) != 2 || c.Counts[0].Kind != ledger.OnlyThere || c.Counts[0].Reason != ledger.ReasonDuplicateInFile || c.Counts[1].From != 1 {
		t.Errorf("comparison %+v", c)
	}
	page, err := w.ComparisonRows(ids[1], 0, 10)
	if err != nil || len(page.Rows) != 2 {
		t.Fatalf("page %+v, %v", page, err)
	}
	if there, here := page.Rows[0], page.Rows[1]; there.There == nil || there.Here != nil || there.Line != 3 || here.Here == nil || here.There != nil {
		t.Errorf("differences %+v and %+v", there, here)
	}
	if c.Request.File.Path != path {
		t.Errorf("asked %+v", c.Request)
	}
	if _, err := w.ComparisonRows(ids[0], 0, 10); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("the comparison before: %v, want stale", err)
	}
}

// A list with headings of its own is compared with another day, once somebody
// said which column is what; that is not remembered, because nothing is written.
func TestWindow_ComparesAMappedFileWithAnotherDay(t *testing.T) {
	w, _ := withSample(t)
	opened, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	snapshots, err := w.Snapshots()
	if err != nil || len(snapshots) < 2 {
		t.Fatalf("%d readings, %v", len(snapshots), err)
	}
	first := fmt.Sprint(snapshots[0].ID)
	path := filepath.Join(t.TempDir(), "list.csv")
	if _, err := opened.Export(t.Context(), app.ExportSpec{Out: path, ViewSpec: app.ViewSpec{At: first}}, nil); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(strings.Replace(string(body), "User name", "Who", 1), "Service", "Part", 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	request := CompareRequest{File: FileAnswers{Path: path}, At: first}
	if _, err := w.StartCompare(request); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobFailed || job.Error.Code != ledger.CodeNeedsAnswer {
		t.Fatalf("an unknown header: %+v, %+v", job, job.Error)
	}
	request.File.Columns = map[string]string{"user_name": "Who", "service": "Part"}
	if _, err := w.StartCompare(request); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	job := w.jobs.last()
	if job.State != JobDone || job.Result.Changes != 0 {
		t.Fatalf("mapped: %+v, %+v, %+v", job, job.Result, job.Error)
	}
	c, err := w.Comparison(job.Result.Comparison)
	if err != nil || c.Snapshot.ID != snapshots[0].ID || c.Request.At != first {
		t.Errorf("compared with %+v, %v", c.Snapshot, err)
	}
	previews, err := w.PreviewImport(ImportRequest{Paths: []string{path}})
	if err != nil || previews[0].Question == nil {
		t.Errorf("remembered: %+v, %v", previews, err)
	}
}
