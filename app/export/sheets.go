package export

import (
	"cmp"
	"context"
	"math"

	"licenseledger/store/ledger"
)

// Grouper is Rows that can tell how they divide over the values of a column, a
// key of ledger.RowColumns. A workbook of such rows has a sheet of counts.
type Grouper interface {
	Groups(column string) ([]ledger.Group, error)
}

// addMore adds what stands beside the rows: counts, who left, what changed. All
// of it is told by the rows and m.Compared, so that a part of a list, or one that
// names nobody, tells no more on these sheets than in its rows.
func (b *book) addMore() error {
	if err := b.addCounts(); err != nil {
		return err
	}
	if len(b.leavers) > 0 {
		if err := b.addLeavers(); err != nil {
			return err
		}
	}
	if b.meta.Compared != nil {
		return b.addChanges()
	}
	return nil
}

// moreColumn is a column of a sheet beside the rows.
type moreColumn[T any] struct {
	name     string // of words.header; also the key of the words of its codes
	width    float64
	kind     kind
	text     func(*T) ledger.Text
	title    string // the header; "" is that of name
	currency string // of kindMoney
}

// addMoreTable adds a sheet with a table of size lines. pages hands them on in
// order.
func addMoreTable[T any](b *book, name, table string, columns []moreColumn[T], size int, pages func(ctx context.Context, do func([]T) error) error) error {
	return addMoreSheet(b, b.cells.words.more[name], table, columns, size, pages)
}

// addMoreSheet is addMoreTable with the sheet's name as it is shown.
func addMoreSheet[T any](b *book, name, table string, columns []moreColumn[T], size int, pages func(ctx context.Context, do func([]T) error) error) error {
	in := b.cells.words
	sheet := rowSheet{name: name, size: size}
	for _, col := range columns {
		header := cmp.Or(col.title, in.header(col.name))
		sheet.headers = append(sheet.headers, header)
		sheet.widths = append(sheet.widths, max(col.width, math.Ceil(float64(columnsWide(header))*boldFactor+filterButton)))
	}
	digest := newDigest(nil, b.meta)
	sheet.pages = func(ctx context.Context, add func(page) error) error {
		return pages(ctx, func(all []T) error {
			return add(page{lines: len(all), write: func(p *packer, number int) error {
				for i := range all {
					writeMore(&p.cells, columns, number+i, &all[i])
					if p.hashing {
						p.hashed = hashMore(p.hashed, digest, columns, &all[i])
					}
				}
				return nil
			}})
		})
	}
	return b.addTable(sheet, table)
}

func writeMore[T any](w *cellWriter, columns []moreColumn[T], number int, line *T) {
	w.beginRow(number)
	for i := range columns {
		col := &columns[i]
		if text := string(col.text(line)); col.kind == kindMoney {
			w.money(i, number, col.currency, text)
		} else {
			w.value(i, number, col.kind, col.name, text)
		}
	}
	w.endRow()
}

// hashMore appends what a digest sees of a line: its values as CSV, in the codes
// of the console.
func hashMore[T any](to []byte, c *csvEncoder, columns []moreColumn[T], line *T) []byte {
	for i := range columns {
		to = c.field(to, i, string(columns[i].text(line)))
	}
	return append(to, c.end...)
}

// header gives a word of the sheets beside the rows, or the header of a column.
func (w *words) header(key string) string {
	if word := w.more[key]; word != "" {
		return word
	}
	return w.headers[key]
}
