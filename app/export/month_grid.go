package export

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

// gridColumn is a column of a grid.
type gridColumn struct {
	title string
	width float64
}

// grid is a sheet of few lines, which excelize writes: a table, and totals below
// it that are not sorted and filtered with it. A cell without a value is empty:
// not known.
type grid struct {
	name, table  string
	columns      []gridColumn
	lines, below [][]cell
}

func (b *book) addGrid(g grid) error {
	f := b.file
	if _, err := f.NewSheet(g.name); err != nil {
		return err
	}
	header := make([]cell, len(g.columns))
	last := ""
	for i, col := range g.columns {
		var err error
		if last, err = excelize.ColumnNumberToName(i + 1); err != nil {
			return err
		}
		if err = f.SetColWidth(g.name, last, last, max(col.width, math.Ceil(float64(columnsWide(col.title))*boldFactor+filterButton))); err != nil {
			return err
		}
		header[i] = cell{col.title, b.cells.styles.header}
	}
	all := append([][]cell{header}, g.lines...)
	if len(g.lines) == 0 {
		all = append(all, nil) // a table has at least one line
	}
	size := len(all)
	all = append(append(all, nil), g.below...)
	for i, line := range all {
		if err := b.gridLine(g.name, i+1, line); err != nil {
			return err
		}
	}
	area := fmt.Sprintf("A1:%s%d", last, size)
	if err := f.SetRowHeight(g.name, 1, 21); err != nil {
		return err
	}
	if err := f.AddTable(g.name, &excelize.Table{Range: area, Name: g.table, StyleName: "TableStyleMedium2"}); err != nil {
		return err
	}
	if err := f.SetPanes(g.name, &excelize.Panes{Freeze: true, YSplit: 1, XSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := f.AddIgnoredErrors(g.name, area, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	return printSetup(f, g.name, b.meta, "$1:$1")
}

func (b *book) gridLine(sheet string, row int, line []cell) error {
	for i, c := range line {
		if c.value == nil {
			continue
		}
		at, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			return err
		}
		if text, isText := c.value.(string); isText {
			err = b.file.SetCellStr(sheet, at, printable(text, b.cells.words.cut))
		} else {
			err = b.file.SetCellValue(sheet, at, c.value)
		}
		if err == nil {
			err = b.file.SetCellStyle(sheet, at, at, c.style)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// countCell is a whole number.
func (b *book) countCell(n int64) cell { return cell{n, b.cells.styles.count} }

func (b *book) textCell(s string) cell {
	if s == "" {
		return cell{}
	}
	return cell{s, b.cells.styles.text}
}

func (b *book) labelCell(s string) cell { return cell{s, b.cells.styles.label} }

// moneyCells are an amount in the column of its currency.
func (b monthBook) moneyCells(a Amount) []cell {
	cells := make([]cell, len(b.month.Currencies))
	for i, currency := range b.month.Currencies {
		if a.Currency == currency {
			cells[i] = b.moneyCell(a)
		}
	}
	return cells
}

func (b monthBook) moneyCell(a Amount) cell {
	if a.Currency == "" {
		return cell{}
	}
	return cell{float64(a.Cents) / 100, b.cells.styles.money[a.Currency]}
}

// moneyColumns are a column for each currency: money of two is never added.
func (b monthBook) moneyColumns(key string) []gridColumn {
	var columns []gridColumn
	for _, currency := range b.month.Currencies {
		columns = append(columns, gridColumn{b.moneyTitle(key, currency), 18})
	}
	return columns
}

func (b monthBook) moneyTitle(key, currency string) string { return b.in[key] + " (" + currency + ")" }

// sums adds amounts up by currency.
type sums map[string]int64

func (s sums) add(a Amount) {
	if a.Currency != "" {
		s[a.Currency] += a.Cents
	}
}

// sumCells are sums, each in the column of its currency; one that nothing was
// added to is not known.
func (b monthBook) sumCells(s sums) []cell {
	cells := make([]cell, len(b.month.Currencies))
	for i, currency := range b.month.Currencies {
		if cents, ok := s[currency]; ok {
			cells[i] = b.moneyCell(Amount{cents, currency})
		}
	}
	return cells
}
