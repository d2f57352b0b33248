package importer

import (
	"io"

	"licenseledger/store/ledger"
)

// Reader reads the rows of a list of active user licenses one after the other.
type Reader struct {
	Format
	rows    *rows
	equal   map[ledger.Hash]uint32 // rows so far, without their ordinals
	scratch []byte
}

// NewReader recognises a list by its header and reads it from a stream, in
// which nothing can be looked up beforehand: with OrderAuto, dates with slashes
// are read month first, as Microsoft writes them, and dates with dashes or dots
// day first. Use Open for a file; it looks at all dates first, and knows other
// layouts too.
//
// The error is ledger.CodeInvalid when the stream holds no list, and
// ledger.CodeNeedsAnswer when it may be one with other headings; it says what
// was found and what to do.
func NewReader(r io.Reader, o Options) (*Reader, error) {
	s, format, err := openRows(r, o)
	if err != nil {
		return nil, err
	}
	if info, _ := ledger.SourceByName(format.Source); !info.IsReport {
		return nil, ledger.Errorf(ledger.CodeInvalid, "read "+o.called(),
			"%s is no list of active user licenses: it is %s. Choose the list, which has the columns Service and License. Nothing was changed.",
			o.called(), layoutOf(format.Source).what)
	}
	return &Reader{Format: format, rows: s, equal: map[ledger.Hash]uint32{}}, nil
}

// Read gives the next row and its first line, from 1. Equal rows have the
// ordinals 0, 1, 2 ... in the order of the file. The error is io.EOF at the end,
// a *Problem for a row that has to be kept out (the next Read goes on after
// it), and final otherwise.
func (r *Reader) Read() (fact ledger.ReportRow, line int, err error) {
	if err := r.rows.next(); err != nil {
		return ledger.ReportRow{}, r.rows.row.line, err
	}
	fact, problem := reportRow(&r.rows.row)
	line = r.rows.row.line
	if r.rows.fatal != nil {
		return ledger.ReportRow{}, line, r.rows.fatal
	}
	if problem != nil {
		return ledger.ReportRow{}, line, problem
	}
	var hash ledger.Hash
	hash, r.scratch = ledger.HashOf(fact, r.scratch)
	fact.Ordinal = int64(r.equal[hash])
	r.equal[hash]++
	return fact, line, nil
}
