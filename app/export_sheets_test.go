package app_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

// The sheets beside the rows tell what the ledger tells when it is asked itself.
func TestExport_SheetsTellWhatTheLedgerTells(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 200, Days: 40, Seed: 4, Still: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, filters := range [][]string{nil, {"department in Sales,Marketing,IT"}} {
		t.Run(strings.Join(filters, ""), func(t *testing.T) {
			const other = "10"
			spec := app.ViewSpec{Filters: filters}
			path := filepath.Join(t.TempDir(), "list.xlsx")
			if _, err := l.Export(t.Context(), app.ExportSpec{ViewSpec: spec, Out: path, CompareWith: other}, nil); err != nil {
				t.Fatal(err)
			}
			view, err := l.View(t.Context(), spec)
			if err != nil {
				t.Fatal(err)
			}
			rows, err := view.Rows(0, view.Len())
			if err != nil {
				t.Fatal(err)
			}
			countsAre(t, view, exporttest.Sheet(t, path, "Counts"))
			leaversAre(t, rows, exporttest.Sheet(t, path, "Who left"), len(filters) == 0)
			changesAre(t, changesOf(t, l, view, other, len(filters) > 0), exporttest.Sheet(t, path, "Changes"))
			about := fmt.Sprint(exporttest.Sheet(t, path, "About"))
			if want := "Filter Department is Sales or Marketing or IT"; len(filters) > 0 && !strings.Contains(about, want) {
				t.Errorf("the first sheet lacks %q:\n%s", want, about)
			}
			if len(exporttest.Sheet(t, path, "User licenses")) != len(rows)+1 {
				t.Error("the rows are not those of the view")
			}
		})
	}
}

// countsAre compares the tables of counts with what the view tells.
func countsAre(t *testing.T, view *app.View, sheet [][]string) {
	t.Helper()
	got := map[string][3]string{} // by header and value
	header := ""
	for i, line := range sheet {
		if i == 0 || len(sheet[i-1]) == 0 {
			header = line[0]
		} else if len(line) > 0 {
			got[header+": "+line[0]] = [3]string{line[1], line[2], line[3]}
		}
	}
	want := map[string][3]string{}
	for column, header := range map[string]string{"license": "License", "department": "Department"} { // whose values are their words
		groups, err := view.Groups(column)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range groups {
			if g.Value == "" {
				g.Value = "(not known)"
			}
			want[header+": "+g.Value] = [3]string{strconv.Itoa(g.Rows), strconv.Itoa(g.People), strconv.Itoa(g.Licenses)}
		}
	}
	for key := range got {
		if !strings.HasPrefix(key, "License: ") && !strings.HasPrefix(key, "Department: ") {
			delete(got, key)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("counts (-view +sheet):\n%s", d)
	}
}

func leaversAre(t *testing.T, rows []ledger.Row, sheet [][]string, some bool) {
	t.Helper()
	want := map[string]int{}
	for _, r := range rows {
		if ledger.Status(r.Status).Departed() {
			want[string(r.LastKnownEmail+" "+r.UserID)]++
		}
	}
	got := map[string]int{}
	for _, line := range sheet[min(1, len(sheet)):] {
		n, err := strconv.Atoi(line[10])
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		got[line[1]+" "+line[11]] += n
	}
	if d := cmp.Diff(want, got); d != "" || some != (len(want) > 0) {
		t.Errorf("who left (-rows +sheet):\n%s", d)
	}
}

// changesOf gives the changes that the ledger tells; of some people those whose
// rows the view has on either day.
func changesOf(t *testing.T, l *app.Ledger, view *app.View, other string, some bool) (all []ledger.Change) {
	t.Helper()
	changes, err := l.Changes(t.Context(), other, "LATEST")
	if err != nil {
		t.Fatal(err)
	}
	told, err := changes.Rows(0, changes.Len())
	if err != nil {
		t.Fatal(err)
	}
	people := map[ledger.Text]bool{}
	then, err := view.On(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []*app.View{view, then} {
		rows, err := v.Rows(0, v.Len())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			people[r.UserID] = r.UserID != ""
		}
	}
	for _, c := range told {
		if c.Change != ledger.ChangeNotRead && (!some || people[c.UserID]) {
			all = append(all, c)
		}
	}
	return all
}

func changesAre(t *testing.T, want []ledger.Change, sheet [][]string) {
	t.Helper()
	var all, got []string
	for _, c := range want {
		all = append(all, fmt.Sprint(c.UserID, c.UserName, c.Service, c.License, c.WasLicense, c.WasName))
	}
	for _, line := range sheet[1:] {
		line = append(line, make([]string, 12)...)
		got = append(got, fmt.Sprint(ledger.Text(line[11]), ledger.Text(line[1]), ledger.Text(line[3]), ledger.Text(line[4]), ledger.Text(line[6]), ledger.Text(line[7])))
	}
	slices.Sort(all)
	slices.Sort(got)
	if d := cmp.Diff(all, got); d != "" || len(all) == 0 {
		t.Errorf("changes (-ledger +sheet):\n%s", d)
	}
}

// LibreOffice, which shares nothing with what wrote the workbook, reads in every
// cell what the ledger answers when it is asked for the row.
func TestExport_LibreOfficeReadsWhatTheLedgerHas(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 300, Days: 40, Seed: 9, Still: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	folder := t.TempDir()
	columns := []string{"user_name", "email_address", "service", "license", "assigned_date", "is_trial", "expiration_date",
		"last_known_name", "last_known_email", "department", "cost_center", "group_name", "first_seen", "user_id", "service_id", "license_id"}
	path := filepath.Join(folder, "list.xlsx")
	if _, err := l.Export(t.Context(), app.ExportSpec{Out: path, Columns: columns}, nil); err != nil {
		t.Fatal(err)
	}
	exporttest.Convert(t, folder, exporttest.AsCSV, path)
	content, err := os.ReadFile(filepath.Join(folder, "list-User licenses.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	view, err := l.View(t.Context(), app.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	want, err := view.Cells([]app.Span{{From: 0, To: view.Len()}}, columns)
	if err != nil || len(lines) != len(want)+1 || len(want) < 100 {
		t.Fatalf("%d lines for %d rows, %v", len(lines), len(want), err)
	}
	for i, cells := range want {
		for j, text := range cells {
			switch columns[j] {
			case "is_trial":
				text = strings.ToUpper(text)
			case "assigned_date", "expiration_date", "first_seen":
				if at, err := time.Parse(time.RFC3339, text); err == nil {
					text = at.In(l.Zone()).Format(time.DateTime)
				}
			}
			if lines[i+1][j] != text {
				t.Errorf("row %d, %s: %q, want %q", i, columns[j], lines[i+1][j], text)
			}
		}
	}
}
