package export

import (
	"context"
	"io"
	"slices"
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
	if !slices.Contains(DateForms(), o.DateForm) {
		return o, ledger.Errorf(ledger.CodeUsage, "export", "There is no date form %q. Use iso, local or report.", o.DateForm)
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
	if err := checkReport(l, o); err != nil {
		return err
	}
	o, err := o.checked()
	if err != nil {
		return err
	}
	in := wordsOf(m.Language)
	if l.IsReport() {
		m, o, in = asReport(l, m)
	}
	columns, err := columnsOf(ctx, l, m, rows)
	if err != nil {
		return err
	}
	c := newCSVEncoder(columns, m, o, in)
	if _, err := w.Write(c.header(l)); err != nil {
		return err
	}
	return eachBlock(ctx, rows, columns, 0, rows.Len(), c.rows, func(text []byte, done int) error {
		progress.tell(done)
		_, err := w.Write(text)
		return err
	})
}

// csvEncoder is here because encoding/csv, when it ends lines with CRLF, also
// rewrites the line breaks inside values. It holds nothing that changes.
type csvEncoder struct {
	columns []column
	meta    Meta
	words   *words
	options CSVOptions
	class   [256]byte // of the bytes of values: what they ask for
	other   bool      // the separator is no ASCII
	comma   string
	end     string
}

// What a byte of a value asks for.
const (
	inQuotes = 1 << iota
	notASCII
)

// mayHaveOuterSpace tells of most texts at one look that no space is around them.
func mayHaveOuterSpace(s string) bool {
	first, last := s[0], s[len(s)-1]
	return first <= ' ' || last <= ' ' || first >= utf8.RuneSelf || last >= utf8.RuneSelf
}

func newCSVEncoder(columns []column, m Meta, o CSVOptions, in *words) *csvEncoder {
	c := &csvEncoder{columns: columns, meta: m, words: in, options: o, comma: string(o.Comma), end: "\n", other: o.Comma >= utf8.RuneSelf}
	for _, r := range "\"\r\n" {
		c.class[r] = inQuotes
	}
	if !c.other {
		c.class[o.Comma] = inQuotes
	}
	for b := utf8.RuneSelf; b < len(c.class); b++ {
		c.class[b] = notASCII
	}
	if o.CRLF {
		c.end = "\r\n"
	}
	return c
}

func (c *csvEncoder) header(l Layout) (line []byte) {
	if c.options.BOM {
		line = append(line, "\ufeff"...)
	}
	for i, col := range c.columns {
		line = c.field(line, i, headerOf(l, col, c.words))
	}
	return append(line, c.end...)
}

func (c *csvEncoder) row(to []byte, r *ledger.Row) []byte {
	for i := range c.columns {
		to = c.field(to, i, c.value(&c.columns[i], r))
	}
	return append(to, c.end...)
}

// rows gives a function that does what row does, faster: most texts are those of
// the row before. It is for one goroutine.
func (c *csvEncoder) rows() func(to []byte, r *ledger.Row) []byte {
	type written struct {
		said  string
		field []byte // with the separator before it
	}
	before := make([]written, len(c.columns))
	return func(to []byte, r *ledger.Row) []byte {
		for i := range c.columns {
			col, b := &c.columns[i], &before[i]
			said := ""
			if col.kind == kindFlag {
				said = c.value(col, r)
			} else {
				said = string(col.text(r))
			}
			if said != b.said || b.field == nil {
				b.said, b.field = said, c.field(b.field[:0], i, c.value(col, r))
			}
			to = append(to, b.field...)
		}
		return append(to, c.end...)
	}
}

func (c *csvEncoder) value(col *column, r *ledger.Row) string {
	if col.kind == kindFlag {
		switch {
		case r.IsTrial == nil:
			return ""
		case *r.IsTrial:
			return c.words.yes
		}
		return c.words.no
	}
	s := string(col.text(r))
	switch col.kind {
	case kindDate:
		s = c.options.DateForm.format(s, c.meta.zone(), c.words)
	case kindName:
		s = c.words.name(s)
	}
	return c.guarded(s)
}

// guarded keeps a spreadsheet program from taking a text for a formula, where
// that was asked for.
func (c *csvEncoder) guarded(s string) string {
	if c.options.FormulaGuard && s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		s = "'" + s
	}
	return s
}

// field appends a value, in quotes where it needs them.
func (c *csvEncoder) field(to []byte, i int, s string) []byte {
	if i > 0 {
		to = append(to, c.comma...)
	}
	if s == "" {
		return to
	}
	classes := byte(0)
	for i := range len(s) {
		classes |= c.class[s[i]]
	}
	quoted := classes&inQuotes != 0
	if classes&notASCII != 0 {
		if !utf8.ValidString(s) {
			s = strings.ToValidUTF8(s, "\ufffd")
		}
		quoted = quoted || c.other && strings.Contains(s, c.comma)
	}
	// Some readers trim spaces around a value that is not in quotes.
	if !quoted && (!mayHaveOuterSpace(s) || strings.TrimSpace(s) == s) {
		return append(to, s...)
	}
	to = append(to, '"')
	for len(s) > 0 {
		quote := strings.IndexByte(s, '"')
		if quote < 0 {
			break
		}
		to = append(append(to, s[:quote]...), `""`...)
		s = s[quote+1:]
	}
	return append(append(to, s...), '"')
}
