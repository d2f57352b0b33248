package export

import (
	"context"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// WriteXLSX writes a workbook: a first sheet that says what the rows are, then
// the rows as tables, 1,048,575 to a sheet. Words follow m.Language.
// Codes: usage for an unknown layout, canceled, invalid when the rows are too
// many for a workbook, and whatever rows answers.
func WriteXLSX(ctx context.Context, w io.Writer, m Meta, l Layout, rows Rows, progress Progress) error {
	return writeXLSX(ctx, w, m, l, rows, progress, maxRows-1)
}

// writeXLSX takes the rows per sheet as an argument for the sake of the tests.
func writeXLSX(ctx context.Context, w io.Writer, m Meta, l Layout, rows Rows, progress Progress, perSheet int) error {
	if l.IsReport() {
		return onlyCSV(l)
	}
	columns, err := columnsOf(ctx, l, m, rows)
	if err != nil {
		return err
	}
	b, err := newBook(ctx, m, columns, rows, perSheet)
	if err != nil {
		return fmt.Errorf("lay out the workbook: %w", err)
	}
	frame, err := capture(b.file)
	if err != nil {
		return fmt.Errorf("lay out the workbook: %w", err)
	}
	return b.write(ctx, w, frame, progress)
}

// book is a workbook whose row sheets have a header and no rows yet.
type book struct {
	file   *excelize.File
	rows   Rows
	writer rowWriter
	sheets []rowSheet
}

// rowSheet is a sheet and the rows that go to it.
type rowSheet struct {
	name     string
	part     string // its path in the package
	from, to int    // rows from, ..., to-1
}

func newBook(ctx context.Context, m Meta, columns []column, rows Rows, perSheet int) (*book, error) {
	in := wordsOf(m.Language)
	f := excelize.NewFile()
	b := &book{file: f, rows: rows, writer: rowWriter{columns: columns, words: in, meta: m}}
	for i := range columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		b.writer.letters = append(b.writer.letters, letter)
	}
	var err error
	if b.writer.styles, err = newStyles(f, in); err != nil {
		return nil, err
	}
	about := in.about["sheet"]
	if err = f.SetSheetName("Sheet1", about); err != nil {
		return nil, err
	}
	if err = writeAbout(f, about, b.writer.styles, m, rows.Len()); err != nil {
		return nil, err
	}
	widths, err := columnWidths(ctx, columns, rows, in)
	if err != nil {
		return nil, err
	}
	for from := 0; from == 0 || from < rows.Len(); from += perSheet {
		if err = b.addSheet(from, min(from+perSheet, rows.Len()), widths); err != nil {
			return nil, err
		}
	}
	f.SetActiveSheet(1)
	return b, properties(f, m)
}

// addSheet adds an empty table with its header. A table has at least one row,
// so one without rows gets an empty one.
func (b *book) addSheet(from, to int, widths []float64) error {
	f, m, in := b.file, b.writer.meta, b.writer.words
	name, table := in.sheets[m.View], "Licenses"
	if name == "" {
		name = in.sheets[ledger.ViewList]
	}
	if n := len(b.sheets) + 1; n > 1 {
		name, table = fmt.Sprintf("%s %d", name, n), fmt.Sprintf("%s_%d", table, n)
	}
	index, err := f.NewSheet(name)
	if err != nil {
		return err
	}
	b.sheets = append(b.sheets, rowSheet{name: name, part: fmt.Sprintf("xl/worksheets/sheet%d.xml", index+1), from: from, to: to})
	last := b.writer.letters[len(b.writer.letters)-1]
	area := fmt.Sprintf("A1:%s%d", last, max(2, to-from+1))
	for i, col := range b.writer.columns {
		letter := b.writer.letters[i]
		if err = f.SetColWidth(name, letter, letter, widths[i]); err != nil {
			return err
		}
		if err = f.SetCellStr(name, letter+"1", in.headers[col.name]); err != nil {
			return err
		}
	}
	if err = f.SetCellStyle(name, "A1", last+"1", b.writer.styles.header); err != nil {
		return err
	}
	if err = f.SetRowHeight(name, 1, 21); err != nil {
		return err
	}
	if err = f.AddTable(name, &excelize.Table{Range: area, Name: table, StyleName: "TableStyleMedium2"}); err != nil {
		return err
	}
	if err = f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	// Without this every id or cost center made of digits has a green corner.
	if err = f.AddIgnoredErrors(name, area, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	if err = f.SetSheetDimension(name, area); err != nil {
		return err
	}
	return printSetup(f, name, m, "$1:$1")
}
