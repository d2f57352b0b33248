package desktop

import (
	"testing"

	"licenseledger/store/ledger"
)

func TestWindow_AMonthIsClosedAndExported(t *testing.T) {
	w, _ := newWindow(t)
	for name, row := range map[string]string{"2026-04-30 licenses.csv": "Jane Doe", "2026-05-04 licenses.csv": "John Roe"} {
		importLists(t, w, map[string]string{name: reportHeader + reportRow(row, "2026-01-02")})
	}
	if err := w.CloseMonth("2026-04"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  error
		code ledger.Code
	}{
		{w.CloseMonth("2026-04"), ledger.CodeInvalid}, {w.CloseMonth("2026-03"), ledger.CodeNotFound}, {w.CloseMonth("April"), ledger.CodeUsage},
		{w.CloseMonth("2999-05"), ledger.CodeInvalid}, {w.ReopenMonth("2026-03"), ledger.CodeNotFound},
	} {
		if ledger.CodeOf(c.err) != c.code {
			t.Errorf("%v, want %s", c.err, c.code)
		}
	}
	all := runs(t, w)
	if len(all) != 2 || all[0].ClosedMonth != "2026-04" || !all[0].Pinned || all[1].ClosedMonth != "" {
		t.Fatalf("runs %+v", all)
	}
	for language, want := range map[string]string{"en": "licenses and cost 2026-04 pseudonyms.xlsx", "nl": "licenties en kosten 2026-04 pseudoniemen.xlsx"} {
		// What the window looks at is another day: the month is its own.
		job := exported(t, w, ExportRequest{View: ViewRequest{At: "2026-05-04"}, Format: "xlsx", Layout: "month", Month: "2026-04", Language: language, Redact: true})
		if job.State != JobDone || job.Result.FileName[len(job.Result.FileName)-len(want):] != want || job.Result.Rows != 0 {
			t.Errorf("%s: %+v %+v", language, job.Result, job.Error)
		}
	}
	// Lists tell what is held, and nothing of what was bought.
	if job := exported(t, w, ExportRequest{View: ViewRequest{At: "2026-05-04", Kind: "list"}, Format: "xlsx", Layout: "cost"}); job.State != JobFailed || job.Error.Code != ledger.CodeNotFound {
		t.Errorf("the licenses of a day on which they were not read: %+v", job)
	}
	if _, err := w.StartExport(ExportRequest{Format: "xlsx", Layout: "month", Month: "2026-03"}); err == nil {
		w.jobs.wait()
		if job := w.jobs.last(); job.State == JobDone {
			t.Errorf("a month that was not read: %+v", job.Result)
		}
	}
	if err := w.ReopenMonth("2026-04"); err != nil {
		t.Fatal(err)
	}
	if all := runs(t, w); all[0].ClosedMonth != "" || all[0].Pinned {
		t.Errorf("runs %+v", all)
	}
}
