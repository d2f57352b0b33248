package desktop

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

// TestExport_IsWhatIsSeen exports a day that is past, filtered, searched,
// sorted and with columns in an order of one's own, and compares both files
// with the rows of the table.
func TestExport_IsWhatIsSeen(t *testing.T) {
	w, _ := withSample(t)
	all, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	request := ViewRequest{Kind: ledger.ViewList, At: all[1].At, Search: "o", SortBy: "license", SortDown: true,
		Filters: []Filter{{Column: "status", Op: FilterIsNot, Values: []string{"blocked"}}}}
	columns := []string{"license", "user_name", "department", "last_known_email"}
	view := open(t, w, request)
	if view.Counts.Rows == 0 || view.Counts.Rows == view.Counts.Unfiltered {
		t.Fatalf("the view should be a part of the day: %+v", view.Counts)
	}
	cells, err := w.ViewCells(view.ID, []RowSpan{{From: 0, To: view.Counts.Rows}}, columns)
	if err != nil {
		t.Fatal(err)
	}
	for language, heads := range map[string][]string{
		"en": {"License", "User name", "Department", "Last known address"},
		"nl": {"Licentie", "Gebruikersnaam", "Afdeling", "Laatst bekend adres"},
	} {
		want := [][]string{heads}
		for _, row := range cells {
			if language == "nl" && row[1] == ledger.UnknownWord {
				row = append([]string{row[0], "Onbekend"}, row[2:]...)
			}
			want = append(want, row)
		}
		for _, format := range []string{"csv", "xlsx"} {
			job := exported(t, w, ExportRequest{View: request, Format: format, Layout: "shown", Columns: columns, Language: language})
			if job.State != JobDone {
				t.Fatalf("%s in %s: %+v", format, language, job.Error)
			}
			if d := cmp.Diff(want, cellsIn(t, job.Result.Path)); d != "" {
				t.Errorf("%s in %s (-seen +exported):\n%s", format, language, d)
			}
		}
	}
	for name, r := range map[string]ExportRequest{
		"no columns":           {Layout: "shown"},
		"a column that is not": {Layout: "shown", Columns: []string{"licence"}},
		"a column twice":       {Layout: "shown", Columns: []string{"license", "license"}},
		"columns of a layout":  {Layout: "list", Columns: columns},
	} {
		r.Format = "csv"
		if job := exported(t, w, r); job.State != JobFailed || job.Error.Code != ledger.CodeUsage {
			t.Errorf("%s: %s %+v, want usage", name, job.State, job.Error)
		}
	}
}

// cellsIn reads an exported file: the rows of the list with their header, every
// row as long as that.
func cellsIn(t *testing.T, path string) [][]string {
	t.Helper()
	if strings.HasSuffix(path, ".csv") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return lines
	}
	return exporttest.Rows(t, path)
}
