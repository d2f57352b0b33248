package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// sheet is a file that somebody keeps by hand, such as a list of prices: small,
// with a header of known headings. It is not a layout, since it tells nothing
// that Microsoft said.
type sheet struct {
	name    string
	headers []string // as they stand in the file
	at      []place
	records *records
}

// sheetKind is what a kind of sheet has.
type sheetKind struct {
	what    string // "a list of prices"
	columns []column
	lacks   func(has func(Column) bool) []Column // the columns without which it says nothing
}

// maxSheet bounds a file that is kept by hand; it is read into memory.
const maxSheet = 16 << 20

// readSheet reads a file whole. Codes as Open, without questions.
func readSheet(path string) (name string, content []byte, err error) {
	name = filepath.Base(path)
	info, err := check(path, name)
	if err != nil {
		return name, nil, err
	}
	if info.Size() > maxSheet {
		return name, nil, Refuse(Refusal{Why: WhyNoText}, ledger.CodeInvalid, "read "+name, "%s is larger than a list that somebody keeps by hand. Choose the list, a CSV file. Nothing was changed.", name)
	}
	content, err = os.ReadFile(path)
	if err != nil {
		return name, nil, unreadable(name, err)
	}
	return name, content, nil
}

// newSheet finds the header of a sheet and stands before its first row.
func newSheet(in io.Reader, name string, kind sheetKind) (*sheet, error) {
	text, _, err := openText(in, "")
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	head, err := text.Peek(headRoom)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if err := kind.mistaken(name, head); err != nil {
		return nil, err
	}
	best, delimiter := sheet{name: name}, byte(0)
	for _, d := range []byte{',', ';', '\t', '|'} {
		s := sheet{name: name, headers: firstCells(head, d)}
		if s.find(kind.columns); delimiter == 0 || len(s.at) > len(best.at) || len(s.at) == len(best.at) && len(s.headers) > len(best.headers) {
			best, delimiter = s, d
		}
	}
	if err := kind.complete(&best); err != nil {
		return nil, err
	}
	best.records = newRecords(text, delimiter)
	for { // over the header, and over the lines above it
		cells, line, err := best.records.next()
		if err != nil {
			return nil, best.broken(err, line)
		}
		if !isPreamble(cells, delimiter) {
			return &best, nil
		}
	}
}

// find finds the columns among the headings; of two for one column the first
// counts, and the second stands in at as well, so that complete can tell it.
func (s *sheet) find(columns []column) {
	for i, cell := range s.headers {
		name := normalise(cell)
		for _, c := range columns {
			if name != "" && slices.Contains(strings.Fields(c.english+" "+c.other), name) {
				s.at = append(s.at, place{c.name, i})
			}
		}
	}
}

func (s *sheet) has(c Column) bool {
	return slices.ContainsFunc(s.at, func(p place) bool { return p.column == c })
}

// mistaken refuses what is no CSV file.
func (k sheetKind) mistaken(name string, head []byte) error {
	refuse := func(why Why, what, remedy string) error {
		return Refuse(Refusal{Why: why}, ledger.CodeInvalid, "read "+name, "%s is not %s: it is %s. %s Nothing was changed.", name, k.what, what, remedy)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return refuse(WhyEmpty, "empty", "Choose a CSV file whose first line is the header.")
	}
	for _, m := range mistaken {
		if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(m.begins)) {
			return refuse(m.why, m.what, "Save it as “CSV UTF-8 (Comma delimited)” and choose that.")
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return refuse(WhyNoText, "no text", "Save it as “CSV UTF-8 (Comma delimited)” and choose that.")
	}
	return nil
}

// complete refuses a header that lacks a column, or has one twice.
func (k sheetKind) complete(s *sheet) error {
	if lacks := k.lacks(s.has); len(lacks) > 0 {
		why, found := WhyLacksColumns, "its header ("+quoteHeadings(s.headers)+")"
		if len(s.at) == 0 {
			why, found = WhyNoHeader, "its first line"
		}
		var labels []string
		for _, c := range k.columns {
			if slices.Contains(lacks, c.name) {
				labels = append(labels, c.label)
			}
		}
		return Refuse(Refusal{Why: why, Columns: lacks}, ledger.CodeInvalid, "read "+s.name, "%s is not %s: %s lacks %s. Its first line must name its columns. Nothing was changed.",
			s.name, k.what, found, strings.Join(labels, ", "))
	}
	for i, p := range s.at {
		if slices.ContainsFunc(s.at[:i], func(other place) bool { return other.column == p.column }) {
			return Refuse(Refusal{Why: WhyColumnTwice, Text: s.headers[p.index]}, ledger.CodeInvalid, "read "+s.name,
				"%s has two columns for the same thing, the second is %q. Remove one of them; nothing was changed.", s.name, s.headers[p.index])
		}
	}
	return nil
}

// sheetRow is a row of a sheet.
type sheetRow struct {
	sheet *sheet
	line  int // its first line, from 1
	cells []string
}

// next gives the next row. The error is io.EOF at the end, a *Problem for a row
// that cannot be read, after which the next can, and final otherwise.
func (s *sheet) next() (sheetRow, error) {
	for {
		cells, line, err := s.records.next()
		row := sheetRow{sheet: s, line: line}
		switch {
		case errors.Is(err, errAfterQuote):
			return row, &Problem{Line: line, Reason: ReasonAfterQuote}
		case err == io.EOF:
			return row, err
		case err != nil:
			return row, s.broken(err, line)
		}
		blank := true
		for _, cell := range cells {
			text := plainSpaces(string(cell))
			row.cells, blank = append(row.cells, text), blank && text == ""
		}
		if blank {
			continue // spreadsheet programs write ;;;; for it
		}
		for len(row.cells) > len(s.headers) && row.cells[len(row.cells)-1] == "" {
			row.cells = row.cells[:len(row.cells)-1]
		}
		if len(row.cells) != len(s.headers) {
			return row, &Problem{Line: line, Reason: ReasonCellCount, Cells: len(row.cells), Headings: len(s.headers)}
		}
		return row, nil
	}
}

// text gives the cell of a column; "" where the file has no such column.
func (r *sheetRow) text(c Column) string {
	for _, p := range r.sheet.at {
		if p.column == c {
			return r.cells[p.index]
		}
	}
	return ""
}

// heading is what a column is called in the file.
func (r *sheetRow) heading(c Column) string {
	for _, p := range r.sheet.at {
		if p.column == c {
			return r.sheet.headers[p.index]
		}
	}
	return ""
}

func (s *sheet) broken(err error, line int) error {
	remedy, why := "Close the quotation mark in that line.", WhyOpenQuote
	switch {
	case errors.Is(err, errNotUTF8):
		remedy, why = "In Excel, save it as “CSV UTF-8 (Comma delimited)”, and choose that.", WhyNotUTF8
	case !errors.Is(err, errOpenQuote) && !errors.Is(err, errTooLong):
		return fmt.Errorf("read %s: %w", s.name, err)
	}
	return Refuse(Refusal{Why: why, Line: line}, ledger.CodeInvalid, "read "+s.name, "Line %d of %s cannot be read: %v. Nothing was changed. %s", line, s.name, err, remedy)
}
