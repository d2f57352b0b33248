package importer

import (
	"bytes"

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
		return nil, r.problem(c, ReasonNotYesNo)
	}
	return value, nil
}

// slabFacts is for how many rows room is made at once.
const slabFacts = 1000

// one gives the facts of a row that has one. A page's rows share their memory.
func (r *row) one(fact ledger.Fact) []ledger.Fact {
	if len(r.rows.slab) == 0 {
		r.rows.slab = make([]ledger.Fact, slabFacts)
	}
	facts := r.rows.slab[:1:1]
	facts[0], r.rows.slab = fact, r.rows.slab[1:]
	return facts
}

// problem says what is wrong with a cell.
func (r *row) problem(c Column, reason Reason) *Problem {
	if i, ok := r.rows.header.find(c); ok {
		return &Problem{Line: r.line, Column: r.rows.header.cells[i], Reason: reason}
	}
	return &Problem{Line: r.line, Reason: reason}
}

// note lists a problem although the row is used.
func (r *row) note(p *Problem) { r.rows.noted = append(r.rows.noted, *p) }

// trimmed gives a cell by its index.
func (r *rows) trimmed(i int) string {
	return r.texts[i].of(bytes.TrimSpace(r.cells[i]))
}

// maxTexts is how many texts of a column are remembered at once.
const maxTexts = 1024

// texts makes the cells of a column strings, of which equal ones share their
// memory where they repeat much, as services, licenses and departments do, or
// stand in a row, as the names of people with several licenses.
type texts struct {
	last    string
	shared  map[string]string
	known   int // that were there already
	useless bool
}

func (t *texts) of(cell []byte) string {
	if string(cell) == t.last {
		return t.last
	}
	text, ok := t.shared[string(cell)]
	if ok {
		t.known++
	} else {
		text = string(cell)
		t.keep(text)
	}
	t.last = text
	return text
}

func (t *texts) keep(text string) {
	switch {
	case t.useless:
		return
	case t.shared == nil:
		t.shared = map[string]string{}
	case len(t.shared) >= maxTexts:
		if t.useless = t.known < fewHits*maxTexts; t.useless {
			t.shared = nil
			return
		}
		clear(t.shared)
		t.known = 0
	}
	t.shared[text] = text
}
