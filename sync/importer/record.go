package importer

import (
	"bytes"
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
	errNeedMore   = errors.New("the row goes on after what was read")
)

// records reads rows by RFC 4180: cells may be quoted, and quoted cells may hold
// delimiters, doubled quotation marks and line breaks. A quotation mark inside
// an unquoted cell is text. Lines end with LF, CR LF or CR.
//
// Cells are cut out of large blocks: what next gives is valid until it is called
// again.
type records struct {
	in        io.Reader
	delimiter byte
	ends      [256]bool // what a cell that is not quoted ends before
	line      int       // line that comes next, from 1

	data    []byte // read and not yet given out
	buffer  []byte // that data is in
	ended   error  // what ended the reading: io.EOF or another; nil before
	cells   [][]byte
	rewrite []byte // cells that do not stand in data as they are
}

func newRecords(in io.Reader, delimiter byte) *records {
	s := &records{in: in, delimiter: delimiter, line: 1}
	s.ends[delimiter], s.ends['\n'], s.ends['\r'] = true, true, true
	return s
}

// next gives the cells of a row and its first line; io.EOF at the end. Rows
// without any character are passed over. After errAfterQuote the next row can
// be read, after any other error none.
func (s *records) next() (cells [][]byte, line int, err error) {
	for {
		line = s.line
		row, err := s.take()
		if err != nil {
			return nil, line, err
		}
		if len(s.cells) == 1 && len(s.cells[0]) == 0 {
			continue
		}
		if !utf8.Valid(row) {
			return nil, line, errNotUTF8
		}
		return s.cells, line, nil
	}
}

// take cuts the next row from data and reads more where it is not all there.
func (s *records) take() (row []byte, err error) {
	for {
		if len(s.data) == 0 && s.ended != nil {
			return nil, s.ended
		}
		if len(s.data) > 0 {
			length, lines, err := s.cut()
			if err != errNeedMore {
				row, s.data = s.data[:length], s.data[length:]
				s.line += lines
				return row, err
			}
		}
		if s.ended != nil && s.ended != io.EOF {
			return nil, s.ended
		}
		s.fill()
	}
}

// fill reads more behind data.
func (s *records) fill() {
	if len(s.data) >= len(s.buffer)/2 {
		larger := make([]byte, max(2*blockSize, 2*len(s.buffer)))
		s.data, s.buffer = larger[:copy(larger, s.data)], larger
	} else {
		s.data = s.buffer[:copy(s.buffer, s.data)]
	}
	for range 100 {
		n, err := s.in.Read(s.buffer[len(s.data):])
		s.data, s.ended = s.buffer[:len(s.data)+n], err
		if n > 0 || err != nil {
			return
		}
	}
	s.ended = io.ErrNoProgress
}

// cut finds the cells of the row at the beginning of data, its length with its
// line end and how many lines that is. errNeedMore says that its end is not
// there yet.
func (s *records) cut() (length, lines int, malformed error) {
	s.cells, s.rewrite = s.cells[:0], s.rewrite[:0]
	data, at, last := s.data, 0, s.ended == io.EOF
	delimiter := s.delimiter
	for {
		begin := at
		if at < len(data) && data[at] == '"' {
			cell, end, breaks, err := s.quoted(at + 1)
			if err != nil {
				return 0, 0, err
			}
			at, lines = end, lines+breaks
			for at < len(data) && data[at] != delimiter && data[at] != '\n' && data[at] != '\r' {
				if data[at] != ' ' {
					malformed = errAfterQuote
				}
				at++
			}
			s.cells = append(s.cells, cell)
		} else {
			for at < len(data) && !s.ends[data[at]] {
				at++
			}
			s.cells = append(s.cells, data[begin:at])
		}
		if at > maxRecord {
			return 0, 0, errTooLong
		}
		switch {
		case at == len(data) && !last:
			return 0, 0, errNeedMore
		case at == len(data):
			return at, lines, malformed
		case data[at] == delimiter:
			at++
		case data[at] == '\n':
			return at + 1, lines + 1, malformed
		case at+1 == len(data) && !last: // CR, perhaps with LF
			return 0, 0, errNeedMore
		case at+1 < len(data) && data[at+1] == '\n':
			return at + 2, lines + 1, malformed
		default:
			return at + 1, lines + 1, malformed
		}
	}
}

// quoted finds the content of a quoted cell, whose first character is at, and
// the place after its closing mark. Line breaks in it become LF.
func (s *records) quoted(at int) (cell []byte, end, breaks int, err error) {
	begin, written := at, -1 // where the cell begins in rewrite; -1 while it stands in data
	for {
		length := bytes.IndexAny(s.data[at:], "\"\r\n")
		if length < 0 || at+length+1 == len(s.data) && s.ended != io.EOF {
			switch {
			case s.ended == io.EOF || len(s.data) > maxRecord:
				return nil, 0, 0, errOpenQuote
			default:
				return nil, 0, 0, errNeedMore
			}
		}
		at += length
		next := byte(0)
		if at+1 < len(s.data) {
			next = s.data[at+1]
		}
		switch {
		case s.data[at] == '\n':
			breaks++
			at++
			continue
		case s.data[at] == '"' && next != '"':
			if written < 0 {
				return s.data[begin:at], at + 1, breaks, nil
			}
			s.rewrite = append(s.rewrite, s.data[begin:at]...)
			return s.rewrite[written:len(s.rewrite):len(s.rewrite)], at + 1, breaks, nil
		}
		if written < 0 {
			written = len(s.rewrite)
		}
		s.rewrite = append(s.rewrite, s.data[begin:at]...)
		if s.data[at] == '"' {
			s.rewrite = append(s.rewrite, '"')
			at += 2
		} else {
			s.rewrite = append(s.rewrite, '\n')
			breaks++
			if at++; next == '\n' {
				at++
			}
		}
		begin = at
	}
}
