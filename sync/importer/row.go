package importer

import (
	"strings"

	"licenseledger/store/ledger"
)

// row is a row of the file that a layout reads.
type row struct {
	rows *rows
	line int
}

// text gives the trimmed text of a column; "" when the file does not have the
// column.
func (r *row) text(c Column) string {
	if i, ok := r.rows.header.find(c); ok {
		return r.rows.trimmed(i)
	}
	return ""
}

// date reads a date in the order of the file, in the canonical form of
// ledger.ReportRow; "" for a blank cell, a filler, and a column that is not
// there.
func (r *row) date(c Column) (string, *Problem) {
	i, ok := r.rows.header.find(c)
	if !ok {
		return "", nil
	}
	return r.rows.date(i, r.line)
}

// truth reads yes or no; nil for a blank cell and for what is said to be
// unknown.
func (r *row) truth(c Column) (*bool, *Problem) {
	cell := r.text(c)
	value, ok := readTruth(cell)
	if !ok && !ledger.IsFiller(cell) { // said to be unknown is not said
		return nil, r.problem(c, "the cell is neither yes nor no; write TRUE, FALSE or leave it blank")
	}
	return value, nil
}

// problem says what is wrong with a cell, and what to do, without quoting it.
func (r *row) problem(c Column, reason string) *Problem {
	if i, ok := r.rows.header.find(c); ok {
		return &Problem{Line: r.line, Column: r.rows.header.cells[i], Reason: reason}
	}
	return &Problem{Line: r.line, Reason: reason}
}

// note lists a problem although the row is used.
func (r *row) note(p *Problem) { r.rows.noted = append(r.rows.noted, *p) }

// trimmed gives a cell by its index. Cells that repeat share their memory.
func (r *rows) trimmed(i int) string {
	return strings.TrimSpace(r.cells[i])
}
