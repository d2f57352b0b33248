package export

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// CSVOptions are the choices that readers of CSV differ in.
type CSVOptions struct {
	BOM          bool     // begin with the UTF-8 byte order mark, which Excel needs to see UTF-8
	Comma        rune     // the separator; 0 is a comma
	CRLF         bool     // end lines as RFC 4180 says; false ends them with a line feed
	FormulaGuard bool     // put ' before a text that a spreadsheet program would take for a formula
	DateForm     DateForm // "" is DateISO
}

// DefaultCSV gives the options of RFC 4180: comma, CRLF, no mark.
func DefaultCSV() CSVOptions { return CSVOptions{Comma: ',', CRLF: true, DateForm: DateISO} }

func (o CSVOptions) checked() (CSVOptions, error) {
	if o.Comma == 0 {
		o.Comma = ','
	}
	if o.DateForm == "" {
		o.DateForm = DateISO
	}
	if o.Comma == '"' || o.Comma == '\r' || o.Comma == '\n' || !utf8.ValidRune(o.Comma) || o.Comma == utf8.RuneError {
		return o, ledger.Errorf(ledger.CodeUsage, "export", "%q cannot separate the values of a CSV file. Use a comma, a semicolon or a tab.", o.Comma)
	}
	if o.DateForm != DateISO && o.DateForm != DateReport && o.DateForm != DateLocal {
		return o, ledger.Errorf(ledger.CodeUsage, "export", "There is no date form %q. Use iso, report or local.", o.DateForm)
	}
	return o, nil
}

// WriteCSV writes a header line and one record per row by RFC 4180. Codes of
// closed lists stay the English codes; headers, Unknown, TRUE and FALSE follow
// m.Language. Values are not changed apart from what o asks for: line breaks
// inside a value stay as they are, bytes that are no UTF-8 become U+FFFD.
// Codes: usage for an unknown layout, separator or date form, canceled, and
// whatever rows answers.
func WriteCSV(ctx context.Context, w io.Writer, m Meta, l Layout, rows Rows, o CSVOptions, progress Progress) error {
	o, err := o.checked()
	if err != nil {
		return err
	}
	columns, err := columnsOf(ctx, l, m, rows)
	if err != nil {
		return err
	}
	in := wordsOf(m.Language)
	c := csvWriter{out: w, special: string(o.Comma) + "\"\r\n", comma: string(o.Comma), end: "\n"}
	if o.CRLF {
		c.end = "\r\n"
	}
	if o.BOM {
		c.buffer = append(c.buffer, "\ufeff"...)
	}
	for i, col := range columns {
		c.field(i, in.headers[col.name])
	}
	c.buffer = append(c.buffer, c.end...)
	done := 0
	err = eachRow(ctx, rows, 0, rows.Len(), func(r *ledger.Row) error {
		for i, col := range columns {
			c.field(i, o.value(col, r, m, in))
		}
		c.buffer = append(c.buffer, c.end...)
		if done++; done%window == 0 {
			progress.tell(done)
			return c.flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	progress.tell(done)
	return c.flush()
}

func (o CSVOptions) value(col column, r *ledger.Row, m Meta, in *words) string {
	if col.kind == kindFlag {
		switch {
		case r.IsTrial == nil:
			return ""
		case *r.IsTrial:
			return in.yes
		}
		return in.no
	}
	s := string(col.text(r))
	switch col.kind {
	case kindDate:
		s = o.DateForm.format(s, m.zone(), in)
	case kindName:
		s = in.name(s)
	}
	if o.FormulaGuard && s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		s = "'" + s
	}
	return s
}

// csvWriter is here because encoding/csv, when it ends lines with CRLF, also
// rewrites the line breaks inside values.
type csvWriter struct {
	out        io.Writer
	buffer     []byte
	special    string // characters that make quotes necessary
	comma, end string
}

func (c *csvWriter) field(i int, s string) {
	if i > 0 {
		c.buffer = append(c.buffer, c.comma...)
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	// Some readers trim spaces around a value that is not in quotes.
	if !strings.ContainsAny(s, c.special) && strings.TrimSpace(s) == s {
		c.buffer = append(c.buffer, s...)
		return
	}
	c.buffer = append(c.buffer, '"')
	for len(s) > 0 {
		quote := strings.IndexByte(s, '"')
		if quote < 0 {
			break
		}
		c.buffer = append(append(c.buffer, s[:quote]...), `""`...)
		s = s[quote+1:]
	}
	c.buffer = append(append(c.buffer, s...), '"')
}

func (c *csvWriter) flush() error {
	_, err := c.out.Write(c.buffer)
	c.buffer = c.buffer[:0]
	return err
}
