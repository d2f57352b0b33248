package importer

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// plainRecords reads rows byte by byte, the way RFC 4180 tells it: what the
// fast reader is compared with.
type plainRecords struct {
	in        *bufio.Reader
	delimiter byte
	line      int
	buffer    []byte
	ends      []int
}

func (s *plainRecords) next() (cells []string, line int, err error) {
	for {
		line = s.line
		if err := s.scan(); err != nil {
			return nil, line, err
		}
		if len(s.ends) > 1 || len(s.buffer) > 0 {
			break
		}
	}
	begin := 0
	for _, end := range s.ends {
		cell := string(s.buffer[begin:end])
		if !utf8.ValidString(cell) {
			return nil, line, errNotUTF8
		}
		cells = append(cells, cell)
		begin = end
	}
	return cells, line, nil
}

func (s *plainRecords) scan() error {
	s.buffer, s.ends = s.buffer[:0], s.ends[:0]
	var malformed error
	begin, quoted, closed, any := 0, false, false, false
	for {
		c, err := s.in.ReadByte()
		switch {
		case err == io.EOF && !any:
			return io.EOF
		case quoted && err == io.EOF:
			return errOpenQuote
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

func (s *plainRecords) skip(c byte) bool {
	next, err := s.in.Peek(1)
	if err != nil || next[0] != c {
		return false
	}
	_, err = s.in.Discard(1)
	return err == nil
}

// Rows are cut the same whatever pieces the bytes come in.
func FuzzRecords(f *testing.F) {
	for _, seed := range []string{"a,b\n", "\"a\"\"b\r\nc\",d\r\n", "\"\"x,\"y\" ,z\r\r\n\n", "\"open\n", "a\xff,b\n\"\xc3\",\"\xa9\"\n", "\"\r\n\r\"\"\",\n\"\"\n\"\" \n"} {
		f.Add([]byte(seed), byte(','))
		f.Add([]byte(strings.ReplaceAll(seed, ",", "|")), byte('|'))
	}
	f.Fuzz(func(t *testing.T, data []byte, delimiter byte) {
		if delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == ' ' || delimiter >= 0x80 {
			return
		}
		for _, in := range []io.Reader{bytes.NewReader(data), iotest.OneByteReader(bytes.NewReader(data)), iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(data)))} {
			plain := &plainRecords{in: bufio.NewReader(bytes.NewReader(data)), delimiter: delimiter, line: 1}
			fast := newRecords(in, delimiter)
			for {
				want, wantLine, wantErr := plain.next()
				cells, line, err := fast.next()
				if line != wantLine || !errors.Is(err, wantErr) || len(cells) != len(want) {
					t.Fatalf("line %d, %q, %v; want line %d, %q, %v", line, cells, err, wantLine, want, wantErr)
				}
				for i, cell := range cells {
					if string(cell) != want[i] {
						t.Fatalf("line %d: %q, want %q", line, cells, want)
					}
				}
				if err != nil && err != errAfterQuote {
					break
				}
			}
		}
	})
}

var (
	dateForm = regexp.MustCompile(`^(\d{1,4})([-/.])(\d{1,2})([-/.])(\d{1,4})(?:(?:T|,? +)(.+))?$`)
	timeForm = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(?:([AaPp])\.? ?[Mm]\.?)? ?(?i:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))?$`)
)

// plainDate reads a date by two expressions, and lets package time find out
// whether there is such a day.
func plainDate(cell string, order DateOrder) (text string, isDate, isDay bool) {
	m := dateForm.FindStringSubmatch(plainSpaces(cell))
	if m == nil || m[2] != m[4] {
		return "", false, false
	}
	var n [3]int
	for i, figures := range []string{m[1], m[3], m[5]} {
		n[i], _ = strconv.Atoi(figures)
	}
	year, month, day := n[2], n[0], n[1]
	switch first, third := len(m[1]), len(m[5]); {
	case first == 4 && third <= 2:
		year, month, day = n[0], n[1], n[2]
	case first <= 2 && (third == 4 || third == 2):
		if third == 2 {
			year += 2000
		}
		if order == OrderDayFirst {
			month, day = day, month
		}
	default:
		return "", false, false
	}
	precision, clock, offset := ledger.PrecisionDay, [3]int{}, 0
	if m[6] != "" {
		c := timeForm.FindStringSubmatch(strings.TrimSpace(m[6]))
		if c == nil {
			return "", false, false
		}
		precision = ledger.PrecisionMinute
		clock[0], _ = strconv.Atoi(c[1])
		clock[1], _ = strconv.Atoi(c[2])
		if c[3] != "" {
			precision = ledger.PrecisionSecond
			clock[2], _ = strconv.Atoi(c[3])
		}
		if c[4] != "" {
			if clock[0] < 1 || clock[0] > 12 {
				return "", false, false
			}
			if clock[0] %= 12; strings.EqualFold(c[4], "p") {
				clock[0] += 12
			}
		}
		if c[6] != "" {
			hours, _ := strconv.Atoi(c[7])
			minutes, _ := strconv.Atoi(c[8])
			if hours > 14 || minutes > 59 {
				return "", false, false
			}
			if offset = hours*3600 + minutes*60; c[6] == "-" {
				offset = -offset
			}
		}
		if clock[0] > 23 || clock[1] > 59 || clock[2] > 59 {
			return "", false, false
		}
	}
	at := time.Date(year, time.Month(month), day, clock[0], clock[1], clock[2], 0, time.UTC)
	if at.Month() != time.Month(month) || at.Day() != day || year < 1900 || year > 9998 {
		return "", true, false
	}
	return ledger.FormatDateText(at.Add(-time.Duration(offset)*time.Second), precision), true, true
}

// Dates are read the same as by the two expressions.
func FuzzDatePlain(f *testing.F) {
	for _, seed := range []string{"2/28/2022 4:00:48 AM", "28-02-2022 04:00:48", "2022-02-28T04:00:48.123+02:00", "1.5.22, 3:04 p. m.", "2022-2-29  4:00  utc",
		"2022-02-28 23:59:59.1234567890", "2022-02-28T", "1/1/2022 4:00 a.m. Z", "29-02-2000 12:00 pm -0330", "2022-02-28 04:00+2:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		for _, order := range []DateOrder{OrderDayFirst, OrderMonthFirst} {
			want, isDate, isDay := plainDate(cell, order)
			w, ok := readWritten(cell)
			if ok != isDate {
				t.Fatalf("%q is a date: %v", cell, ok)
			}
			if !ok {
				continue
			}
			if got, day := w.canonical(order); got != want || day != isDay {
				t.Fatalf("%q, %s: %q, %v; want %q, %v", cell, order, got, day, want, isDay)
			}
		}
	})
}
