package importer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// Options say what a person knows about a file. The zero value leaves all of
// it to the file.
type Options struct {
	Name      string            // what to call the file in messages; Open uses its base name
	DateOrder DateOrder         // OrderAuto: found out
	Columns   map[Column]string // headings that name columns, where the known names are not enough
	Zone      *time.Location    // the ledger's zone, for days without a time; nil is UTC
	TakenAt   string            // when the list was downloaded: 2006-01-02 or RFC 3339; "" leaves it to the file
}

func (o *Options) called() string {
	if o.Name == "" {
		return "the list"
	}
	return o.Name
}

// Format is how a file is written, and what it is.
type Format struct {
	Source    string // the layout: ledger.SourceFileReport2017 or ledger.SourceFileReport2022
	Header    []string
	Ignored   []string // headings of columns that are no part of the list
	Delimiter byte     // comma, semicolon or tab
	Encoding  Encoding
	DateOrder DateOrder
	OrderRule OrderRule // how the order was found
}

// Problem is a row that cannot be read. Reader.Read returns it as an error
// after which reading goes on.
type Problem struct {
	Line   int    // first line of the row, from 1
	Column string // heading of the cell; "" when it is about the whole row
	Reason string // what is wrong and what to do; never quotes a name or an address
}

// Error gives the line, the column and the reason.
func (p *Problem) Error() string {
	if p.Column == "" {
		return fmt.Sprintf("line %d: %s", p.Line, p.Reason)
	}
	return fmt.Sprintf("line %d, %s: %s", p.Line, p.Column, p.Reason)
}

const maxDates = 4096

// Reader reads the rows of a list one after the other.
type Reader struct {
	Format
	options Options
	header  header
	records *records
	equal   map[ledger.Hash]uint32 // rows so far, without their ordinals; nil when nobody asks for ordinals
	scratch []byte
	dates   map[string]writtenDate        // cells taken apart, at most maxDates
	seen    func(w writtenDate, line int) // told every date in figures; may be nil
	fatal   error
}

// NewReader recognises a list by its header and reads it from a stream, in
// which nothing can be looked up beforehand: with OrderAuto, dates with slashes
// are read month first, as Microsoft writes them, and dates with dashes or dots
// day first. Use Open for a file; it looks at all dates first.
//
// The error is ledger.CodeInvalid when the stream holds no list, and says what
// was found and what to do.
func NewReader(r io.Reader, o Options) (*Reader, error) {
	in, encoding, err := openText(r)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", o.called(), err)
	}
	h, delimiter, err := findHeader(in, o)
	if err != nil {
		return nil, err
	}
	reader := &Reader{options: o, header: h, records: newRecords(in, delimiter), equal: map[ledger.Hash]uint32{}, dates: map[string]writtenDate{},
		Format: Format{Source: h.source(), Header: h.cells, Ignored: h.ignored, Delimiter: delimiter, Encoding: encoding, DateOrder: o.DateOrder}}
	if o.DateOrder != OrderAuto {
		reader.OrderRule = OrderGiven
	}
	for { // over the header, and over the line that tells Excel the delimiter
		cells, line, err := reader.records.next()
		if err != nil {
			return nil, reader.broken(err, line)
		}
		if !isDelimiterLine(cells, delimiter) {
			return reader, nil
		}
	}
}

// Read gives the next row and its first line, from 1. Equal rows have the
// ordinals 0, 1, 2 ... in the order of the file. The error is io.EOF at the end,
// a *Problem for a row that has to be kept out (the next Read goes on after
// it), and final otherwise.
func (r *Reader) Read() (row ledger.ReportRow, line int, err error) {
	if r.fatal != nil {
		return ledger.ReportRow{}, 0, r.fatal
	}
	cells, line, err := r.records.next()
	if errors.Is(err, errAfterQuote) {
		return ledger.ReportRow{}, line, &Problem{line, "", err.Error() + "; put the whole cell in quotation marks, with those inside it doubled"}
	}
	if err != nil {
		if err != io.EOF {
			err = r.broken(err, line)
		}
		r.fatal = err
		return ledger.ReportRow{}, line, err
	}
	row, problem := r.parse(cells, line)
	if r.fatal != nil {
		return ledger.ReportRow{}, line, r.fatal
	}
	if problem != nil {
		return ledger.ReportRow{}, line, problem
	}
	if r.equal != nil {
		var hash ledger.Hash
		hash, r.scratch = ledger.HashOf(row, r.scratch)
		row.Ordinal = int64(r.equal[hash])
		r.equal[hash]++
	}
	return row, line, nil
}

func (r *Reader) parse(cells []string, line int) (ledger.ReportRow, *Problem) {
	for len(cells) > len(r.header.cells) && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != len(r.header.cells) {
		return ledger.ReportRow{}, &Problem{line, "", fmt.Sprintf(
			"the row has %d cells and the header %d; the download may have broken off here", len(cells), len(r.header.cells))}
	}
	row := ledger.ReportRow{
		UserName:     r.header.cell(cells, ColumnUserName),
		EmailAddress: r.header.cell(cells, ColumnEmailAddress),
		Service:      r.header.cell(cells, ColumnService),
		License:      r.header.cell(cells, ColumnLicense),
	}
	if row.Service == "" {
		return row, r.problem(line, ColumnService, "the cell is blank, so the row is about no service")
	}
	var problem *Problem
	if row.AssignedDate, problem = r.date(cells, line, ColumnAssignedDate); problem != nil {
		return row, problem
	}
	if row.ExpirationDate, problem = r.date(cells, line, ColumnExpirationDate); problem != nil {
		return row, problem
	}
	trial := r.header.cell(cells, ColumnIsTrial)
	var ok bool
	if row.IsTrial, ok = readTruth(trial); !ok && !ledger.IsFiller(trial) { // said to be unknown is not said
		return row, r.problem(line, ColumnIsTrial, "the cell is neither yes nor no; write TRUE, FALSE or leave it blank")
	}
	return row, nil
}

// date reads a date cell in the order of the file. In a stream, a date that
// contradicts the order ends the reading: the rows before it may be wrong.
func (r *Reader) date(cells []string, line int, column Column) (string, *Problem) {
	cell := r.header.cell(cells, column)
	if cell == "" {
		return "", nil
	}
	w, ok := r.written(cell)
	if !ok && ledger.IsFiller(cell) {
		return "", nil
	}
	if !ok {
		return "", r.problem(line, column, "the cell is no date in figures; write 2022-02-28 or 2/28/2022 4:00:48 AM")
	}
	if r.seen != nil {
		r.seen(w, line)
	}
	order, other := r.DateOrder, OrderMonthFirst
	if order == OrderAuto {
		if order = OrderDayFirst; w.separator == '/' {
			order = OrderMonthFirst
		}
	}
	if order == OrderMonthFirst {
		other = OrderDayFirst
	}
	text, ok := w.canonical(order)
	if ok {
		return text, nil
	}
	if _, otherwise := w.canonical(other); otherwise && r.DateOrder == OrderAuto && r.seen == nil {
		r.fatal = ledger.Errorf(ledger.CodeNeedsAnswer, "read "+r.options.called(),
			"The dates of %s are not written as Microsoft writes them (line %d). Download it as a file, import that, and say whether the day or the month comes first.",
			r.options.called(), line)
	}
	return "", r.problem(line, column, "there is no such day; correct the date")
}

// written takes a date apart, and remembers some: people get their licenses on
// the same days.
func (r *Reader) written(cell string) (writtenDate, bool) {
	if w, ok := r.dates[cell]; ok {
		return w, true
	}
	w, ok := readWritten(cell)
	if ok {
		if len(r.dates) >= maxDates {
			clear(r.dates)
		}
		r.dates[strings.Clone(cell)] = w
	}
	return w, ok
}

func (r *Reader) problem(line int, column Column, reason string) *Problem {
	return &Problem{Line: line, Column: r.header.cells[r.header.at[column]], Reason: reason}
}

// broken turns an error of the text into one for people.
func (r *Reader) broken(err error, line int) error {
	name := r.options.called()
	remedy := ""
	switch {
	case errors.Is(err, errNotUTF8):
		remedy = "In Excel, save it as “CSV UTF-8 (Comma delimited)”, and import that."
	case errors.Is(err, errOpenQuote), errors.Is(err, errTooLong):
		remedy = "Download the list again, or close the quotation mark in that line."
	default:
		return fmt.Errorf("read %s: %w", name, err)
	}
	return ledger.Errorf(ledger.CodeInvalid, "read "+name,
		"Line %d of %s cannot be read: %v. Nothing was imported. %s", line, name, err, remedy)
}

// findHeader looks at the beginning of the text and leaves it unread.
func findHeader(in *bufio.Reader, o Options) (header, byte, error) {
	head, err := in.Peek(headRoom)
	if err != nil && err != io.EOF {
		return header{}, 0, fmt.Errorf("read %s: %w", o.called(), err)
	}
	var best header
	var delimiter byte
	for _, d := range []byte{',', ';', '\t'} {
		h := recognise(firstCells(head, d), o.Columns)
		if delimiter == 0 || len(h.at) > len(best.at) {
			best, delimiter = h, d
		}
	}
	if best.twice != "" {
		return header{}, 0, ledger.Errorf(ledger.CodeInvalid, "read "+o.called(),
			"%s has two columns for the same thing, the second is %q. Remove one of them and import it again; nothing was changed.", o.called(), best.twice)
	}
	if len(best.missing()) > 0 {
		return header{}, 0, noList(o.called(), head, &best)
	}
	return best, delimiter, nil
}
