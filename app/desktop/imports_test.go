package desktop

import (
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// Somebody drops two files on a new window: it tells what each is, asks about
// one of them, and takes both with the answer.
func TestImport_AsksAndTakesAnswers(t *testing.T) {
	w, _ := newWindow(t)
	folder := t.TempDir()
	list, odd := filepath.Join(folder, "list 2022-04-01.csv"), filepath.Join(folder, "odd.csv")
	for path, text := range map[string]string{
		list: "User name,Email address,Service,License,License Assigned Date\nJane Doe,jane@contoso.com,Flow Free,Free,2022-03-01\n",
		odd:  "Person,Post,Product,Bought as,Since\nJane Doe,jane@contoso.com,Flow Free,Free,01/03/2022\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	request := ImportRequest{Paths: []string{list, odd}}
	previews, err := w.PreviewImport(request)
	if err != nil {
		t.Fatal(err)
	}
	if previews[0].Question != nil || previews[0].Rows != 1 || previews[1].Question == nil || previews[1].Question.Asks != importer.AsksColumns {
		t.Fatalf("got %+v", previews)
	}
	if fileGone(w.places.data) == false {
		t.Error("a preview wrote something")
	}
	answer := FileAnswers{Path: odd, TakenAt: "2022-05-01", DateOrder: "day_first", Columns: map[string]string{"no_column": "Person"}}
	request.Answers = []FileAnswers{answer}
	if _, err := w.StartImport(request); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("a column that does not exist: %v", err)
	}
	request.Answers[0].Columns = map[string]string{"user_name": "Person", "email_address": "Post", "service": "Product", "license": "Bought as", "assigned_date": "Since"}
	previews, err = w.PreviewImport(request)
	if err != nil || previews[1].Question != nil || previews[1].RecognizedBy != importer.ByMapping || previews[1].At != "2022-05-01T23:59:59Z" && previews[1].AtRule != ledger.AtGiven {
		t.Fatalf("got %+v, %v", previews, err)
	}
	if _, err := w.StartImport(request); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobDone || job.Result.Rows != 2 {
		t.Fatalf("job %+v, %+v", job, job.Error)
	}
	snapshots, err := w.Snapshots()
	if err != nil || len(snapshots) != 2 {
		t.Errorf("%+v, %v", snapshots, err)
	}
	// The ledger that is open now remembers the columns.
	again, err := w.PreviewImport(ImportRequest{Paths: []string{odd}})
	if err != nil || again[0].RecognizedBy != importer.ByRemembered || !again[0].AlreadyHad {
		t.Errorf("got %+v, %v", again, err)
	}
	if len(w.ImportLayouts()) < 4 {
		t.Errorf("layouts: %+v", w.ImportLayouts())
	}
}

// A preview ends when another begins, or when it is canceled.
func TestLatest(t *testing.T) {
	var l latest
	l.stop() // nothing runs
	first, done := l.begin(t.Context())
	defer done()
	second, done := l.begin(t.Context())
	defer done()
	if first.Err() == nil || second.Err() != nil {
		t.Errorf("%v, %v", first.Err(), second.Err())
	}
	l.stop()
	if second.Err() == nil {
		t.Error("goes on")
	}
}
