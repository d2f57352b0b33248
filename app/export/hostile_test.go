package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// hostile are texts that programs like to make something else of. cell is what
// a workbook shall show, "" when it is the text itself.
var hostile = []struct{ name, text, cell string }{
	{"a formula", `=cmd|'/C calc'!A0`, ""},
	{"a formula with plus", "+1+1", ""},
	{"a formula with minus", "-2+3", ""},
	{"a formula with at", "@SUM(A1:A9)", ""},
	{"a hyperlink formula", `=HYPERLINK("http://example.com","x")`, ""},
	{"a number", "00123", ""},
	{"a long number", "12345678901234567890", ""},
	{"a date", "1/2/2026", ""},
	{"a boolean", "TRUE", ""},
	{"an error", "#N/A", ""},
	{"an apostrophe", "'tis", ""},
	{"a tab", "\tx\ty", ""},
	{"a line feed", "a\nb", ""},
	{"a carriage return", "a\rb", "a\nb"},
	{"a Windows line break", "a\r\nb", "a\nb"},
	{"quotes", `say "hi"`, ""},
	{"separators", "a,b;c|d", ""},
	{"markup", `<b>&amp;</b> ]]> <!-- -->`, ""},
	{"spaces around", "  x  ", ""},
	{"only a space", " ", ""},
	{"an emoji", "👩‍👩‍👧‍👦 family", ""},
	{"right to left", "משה כהן", ""},
	{"a direction override", "abc\u202edef", ""},
	{"a combining accent", "e\u0301", ""},
	{"control characters", "a\x00b\x01c\x1fd\x7fe", ""},
	{"no character", "a\uffffb\ufffec", ""},
	{"bytes that are no UTF-8", "a\xff\xfeb", "a\ufffdb"},
	{"an escape of the format", "_x000D_ and _x005f_ and _xzzzz_ and _x0041_", ""},
	{"an escape beside a control character", "\x01_x0001_\x02", ""},
	{"an address that adds to the mail", "a@contoso.com?bcc=b@fabrikam.com", ""},
	{"40,000 characters", strings.Repeat("ab", 20_000), strings.Repeat("ab", 16_380) + "… [cut]"},
	{"40,000 emoji", strings.Repeat("🙂", 40_000), strings.Repeat("🙂", 16_380) + "… [cut]"},
	{"as long as a cell", strings.Repeat("x", maxCell), ""},
	{"300 characters", strings.Repeat("y", 300), ""},
}

func hostileRows() sliceRows {
	var rows sliceRows
	for _, h := range hostile {
		text := ledger.Text(h.text)
		rows = append(rows, ledger.Row{UserName: text, Service: text, AssignedDate: "2017-02-21", LastKnownName: text, UserID: text})
	}
	return append(rows, ledger.Row{UserName: "after an empty row"})
}

func TestWriteXLSX_HostileTextStaysText(t *testing.T) {
	f := open(t, workbook(t, contosoMeta(t, "en"), LayoutFull, hostileRows()))
	const sheet = "User licenses"
	for i, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			want := h.cell
			if want == "" {
				want = h.text
			}
			for _, column := range []string{"A", "C", "K", "AC"} {
				at, _ := excelize.JoinCellName(column, i+2)
				got, err := f.GetCellValue(sheet, at)
				if err != nil || got != want {
					t.Errorf("%s = %.80q, want %.80q, %v", at, got, want, err)
				}
				if n := len(utf16.Encode([]rune(got))); n > maxCell {
					t.Errorf("%s has %d characters", at, n)
				}
				kind, err := f.GetCellType(sheet, at)
				if err != nil || kind != excelize.CellTypeInlineString {
					t.Errorf("%s is of type %v, %v", at, kind, err)
				}
				if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
					t.Errorf("%s has the formula %q, %v", at, formula, err)
				}
			}
		})
	}
}

func TestWriteXLSX_DatesThatAWorkbookCannotHoldStayText(t *testing.T) {
	var rows sliceRows
	dates := []string{"1899-12-31", "1900-02-28", "0001-01-01T00:00:00Z", "not a date", "2026-02-30"}
	for _, d := range dates {
		rows = append(rows, ledger.Row{UserName: "x", AssignedDate: ledger.Text(d)})
	}
	f := open(t, workbook(t, Meta{View: ledger.ViewList}, LayoutList, rows))
	for i, d := range dates {
		at, _ := excelize.CoordinatesToCellName(5, i+2)
		got, err := f.GetCellValue("User licenses", at)
		kind, _ := f.GetCellType("User licenses", at)
		if err != nil || got != d || kind != excelize.CellTypeInlineString {
			t.Errorf("%s = %q of type %v, want the text %q, %v", at, got, kind, d, err)
		}
	}
}

// The standard library reads back what was written, character by character;
// it only makes line feeds of the Windows line breaks inside values.
func TestWriteCSV_HostileTextComesBack(t *testing.T) {
	for _, comma := range []rune{',', ';', '\t'} {
		for _, o := range []CSVOptions{{Comma: comma}, {Comma: comma, CRLF: true}} {
			var b bytes.Buffer
			if err := WriteCSV(context.Background(), &b, Meta{}, LayoutFull, hostileRows(), o, nil); err != nil {
				t.Fatal(err)
			}
			r := csv.NewReader(&b)
			r.Comma = comma
			records, err := r.ReadAll()
			if err != nil {
				t.Fatalf("separator %q: %v", comma, err)
			}
			if len(records) != len(hostile)+2 {
				t.Fatalf("separator %q: %d records, want %d", comma, len(records), len(hostile)+2)
			}
			for i, h := range hostile {
				want := strings.ReplaceAll(strings.ToValidUTF8(h.text, "\ufffd"), "\r\n", "\n")
				for _, column := range []int{0, 2, 10, 28} {
					if got := records[i+1][column]; got != want {
						t.Errorf("separator %q, %s: %.80q, want %.80q", comma, h.name, got, want)
					}
				}
			}
		}
	}
}

func TestWriteCSV_FormulaGuard(t *testing.T) {
	var b bytes.Buffer
	o := DefaultCSV()
	o.FormulaGuard = true
	if err := WriteCSV(context.Background(), &b, Meta{}, LayoutList, hostileRows(), o, nil); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, record := range records[1:] {
		if record[0] != "" && strings.ContainsAny(record[0][:1], "=+-@\t\r\n") {
			t.Errorf("record %d begins with %q", i, record[0][:1])
		}
	}
	if records[1][0] != "'"+hostile[0].text || records[1][4] != "2017-02-21" {
		t.Errorf("first record = %q", records[1])
	}
}
