package desktop

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// exported runs an export to its end.
func exported(t *testing.T, w *Window, r ExportRequest) *Job {
	t.Helper()
	r.View.Kind = ledger.ViewList
	if r.View.At == "" {
		r.View.At = "latest"
	}
	if _, err := w.StartExport(r); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	return w.jobs.last()
}

func TestExport_GoesToTheFolderUsedLast(t *testing.T) {
	w, shell := withSample(t)
	reports := t.TempDir()
	plain := ExportRequest{Format: "xlsx", Layout: "full", Language: "en"}
	if job := exported(t, w, plain); job.State != JobDone || !job.Result.InDownloads || filepath.Dir(job.Result.Path) != w.places.downloads {
		t.Fatalf("the first: %+v %+v", job.Result, job.Error)
	}
	shell.save = filepath.Join(reports, "for the boss") // without an ending
	asked := plain
	asked.Ask = true
	if job := exported(t, w, asked); job.State != JobDone || job.Result.FileName != "for the boss.xlsx" || job.Result.InDownloads {
		t.Fatalf("chosen: %+v %+v", job.Result, job.Error)
	}
	// Another window of the same person knows the folder.
	again, _ := newWindow(t)
	again.places, again.settings = w.places, readSettings(w.places.settings)
	sample, err := w.current()
	if err != nil {
		t.Fatal(err)
	}
	if state, err := w.State(); err != nil || state.ExportFolder != filepath.Base(reports) {
		t.Errorf("exports go to %q, %v; want %s", state.ExportFolder, err, filepath.Base(reports))
	}
	w.mu.Lock()
	w.ledger = nil
	w.mu.Unlock()
	if err := again.put(sample); err != nil {
		t.Fatal(err)
	}
	job := exported(t, again, plain)
	if job.State != JobDone || filepath.Dir(job.Result.Path) != reports || job.Result.Folder != filepath.Base(reports) || job.Result.Missed != "" {
		t.Fatalf("after a restart: %+v %+v", job.Result, job.Error)
	}
	if name := regexp.MustCompile(`^SAMPLE Contoso user licenses \d{4}-\d\d-\d\d\.xlsx$`); !name.MatchString(job.Result.FileName) {
		t.Errorf("called %s", job.Result.FileName)
	}

	// The folder is on a stick that was pulled out.
	if err := os.RemoveAll(reports); err != nil {
		t.Fatal(err)
	}
	job = exported(t, again, plain)
	if job.State != JobDone || !job.Result.InDownloads || job.Result.Missed != filepath.Base(reports) {
		t.Errorf("without the folder: %+v %+v; want it in the folder of downloads, and told", job.Result, job.Error)
	}
	if err := os.MkdirAll(reports, 0o700); err != nil {
		t.Fatal(err)
	}
	if job := exported(t, again, plain); job.State != JobDone || filepath.Dir(job.Result.Path) != reports {
		t.Errorf("the stick is back: %+v", job.Result)
	}
}

func TestExport_AsksAndReplacesOnlyWhatTheSystemAskedAbout(t *testing.T) {
	w, shell := withSample(t)
	folder := t.TempDir()
	there := filepath.Join(folder, "list.csv")
	if err := os.WriteFile(there, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	shell.save = filepath.Join(folder, "list")
	job := exported(t, w, ExportRequest{Format: "csv", Layout: "list", Ask: true, Comma: ";", Mark: true})
	if job.State != JobDone || job.Result.FileName != "list (2).csv" {
		t.Fatalf("%+v %+v", job.Result, job.Error)
	}
	content, err := os.ReadFile(job.Result.Path)
	if err != nil || !bytes.HasPrefix(content, []byte("\ufeffUser name;Email address;Service;")) {
		t.Errorf("begins %.40q, %v", content, err)
	}
	if content, err := os.ReadFile(there); err != nil || string(content) != "theirs" {
		t.Errorf("%s holds %q, %v: nobody was asked whether it may be replaced", there, content, err)
	}
}

func TestExport_WritesParquetUnderItsOwnEnding(t *testing.T) {
	w, shell := withSample(t)
	folder := t.TempDir()
	for chosen, want := range map[string]string{"list": "list.parquet", "other.parquet": "other.parquet", "v1.2": "v1.2.parquet"} {
		shell.save = filepath.Join(folder, chosen)
		job := exported(t, w, ExportRequest{Format: "parquet", Layout: "list", Ask: true})
		if job.State != JobDone || job.Result.FileName != want || job.Result.Rows == 0 {
			t.Errorf("%s: %+v %+v", chosen, job.Result, job.Error)
			continue
		}
		content, err := os.ReadFile(job.Result.Path)
		if err != nil || !bytes.HasPrefix(content, []byte("PAR1")) || !bytes.HasSuffix(content, []byte("PAR1")) {
			t.Errorf("%s is no Parquet file, %v", want, err)
		}
	}
}

// A cancel leaves nothing behind; BenchmarkCancel measures how soon it is there.
func TestExport_IsCancelled(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 3000, Days: 1, Seed: 7})
	_ = exported(t, w, ExportRequest{Format: "csv", Layout: "list"}) // the day is loaded
	before, _ := os.ReadDir(w.places.downloads)
	id, err := w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewList, At: "latest"}, Format: "xlsx", Layout: "full"})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.CancelJob(id); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobCanceled {
		t.Errorf("ended %s, %+v", job.State, job.Error)
	}
	if after, _ := os.ReadDir(w.places.downloads); len(after) != len(before) {
		t.Errorf("left behind: %v", after)
	}
	w.stopped(context.Background())
}

// A set has a folder of its own, says in its name what it is, and is told by its
// files; the choices for CSV hold for what is in it.
func TestExport_SplitAndRedacted(t *testing.T) {
	w, shell := withSample(t)
	shell.folder = t.TempDir()
	r := ExportRequest{Format: "csv", Layout: "list", Language: "nl", Comma: "local", Mark: true, LineFeeds: true, Dates: "local", SplitBy: "department", Redact: true}
	job := exported(t, w, r)
	name := regexp.MustCompile(`^VOORBEELD Contoso gebruikerslicenties \d{4}-\d\d-\d\d per afdeling pseudoniemen$`)
	if job.State != JobDone || job.Result.Files < 5 || !name.MatchString(job.Result.FileName) || filepath.Dir(job.Result.Path) != w.places.downloads {
		t.Fatalf("%+v %+v", job.Result, job.Error)
	}
	comma, err := export.Separator("local", "nl")
	if err != nil {
		t.Fatal(err)
	}
	head := strings.ReplaceAll("\ufeffAfdeling;Bestand;Rijen;Personen\n", ";", string(comma))
	index, err := os.ReadFile(filepath.Join(job.Result.Path, "index.csv"))
	if err != nil || !bytes.HasPrefix(index, []byte(head)) || bytes.Count(index, []byte("\n")) != job.Result.Files+1 {
		t.Errorf("index begins %.60q, %v", index, err)
	}
	if err := w.ShowExport(job.Result.Path); err != nil {
		t.Errorf("shown: %v", err)
	}
	r.Ask = true
	if job := exported(t, w, r); job.State != JobDone || filepath.Dir(job.Result.Path) != shell.folder {
		t.Errorf("asked: %+v %+v", job.Result, job.Error)
	}
}
