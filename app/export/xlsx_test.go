package export

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

func workbook(t testing.TB, m Meta, l Layout, rows Rows) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXLSX(context.Background(), &b, m, l, rows, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

var typeNames = map[excelize.CellType]string{
	excelize.CellTypeUnset: "number", excelize.CellTypeBool: "bool", excelize.CellTypeInlineString: "text",
	excelize.CellTypeSharedString: "text", excelize.CellTypeFormula: "FORMULA", excelize.CellTypeNumber: "number",
}

// dump gives a workbook as lines "sheet!cell type value format", then what
// stands around the cells.
func dump(t testing.TB, f *excelize.File) string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		must(err)
		for i, row := range rows {
			for j, value := range row {
				if value == "" {
					continue
				}
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				kind, err := f.GetCellType(sheet, at)
				must(err)
				index, err := f.GetCellStyle(sheet, at)
				must(err)
				style, err := f.GetStyle(index)
				must(err)
				format := fmt.Sprint(style.NumFmt)
				if style.CustomNumFmt != nil {
					format = *style.CustomNumFmt
				}
				fmt.Fprintf(&b, "%s!%s %s %q %s\n", sheet, at, typeNames[kind], value, format)
			}
		}
		tables, err := f.GetTables(sheet)
		must(err)
		for _, table := range tables {
			fmt.Fprintf(&b, "%s: table %s %s banded %v\n", sheet, table.Name, table.Range, *table.ShowRowStripes)
		}
		panes, err := f.GetPanes(sheet)
		must(err)
		fmt.Fprintf(&b, "%s: frozen %v from %s\n", sheet, panes.Freeze, panes.TopLeftCell)
		printed, err := f.GetHeaderFooter(sheet)
		must(err)
		fmt.Fprintf(&b, "%s: print %q %q\n", sheet, printed.OddHeader, printed.OddFooter)
	}
	for _, name := range f.GetDefinedName() {
		fmt.Fprintf(&b, "name %s %s\n", name.Name, name.RefersTo)
	}
	p, err := f.GetDocProps()
	must(err)
	fmt.Fprintf(&b, "properties: title %q subject %q keywords %q creator %q created %s description %q\n",
		p.Title, p.Subject, p.Keywords, p.Creator, p.Created, p.Description)
	return b.String()
}

func TestWriteXLSX_Golden(t *testing.T) {
	for _, language := range []string{"en", "nl"} {
		for _, layout := range []Layout{LayoutList, LayoutFull} {
			name := "workbook_" + string(layout) + "_" + language
			t.Run(name, func(t *testing.T) {
				golden(t, name, dump(t, open(t, workbook(t, contosoMeta(t, language), layout, contoso()))))
			})
		}
	}
}

func TestWriteXLSX_ListHasExpirationDateOnlyWhereTheDataHasIt(t *testing.T) {
	rows := contoso()
	with := len(header(t, workbook(t, contosoMeta(t, "en"), LayoutList, rows)))
	without := len(header(t, workbook(t, contosoMeta(t, "en"), LayoutList, rows[:2])))
	if with != 7 || without != 6 {
		t.Errorf("columns with a date = %d, without = %d, want 7 and 6", with, without)
	}
}

func header(t *testing.T, content []byte) []string {
	t.Helper()
	f := open(t, content)
	rows, err := f.GetRows(f.GetSheetName(1))
	if err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

func TestWriteXLSX_WithoutRowsIsAnEmptyTable(t *testing.T) {
	f := open(t, workbook(t, contosoMeta(t, "en"), LayoutList, sliceRows{}))
	tables, err := f.GetTables("User licenses")
	if err != nil || len(tables) != 1 || tables[0].Range != "A1:F2" {
		t.Errorf("tables = %+v, %v", tables, err)
	}
}

func TestWriteXLSX_ManyRowsContinueOnFurtherSheets(t *testing.T) {
	var b bytes.Buffer
	var told []int
	err := writeXLSX(context.Background(), &b, contosoMeta(t, "en"), LayoutList, numberedRows(2500), func(done int) { told = append(told, done) }, 1100)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	if got := fmt.Sprint(f.GetSheetList()); got != "[About User licenses User licenses 2 User licenses 3]" {
		t.Errorf("sheets = %s", got)
	}
	next := 0
	for _, sheet := range f.GetSheetList()[1:] {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			if want := fmt.Sprintf("Péter Nagy %d", next); row[0] != want {
				t.Fatalf("%s has %q, want %q", sheet, row[0], want)
			}
			next++
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 || tables[0].Range != fmt.Sprintf("A1:G%d", len(rows)) {
			t.Errorf("%s: tables = %+v, %v for %d rows", sheet, tables, err, len(rows))
		}
	}
	if next != 2500 {
		t.Errorf("rows = %d, want 2500", next)
	}
	if got := fmt.Sprint(told); got != "[1000 1100 2100 2200 2500 2500]" {
		t.Errorf("progress = %s", got)
	}
}

func TestWriteXLSX_SameViewGivesSameBytes(t *testing.T) {
	a := workbook(t, contosoMeta(t, "nl"), LayoutFull, contoso())
	for range 5 {
		if !bytes.Equal(a, workbook(t, contosoMeta(t, "nl"), LayoutFull, contoso())) {
			t.Fatal("two workbooks of one view differ")
		}
	}
}

func TestWriteXLSX_SampleIsMarkedOnlyInSampleTenants(t *testing.T) {
	m := contosoMeta(t, "en")
	m.Sample = false
	content := dump(t, open(t, workbook(t, m, LayoutList, contoso())))
	if strings.Contains(strings.ToLower(content), "sample") {
		t.Error("a workbook of a real tenant speaks of a sample")
	}
}

// Parts begin with the list of content types, and none is there twice: readers
// that look at the first bytes, and strict ones, ask for it.
func TestWriteXLSX_PartsAreInOrderAndOnce(t *testing.T) {
	content := workbook(t, contosoMeta(t, "en"), LayoutList, contoso())
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, part := range archive.File {
		if i == 0 && part.Name != "[Content_Types].xml" {
			t.Errorf("first part is %s", part.Name)
		}
		if seen[part.Name] {
			t.Errorf("part %s is there twice", part.Name)
		}
		seen[part.Name] = true
	}
}

// failing answers with an error, or with too little, from a row on.
type failing struct {
	sliceRows
	err error
}

func (f failing) Len() int { return len(f.sliceRows) + 5 }

func (f failing) Rows(from, n int) ([]ledger.Row, error) {
	page, _ := f.sliceRows.Rows(from, n)
	if len(page) == 0 {
		return nil, f.err
	}
	return page, nil
}

func TestWrite_SaysWhenRowsFail(t *testing.T) {
	wrong := errors.New("broken")
	for name, write := range map[string]func(Rows) error{
		"xlsx": func(r Rows) error { return WriteXLSX(context.Background(), io.Discard, Meta{}, LayoutFull, r, nil) },
		"csv": func(r Rows) error {
			return WriteCSV(context.Background(), io.Discard, Meta{}, LayoutFull, r, DefaultCSV(), nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := write(failing{contoso(), wrong}); !errors.Is(err, wrong) {
				t.Errorf("err = %v", err)
			}
			if err := write(failing{contoso(), nil}); ledger.CodeOf(err) != ledger.CodeStale {
				t.Errorf("missing rows: err = %v", err)
			}
		})
	}
}

func TestWrite_RefusesAnUnknownLayout(t *testing.T) {
	err := WriteXLSX(context.Background(), io.Discard, Meta{}, "month", contoso(), nil)
	if ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("err = %v", err)
	}
}

func TestWriteXLSX_StopsWhenCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	last := 0
	err := WriteXLSX(ctx, io.Discard, Meta{}, LayoutList, numberedRows(50_000), func(done int) {
		if last = done; done == 2000 {
			cancel()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled || !errors.Is(err, context.Canceled) || last != 2000 {
		t.Errorf("err = %v after %d rows", err, last)
	}
}

// What a workbook needs in memory depends on a window of rows, not on how many
// windows there are.
func TestWriteXLSX_MemoryDoesNotGrowWithRows(t *testing.T) {
	var early, late uint64
	err := WriteXLSX(t.Context(), io.Discard, Meta{}, LayoutList, numberedRows(120_000), func(done int) {
		switch done {
		case 10_000:
			early = heap()
		case 110_000:
			late = heap()
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if early == 0 || late > early+2<<20 {
		t.Errorf("heap after 10,000 rows %d bytes, after 110,000 rows %d", early, late)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// As many rows as a sheet can hold, and some more: the second sheet goes on
// where the first ends, and both have what Excel asks of a table.
func TestWriteXLSX_MoreRowsThanASheetHolds(t *testing.T) {
	const more = 25
	path := filepath.Join(t.TempDir(), "large.xlsx")
	err := ToFile(t.Context(), path, func(w io.Writer) error {
		return WriteXLSX(t.Context(), w, contosoMeta(t, "en"), LayoutList, numberedRows(maxRows-1+more), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for name, want := range map[string]struct {
		rows        int
		first, last string
	}{
		"sheet2": {maxRows, "Péter Nagy 0", fmt.Sprintf("Péter Nagy %d", maxRows-2)},
		"sheet3": {more + 1, fmt.Sprintf("Péter Nagy %d", maxRows-1), fmt.Sprintf("Péter Nagy %d", maxRows-1+more-1)},
	} {
		sheet, err := archive.Open("xl/worksheets/" + name + ".xml")
		if err != nil {
			t.Fatal(err)
		}
		rows, names := 0, []string{}
		scan := bufio.NewScanner(sheet)
		scan.Buffer(nil, 1<<20)
		scan.Split(func(data []byte, atEOF bool) (int, []byte, error) { // row by row
			if end := bytes.Index(data, []byte("</row>")); end >= 0 {
				return end + len("</row>"), data[:end], nil
			}
			if atEOF {
				return len(data), nil, nil
			}
			return 0, nil, nil
		})
		for scan.Scan() {
			if rows++; rows == 2 || rows == want.rows {
				_, text, _ := strings.Cut(scan.Text(), "<is><t>")
				text, _, _ = strings.Cut(text, "<")
				names = append(names, text)
			}
		}
		if err := errors.Join(scan.Err(), sheet.Close()); err != nil {
			t.Fatal(err)
		}
		if rows != want.rows || fmt.Sprint(names) != fmt.Sprint([]string{want.first, want.last}) {
			t.Errorf("%s has %d rows, %q; want %d, from %s to %s", name, rows, names, want.rows, want.first, want.last)
		}
	}
	for i, want := range []string{fmt.Sprintf(`ref="A1:G%d"`, maxRows), fmt.Sprintf(`ref="A1:G%d"`, more+1)} {
		table, err := fs.ReadFile(archive, fmt.Sprintf("xl/tables/table%d.xml", i+1))
		if err != nil || !bytes.Contains(table, []byte(want)) {
			t.Errorf("table %d lacks %s, %v", i+1, want, err)
		}
	}
}

// broken writes until it cannot any more.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

var errBroken = errors.New("the cable was pulled")

// Wherever the file fails, that is what is told, and no work goes on.
func TestWriteXLSX_SaysWhenTheFileFails(t *testing.T) {
	var whole countWriter
	if err := WriteXLSX(t.Context(), &whole, contosoMeta(t, "en"), LayoutList, numberedRows(20_000), nil); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for left := 0; left < int(whole); left += int(whole) / 23 {
		err := WriteXLSX(t.Context(), &broken{left}, contosoMeta(t, "en"), LayoutList, numberedRows(20_000), nil)
		if !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes of %d: %v", left, whole, err)
		}
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}
