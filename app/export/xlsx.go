package export

import (
	"context"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// WriteXLSX writes a workbook: a first sheet that says what the rows are, then
// the rows as tables, 1,048,575 to a sheet, then counts with charts (of rows that
// are a Grouper), who of the people in the rows left, and m.Compared. Words
// follow m.Language.
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
	return b.write(ctx, w, progress)
}

// book is a workbook whose row sheets have a header and no rows yet.
type book struct {
	file   *excelize.File
	meta   Meta
	rows   Rows
	digest *csvEncoder
	// digestHead is what the digest begins with: the header of its rows.
	digestHead []byte
	cells      cellWriter // copied by whoever writes
	sheets     []rowSheet

	groups  map[string][]ledger.Group // of the rows, by column
	leavers []leaver                  // among the rows
	shared  []string                  // words that many rows have
}

// rowSheet is a table on a sheet of its own, whose rows are written when it goes
// to the file.
type rowSheet struct {
	name, part string // part is its path in the package
	headers    []string
	widths     []float64
	from, size int  // rows before it on sheets of the same name, and on it
	counted    bool // progress is told of its rows
	hashed     bool // the digest sees its lines, where they are none of Rows
	pages      func(ctx context.Context, add func(page) error) error
}

func newBook(ctx context.Context, m Meta, columns []column, rows Rows, perSheet int) (*book, error) {
	in := wordsOf(m.Language)
	f := excelize.NewFile()
	b := &book{file: f, meta: m, rows: rows, digest: newDigest(columns, m), cells: cellWriter{words: in, zone: m.zone()}}
	b.digestHead = b.digest.header(LayoutFull)
	var err error
	if b.cells.styles, err = newStyles(f, in); err != nil {
		return nil, err
	}
	about := in.about["sheet"]
	if err = f.SetSheetName("Sheet1", about); err != nil {
		return nil, err
	}
	if b.groups, err = groupsOf(rows); err != nil {
		return nil, err
	}
	if b.leavers, err = leaversOf(ctx, rows, b.groups); err != nil {
		return nil, err
	}
	if err = writeAbout(f, about, b.cells.styles, m, rows.Len(), len(b.leavers)); err != nil {
		return nil, err
	}
	if b.shared, err = sharedWords(ctx, columns, rows, in); err != nil {
		return nil, err
	}
	if err = b.addRows(ctx, columns, perSheet); err != nil {
		return nil, err
	}
	if err = b.addMore(); err != nil {
		return nil, err
	}
	f.SetActiveSheet(1)
	return b, properties(f, m)
}

// addRows adds the sheets of the rows: at least one, and more where one cannot
// hold them.
func (b *book) addRows(ctx context.Context, columns []column, perSheet int) error {
	in, rows := b.cells.words, b.rows
	widths, err := columnWidths(ctx, columns, rows, in)
	if err != nil {
		return err
	}
	name := in.sheets[b.meta.View]
	if name == "" {
		name = in.sheets[ledger.ViewList]
	}
	linked := rows.Len() <= maxLinkedRows
	for n, from := 1, 0; from == 0 || from < rows.Len(); n, from = n+1, from+perSheet {
		sheet := rowSheet{name: name, widths: widths, from: from, size: min(perSheet, rows.Len()-from), counted: true}
		table := "Licenses"
		if n > 1 {
			sheet.name, table = fmt.Sprintf("%s %d", name, n), fmt.Sprintf("%s_%d", table, n)
		}
		for _, col := range columns {
			sheet.headers = append(sheet.headers, in.headers[col.name])
		}
		sheet.pages = func(ctx context.Context, add func(page) error) error {
			return rowPages(ctx, rows, columns, from, from+sheet.size, add, func(p *packer, number int, r *ledger.Row) {
				p.cells.row(columns, number, r, linked)
				p.hashed = b.digest.row(p.hashed, r)
			})
		}
		if err := b.addTable(sheet, table); err != nil {
			return err
		}
	}
	return nil
}

// rowPages makes pages of rows from, ..., to-1. Rows that can be picked are read
// side by side too.
func rowPages(ctx context.Context, rows Rows, columns []column, from, to int, add func(page) error, write func(p *packer, number int, r *ledger.Row)) error {
	if _, picks := rows.(Picker); !picks {
		return eachPage(ctx, rows.Rows, from, to, func(all []ledger.Row) error {
			return add(page{lines: len(all), write: func(p *packer, number int) error {
				for i := range all {
					write(p, number+i, &all[i])
				}
				return nil
			}})
		})
	}
	for at := from; at < to; at += window {
		if ctx.Err() != nil {
			return canceled(ctx)
		}
		end := min(at+window, to)
		err := add(page{lines: end - at, write: func(p *packer, number int) error {
			return eachRow(ctx, rows, columns, at, end, func(r *ledger.Row) error {
				write(p, number, r)
				number++
				return nil
			})
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// addTable adds an empty table with its header. A table has at least one row,
// so one without rows gets an empty one.
func (b *book) addTable(sheet rowSheet, table string) error {
	f, name := b.file, sheet.name
	index, err := f.NewSheet(name)
	if err != nil {
		return err
	}
	sheet.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", index+1)
	b.sheets = append(b.sheets, sheet)
	last := ""
	for i, header := range sheet.headers {
		if last, err = excelize.ColumnNumberToName(i + 1); err != nil {
			return err
		}
		if i == len(b.cells.letters) {
			b.cells.letters = append(b.cells.letters, last)
		}
		if err = f.SetColWidth(name, last, last, sheet.widths[i]); err != nil {
			return err
		}
		if err = f.SetCellStr(name, last+"1", header); err != nil {
			return err
		}
	}
	area := fmt.Sprintf("A1:%s%d", last, max(2, sheet.size+1))
	if err = f.SetCellStyle(name, "A1", last+"1", b.cells.styles.header); err != nil {
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
	return printSetup(f, name, b.meta, "$1:$1")
}
