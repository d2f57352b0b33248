package app_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// oddTexts are what programs that read CSV like to make something else of.
var oddTexts = []string{
	`=cmd|'/C calc'!A0`, "+1+1", "-2+3", "@SUM(A1:A9)", "00123", "12345678901234567890", "1/2/2026", "TRUE", "#N/A", "NULL", "'tis",
	"\tx\ty", "a\nb", "a\rb", "a\r\nb", "\r\n", `say "hi"`, `"`, `""`, `"quoted"`, "a,b;c|d\te", "  x  ", " ", "👩‍👩‍👧‍👦 family", "משה כהן", "abc\u202edef", "e\u0301",
	"a\x01b\x1fd\x7fe", "\ufeffmark", `back\slash`, `\N`, `\"`, strings.Repeat("ab,\"", 10_000), "<b>&amp;</b>", "# no comment", "0x1F", "1e5",
}

var readColumns = []string{"user_name", "email_address", "service", "license", "assigned_date", "expiration_date", "is_trial", "source"}

// oddLedger has every odd text as name, service and license of a row, or as
// that of the address.
func oddLedger(t *testing.T) *app.Ledger {
	t.Helper()
	path := filepath.Join(t.TempDir(), "odd.ledger")
	kept, err := store.Create(t.Context(), path, store.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	var objects []ledger.Object
	for i, text := range oddTexts {
		address := fmt.Sprintf("person%d@contoso.com", i)
		row := ledger.ReportRow{UserName: text, EmailAddress: address, Service: text, License: text, AssignedDate: "2026-01-01T04:00:48Z"}
		if i%2 == 0 {
			row.EmailAddress, row.UserName, row.AssignedDate, row.ExpirationDate, row.IsTrial = text+"@contoso.com", address, "0001-01-01", "2026-12-31", &yes
		}
		objects = append(objects, ledger.Object{Facts: []ledger.Fact{row}})
	}
	storetest.Publish(t, kept, storetest.Listing{Source: ledger.SourceLicenseReport, At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Objects: objects})
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// Three readers that share nothing find in a CSV file, however it is written,
// what the ledger has, cell by cell.
func TestExport_CSVIsReadBackByOthers(t *testing.T) {
	l := oddLedger(t)
	view, err := l.View(t.Context(), app.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	said, err := view.Cells([]app.Span{{From: 0, To: view.Len()}}, readColumns)
	if err != nil || len(said) != len(oddTexts) {
		t.Fatalf("%d rows, %v", len(said), err)
	}
	for _, row := range said {
		row[6] = strings.ToUpper(row[6]) // true or nothing
	}
	for _, o := range []export.CSVOptions{
		{Comma: ',', CRLF: true}, {Comma: ';', CRLF: true, BOM: true}, {Comma: '\t'}, {Comma: ',', BOM: true}, {Comma: ';', FormulaGuard: true},
	} {
		path := filepath.Join(t.TempDir(), "odd.csv")
		if _, err := l.Export(t.Context(), app.ExportSpec{Out: path, Columns: readColumns, CSV: &o}, nil); err != nil {
			t.Fatal(err)
		}
		want := said
		if o.FormulaGuard {
			want = guarded(said)
		}
		for reader, read := range map[string]func(*testing.T, string, rune) [][]string{"encoding/csv": goCSV, "sqlite3": sqliteCSV, "DuckDB": duckCSV} {
			t.Run(fmt.Sprintf("%s/%q BOM %v CRLF %v guard %v", reader, o.Comma, o.BOM, o.CRLF, o.FormulaGuard), func(t *testing.T) {
				expected := want
				switch reader {
				case "encoding/csv": // which makes line feeds of the Windows line breaks inside values
					expected = each(want, func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") })
				case "DuckDB": // which drops the byte order mark at the beginning of any value
					expected = each(want, func(s string) string { return strings.TrimPrefix(s, "\ufeff") })
				}
				if diff := cmp.Diff(expected, read(t, path, o.Comma)); diff != "" {
					t.Errorf("-ledger +read:\n%.3000s", diff)
				}
			})
		}
	}
}

func each(rows [][]string, change func(string) string) [][]string {
	var all [][]string
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, change(cell))
		}
		all = append(all, cells)
	}
	return all
}

// guarded is what the guard is said to do.
func guarded(rows [][]string) [][]string {
	return each(rows, func(s string) string {
		if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
			return "'" + s
		}
		return s
	})
}

func goCSV(t *testing.T, path string, comma rune) [][]string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	r.Comma, r.FieldsPerRecord = comma, len(readColumns)
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

func sqliteCSV(t *testing.T, path string, comma rune) [][]string {
	t.Helper()
	program, err := exec.LookPath("sqlite3")
	if err != nil {
		if os.Getenv("LL_REQUIRE_TOOLS") != "" || os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	script := fmt.Sprintf(".mode csv\n.separator %q \"\\n\"\nCREATE TABLE t(%s);\n.import --skip 1 %q t\n.mode list\nSELECT json_array(%s) FROM t ORDER BY rowid;\n",
		string(comma), strings.Join(readColumns, " TEXT, ")+" TEXT", path, strings.Join(readColumns, ", "))
	command := exec.Command(program, ":memory:")
	command.Stdin = strings.NewReader(script)
	var problem bytes.Buffer
	command.Stderr = &problem
	out, err := command.Output()
	if err != nil || problem.Len() > 0 {
		t.Fatalf("sqlite3: %v %s", err, problem.String())
	}
	var rows [][]string
	for line := range bytes.Lines(out) {
		var row []string
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatalf("%v in %.200s", err, line)
		}
		rows = append(rows, row)
	}
	return rows
}

func duckCSV(t *testing.T, path string, comma rune) [][]string {
	t.Helper()
	columns := "{'" + strings.Join(readColumns, "': 'VARCHAR', '") + "': 'VARCHAR'}"
	answers := exporttest.DuckDB(t, fmt.Sprintf(`SELECT * FROM read_csv('%s', header = true, auto_detect = false, delim = '%s', quote = '"', escape = '"', columns = %s,
		max_line_size = 10000000, parallel = false)`, path, string(comma), columns))
	var rows [][]string
	for _, row := range answers[len(answers)-1].Rows {
		var cells []string
		for _, cell := range row {
			if cell == nil {
				cells = append(cells, "")
			} else {
				cells = append(cells, *cell)
			}
		}
		rows = append(rows, cells)
	}
	return rows
}

// A Parquet file is compressed, so that its bytes tell nothing: DuckDB reads it.
func TestExport_RedactedParquetNamesNobody(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 60, Days: 20, Seed: 5}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	path := filepath.Join(t.TempDir(), "list.parquet")
	spec := app.ExportSpec{ViewSpec: app.ViewSpec{Filters: []string{"user_name!=Jane Doe"}, Sort: "user_name"}, Layout: export.LayoutFull, Out: path, Redact: true}
	if _, err := l.Export(t.Context(), spec, nil); err != nil {
		t.Fatal(err)
	}
	answers := exporttest.DuckDB(t, fmt.Sprintf("SELECT * FROM '%s'", path), fmt.Sprintf("SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')", path))
	var text strings.Builder
	for _, answer := range answers {
		for _, row := range answer.Rows {
			for _, cell := range row {
				if cell != nil {
					text.WriteString(strings.ToLower(*cell) + "\n")
				}
			}
		}
	}
	for canary := range peopleOf(t, l) {
		if strings.Contains(text.String(), canary) {
			t.Fatalf("the file has %q", canary)
		}
	}
	if n := strings.Count(text.String(), "@example.invalid"); n < 50 || strings.Contains(text.String(), "jane doe") || !strings.Contains(text.String(), "(left out)") {
		t.Errorf("%d pseudonyms; what was filtered for is among\n%.500s", n, text.String()[text.Len()-500:])
	}
}
