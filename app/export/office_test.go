package export

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

func save(t *testing.T, folder, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// LibreOffice reads the rows of a workbook exactly as our own CSV has them,
// and takes no hostile text for a formula.
func TestWriteXLSX_LibreOfficeReadsTheSameValues(t *testing.T) {
	folder := t.TempDir()
	m := contosoMeta(t, "nl")
	full := m
	full.Compared = changed(m)
	full.Compared.Len = len(ledger.ChangeKinds())
	contosoBook := workbook(t, full, LayoutList, grouped{contoso()})
	save(t, folder, "contoso.xlsx", contosoBook)
	// LibreOffice drops characters that no text should have, in cells or on the
	// way to CSV; what it makes of them is its own affair.
	var rows sliceRows
	for i, r := range hostileRows() {
		if i == len(hostile) || !strings.ContainsFunc(hostile[i].text, func(r rune) bool { return isForbidden(r) || r == 0x7f || r == utf8.RuneError }) {
			rows = append(rows, r)
		}
	}
	save(t, folder, "hostile.xlsx", workbook(t, m, LayoutList, rows))
	exporttest.Convert(t, folder, exporttest.AsCSV, filepath.Join(folder, "contoso.xlsx"), filepath.Join(folder, "hostile.xlsx"))
	for name, rows := range map[string]sliceRows{"contoso": contoso(), "hostile": rows} {
		t.Run(name, func(t *testing.T) {
			content, err := os.ReadFile(filepath.Join(folder, name+"-Gebruikerslicenties.csv"))
			if err != nil {
				t.Fatal(err)
			}
			got := records(t, content)
			for i := range rows {
				rows[i].UserName, rows[i].Service = inCell(rows[i].UserName), inCell(rows[i].Service)
			}
			want := records(t, []byte(csvOf(t, m, LayoutList, rows, CSVOptions{DateForm: DateLocal})))
			if len(got) != len(want) {
				t.Fatalf("%d records, want %d", len(got), len(want))
			}
			for i := range want {
				for j := range want[i] {
					if got[i][j] != want[i][j] {
						t.Errorf("record %d, column %d: %.80q, want %.80q", i, j, got[i][j], want[i][j])
					}
				}
			}
		})
	}
	// Two programs that share nothing read the other sheets alike.
	f := open(t, contosoBook)
	for _, sheet := range []string{"Aantallen", "Wie vertrok", "Wijzigingen"} {
		content, err := os.ReadFile(filepath.Join(folder, "contoso-"+sheet+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := f.GetRows(sheet)
		if err != nil || len(want) < 2 {
			t.Fatalf("%s has %d rows, %v", sheet, len(want), err)
		}
		reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
		reader.FieldsPerRecord = -1
		for i := range want {
			if len(want[i]) == 0 {
				want[i] = []string{""}
			}
			got, err := reader.Read()
			if err != nil {
				t.Fatalf("%s, row %d: %v", sheet, i, err)
			}
			for j := range want[i] {
				if got[j] != want[i][j] {
					t.Errorf("%s, row %d, column %d: %q, want %q", sheet, i, j, got[j], want[i][j])
				}
			}
		}
	}
	about, err := os.ReadFile(filepath.Join(folder, "contoso-Over.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"VOORBEELDGEGEVENS", "01-04-2026 00:30:00", "Contoso & Zonen", "niet gelezen", "=doe", "\"2,000\""} {
		if !strings.Contains(string(about), want) {
			t.Errorf("the first sheet lacks %q:\n%s", want, about)
		}
	}
}

func records(t *testing.T, content []byte) [][]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Nothing is shown as ##### on paper, and each header is there in full.
func TestWriteXLSX_LibreOfficePrintsEverything(t *testing.T) {
	read := exporttest.Tool(t, "pdftotext")
	folder := t.TempDir()
	var files []string
	for _, language := range []string{"en", "nl"} {
		for _, layout := range []Layout{LayoutList, LayoutFull} {
			files = append(files, save(t, folder, string(layout)+"_"+language+".xlsx", workbook(t, contosoMeta(t, language), layout, contoso())))
		}
	}
	exporttest.Convert(t, folder, "pdf", files...)
	for _, file := range files {
		text, err := exec.CommandContext(t.Context(), read, "-layout", strings.TrimSuffix(file, ".xlsx")+".pdf", "-").CombinedOutput()
		if err != nil {
			t.Fatalf("pdftotext: %v\n%s", err, text)
		}
		if bytes.Contains(text, []byte("##")) {
			t.Errorf("%s shows #####:\n%s", file, text)
		}
		in, columns := &english, listColumns
		if strings.Contains(file, "_nl") {
			in = &dutch
		}
		if strings.Contains(file, "full_") {
			columns = allColumns()
		}
		for _, col := range columns {
			if !strings.Contains(string(text), in.headers[col.name]) {
				t.Errorf("%s lacks the header %q", file, in.headers[col.name])
			}
		}
	}
}

func inCell(t ledger.Text) ledger.Text { return ledger.Text(fitted(string(t), dutch.cut)) }
