package importer

import (
	"bufio"
	"errors"
	"io"
	"unicode/utf8"
)

// maxRecord bounds one row. Only a quotation mark that is never closed makes a
// row so long.
const maxRecord = 1 << 20

var (
	errTooLong    = errors.New("a row is longer than 1 MiB")
	errOpenQuote  = errors.New("a quotation mark is opened and never closed")
	errNotUTF8    = errors.New("the text is neither UTF-8 nor UTF-16")
	errAfterQuote = errors.New("text follows a closing quotation mark")
)

// records reads rows by RFC 4180: cells may be quoted, and quoted cells may hold
// delimiters, doubled quotation marks and line breaks. A quotation mark inside
// an unquoted cell is text. Lines end with LF, CR LF or CR.
type records struct {
	in        *bufio.Reader
	delimiter byte
	line      int // line that comes next, from 1
	buffer    []byte
	ends      []int // where cells end in buffer
}

func newRecords(in *bufio.Reader, delimiter byte) *records {
	return &records{in: in, delimiter: delimiter, line: 1}
}

// next gives the cells of a row and its first line; io.EOF at the end. Rows
// without any character are passed over. After errAfterQuote the next row can
// be read, after any other error none.
func (s *records) next() (cells []string, line int, err error) {
	for {
		line = s.line
		if err := s.scan(); err != nil {
			return nil, line, err
		}
		if len(s.ends) > 1 || len(s.buffer) > 0 {
			break
		}
	}
	if !utf8.Valid(s.buffer) {
		return nil, line, errNotUTF8
	}
	text := string(s.buffer)
	cells = make([]string, len(s.ends))
	begin := 0
	for i, end := range s.ends {
		cells[i] = text[begin:end]
		begin = end
	}
	return cells, line, nil
}

// scan reads one row into buffer and ends.
func (s *records) scan() error {
	s.buffer, s.ends = s.buffer[:0], s.ends[:0]
	var malformed error
	begin, quoted, closed, any := 0, false, false, false
	for {
		c, err := s.in.ReadByte()
		switch {
		case err == io.EOF && !any:
			return io.EOF
		case quoted && (err == io.EOF || len(s.buffer) > maxRecord):
			return errOpenQuote
		case len(s.buffer) > maxRecord, len(s.ends) > maxRecord:
			return errTooLong
		case err == io.EOF:
			s.ends = append(s.ends, len(s.buffer))
			return malformed
		case err != nil:
			return err
		}
		any = true
		switch {
		case quoted && c == '"':
			if s.skip('"') {
				s.buffer = append(s.buffer, '"')
			} else {
				quoted, closed = false, true
			}
		case c == '\r' || c == '\n':
			if c == '\r' {
				s.skip('\n')
			}
			s.line++
			if !quoted {
				s.ends = append(s.ends, len(s.buffer))
				return malformed
			}
			s.buffer = append(s.buffer, '\n')
		case quoted:
			s.buffer = append(s.buffer, c)
		case c == s.delimiter:
			s.ends = append(s.ends, len(s.buffer))
			begin, closed = len(s.buffer), false
		case c == '"' && !closed && len(s.buffer) == begin:
			quoted = true
		case closed:
			if c != ' ' {
				malformed = errAfterQuote
			}
		default:
			s.buffer = append(s.buffer, c)
		}
	}
}

// skip reads the next byte if it is c.
func (s *records) skip(c byte) bool {
	next, err := s.in.Peek(1)
	if err != nil || next[0] != c {
		return false
	}
	_, err = s.in.Discard(1)
	return err == nil
}
