package importer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"licenseledger/store/ledger"
)

const (
	maxDates = 4096 // remembered at once
	fewHits  = 2    // dates and texts that come back less often than this are not worth remembering
)

// rows reads the rows of a file as its layout wants them, one after the other.
type rows struct {
	Format
	options   Options
	header    header
	records   *records
	row       row      // that is being read
	cells     [][]byte // of it
	key       []byte   // of it, see layout.key
	noted     []Problem
	texts     []texts                       // of each column
	lastDates []lastDate                    // of each column: licenses of a person often come at one moment
	dates     map[string]readDate           // cells taken apart, at most maxDates; nil when they hardly repeat
	known     int                           // dates that were there already since dates was empty
	seen      func(w writtenDate, line int) // told every date in figures at least once; may be nil
	slab      []ledger.Fact                 // room for the facts of rows that have one
	fatal     error
}

// readDate is a date cell as it was read.
type readDate struct {
	text   string // canonical
	reason Reason // why it cannot be used; "" when it can
}

// lastDate is the date cell of a column that was read last.
type lastDate struct {
	cell []byte
	date readDate
}

// openRows recognises what the stream holds and stands before its first row.
// The error is ledger.CodeInvalid when it holds nothing that can be imported,
// and ledger.CodeNeedsAnswer when a person can say what its columns are; format
// tells what is known even then.
func openRows(r io.Reader, o Options) (_ *rows, format Format, err error) {
	in, encoding, err := openText(r, o.Encoding)
	if err != nil {
		return nil, Format{}, fmt.Errorf("read %s: %w", o.called(), err)
	}
	found, err := findHeader(in, o)
	format = Format{Header: found.cells, Ignored: found.ignored, RecognizedBy: found.by, Mapping: found.mapping,
		Delimiter: found.delimiter, Encoding: encoding, DateOrder: o.DateOrder}
	if err != nil {
		if found.layout != nil {
			format.Missing = found.missing()
		}
		format.RecognizedBy = ""
		return nil, format, err
	}
	format.Source = found.layout.source
	if found.mapping != nil && o.DateOrder == OrderAuto {
		format.DateOrder = found.mapping.DateOrder
	}
	if format.DateOrder != OrderAuto {
		format.OrderRule = OrderGiven
	}
	s := &rows{Format: format, options: o, header: found.header, records: newRecords(in, found.delimiter), dates: map[string]readDate{},
		texts: make([]texts, len(found.cells)), lastDates: make([]lastDate, len(found.cells))}
	for { // over the header, and over the lines above it
		cells, line, err := s.records.next()
		if err != nil {
			return nil, format, s.broken(err, line)
		}
		if !isPreamble(cells, found.delimiter) {
			return s, format, nil
		}
	}
}

// next goes to the next row. The error is io.EOF at the end, a *Problem for a
// row that has to be kept out (the next call goes on after it), and final
// otherwise.
func (r *rows) next() error {
	if r.fatal != nil {
		return r.fatal
	}
	cells, line, err := r.records.next()
	r.row = row{r, line}
	if errors.Is(err, errAfterQuote) {
		return &Problem{Line: line, Reason: ReasonAfterQuote}
	}
	if err != nil {
		if err != io.EOF {
			err = r.broken(err, line)
		}
		r.fatal = err
		return err
	}
	for len(cells) > len(r.header.cells) && len(bytes.TrimSpace(cells[len(cells)-1])) == 0 {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != len(r.header.cells) {
		return &Problem{Line: line, Reason: ReasonCellCount, Cells: len(cells), Headings: len(r.header.cells)}
	}
	r.cells = cells
	return nil
}

// date reads a date cell in the order of the file. In a stream, a date that
// contradicts the order ends the reading: the rows before it may be wrong.
func (r *rows) date(index, line int) (string, *Problem) {
	cell := bytes.TrimSpace(r.cells[index])
	if len(cell) == 0 {
		return "", nil
	}
	last := &r.lastDates[index]
	if !bytes.Equal(cell, last.cell) {
		last.cell, last.date = append(last.cell[:0], cell...), r.anyDate(cell, line)
	}
	d := last.date
	if d.reason != "" {
		return "", &Problem{Line: line, Column: r.header.cells[index], Reason: d.reason}
	}
	return d.text, nil
}

func (r *rows) anyDate(cell []byte, line int) readDate {
	d, ok := r.dates[string(cell)]
	if ok {
		r.known++
		return d
	}
	d = r.readDate(cell, line)
	r.rememberDate(cell, d)
	return d
}

// rememberDate spares dates that come back: people get their licenses on the
// same days.
func (r *rows) rememberDate(cell []byte, d readDate) {
	if len(r.dates) >= maxDates {
		if r.known < fewHits*maxDates {
			r.dates = nil
		}
		clear(r.dates)
		r.known = 0
	}
	if r.dates != nil {
		r.dates[string(cell)] = d
	}
}

func (r *rows) readDate(cell []byte, line int) readDate {
	w, ok := readWritten(string(cell))
	if !ok && ledger.IsFiller(string(cell)) {
		return readDate{}
	}
	if !ok {
		return readDate{reason: ReasonNoDate}
	}
	if r.seen != nil {
		r.seen(w, line)
	}
	order, other := r.DateOrder, OrderMonthFirst
	if order == OrderAuto {
		order = w.usual()
	}
	if order == OrderMonthFirst {
		other = OrderDayFirst
	}
	text, ok := w.canonical(order)
	if ok {
		return readDate{text: text}
	}
	if _, otherwise := w.canonical(other); otherwise && r.DateOrder == OrderAuto && r.seen == nil {
		r.fatal = ask(AsksDateOrder, r.options.called(),
			"The dates of %s are not written as Microsoft writes them (line %d). Download it as a file, import that, and say whether the day or the month comes first.",
			r.options.called(), line)
	}
	return readDate{reason: ReasonNoSuchDay}
}

// broken turns an error of the text into one for people.
func (r *rows) broken(err error, line int) error {
	name := r.options.called()
	remedy, why := "", WhyOpenQuote
	switch {
	case errors.Is(err, errNotUTF8) && r.options.askEncoding && r.Encoding == UTF8:
		return ask(AsksEncoding, name,
			"Line %d of %s is not written in UTF-8. In Excel, save it as “CSV UTF-8 (Comma delimited)”, and import that; or, if Excel in Western Europe or the Americas saved it as CSV, say that it is Windows-1252. Nothing was imported.", line, name)
	case errors.Is(err, errNotUTF8):
		remedy, why = "In Excel, save it as “CSV UTF-8 (Comma delimited)”, and import that.", WhyNotUTF8
	case errors.Is(err, errOpenQuote), errors.Is(err, errTooLong):
		remedy = "Download the list again, or close the quotation mark in that line."
	default:
		return fmt.Errorf("read %s: %w", name, err)
	}
	return Refuse(Refusal{Why: why, Line: line}, ledger.CodeInvalid, "read "+name,
		"Line %d of %s cannot be read: %v. Nothing was imported. %s", line, name, err, remedy)
}

// foundHeader is what the beginning of a text was found to be.
type foundHeader struct {
	header
	delimiter byte
	by        RecognizedBy
	mapping   *Mapping
}

// findHeader looks at the beginning of the text and leaves it unread. What it
// found is told beside an error too.
func findHeader(in *bufio.Reader, o Options) (foundHeader, error) {
	head, err := in.Peek(headRoom)
	if err != nil && err != io.EOF {
		return foundHeader{}, fmt.Errorf("read %s: %w", o.called(), err)
	}
	var best foundHeader
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		cells := firstCells(head, delimiter)
		found := explain(cells, o)
		found.delimiter = delimiter
		if best.layout == nil || found.better(&best.header) || len(best.at) == 0 && len(cells) > len(best.cells) {
			best = found
		}
	}
	if best.twice != "" && len(best.missing()) == 0 {
		return best, Refuse(Refusal{Why: WhyColumnTwice, Text: best.twice}, ledger.CodeInvalid, "read "+o.called(),
			"%s has two columns for the same thing, the second is %q. Remove one of them and import it again; nothing was changed.", o.called(), best.twice)
	}
	if len(best.missing()) > 0 {
		return best, noList(o, head, &best)
	}
	return best, nil
}

// explain finds the layout that fits a header best: the given one, by a given
// mapping, by the known headings, by a remembered mapping.
func explain(cells []string, o Options) foundHeader {
	known := foundHeader{by: ByHeader}
	wanted := o.Layout
	var given map[Column]string
	if o.Mapping != nil {
		known.by, known.mapping, given = ByMapping, o.Mapping, o.Mapping.Columns
		if wanted == "" {
			wanted = o.Mapping.Layout
		}
	} else if wanted != "" {
		known.by = ByGiven
	}
	known.header = explainBy(cells, wanted, given)
	if o.Mapping != nil || len(known.missing()) == 0 {
		return known
	}
	for i := range o.Remember {
		m := &o.Remember[i]
		if wanted != "" && m.Layout != "" && m.Layout != wanted || m.Header != headerKey(cells) {
			continue
		}
		layout := m.Layout
		if layout == "" {
			layout = wanted
		}
		if h := explainBy(cells, layout, m.Columns); len(h.missing()) == 0 {
			return foundHeader{header: h, by: ByRemembered, mapping: m}
		}
	}
	return known
}

func explainBy(cells []string, wanted string, given map[Column]string) header {
	var best header
	for _, l := range layouts {
		if wanted != "" && l.source != wanted || wanted == "" && l.isUnlike(cells) {
			continue
		}
		if h := recognise(l, cells, given); h.better(&best) {
			best = h
		}
	}
	return best
}
