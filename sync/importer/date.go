package importer

import (
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// DateOrder says which comes first in dates such as 1/5/2022.
type DateOrder string

// The closed list of orders.
const (
	OrderAuto       DateOrder = "" // to be found out
	OrderDayFirst   DateOrder = "day_first"
	OrderMonthFirst DateOrder = "month_first"
)

// writtenDate is a date as it stands in a cell.
type writtenDate struct {
	yearFirst     bool
	numbers       [3]int // as written
	separator     byte   // between them
	padded        bool   // 05 for 5: not Microsoft's own form
	precision     ledger.Precision
	hour, min     int
	sec           int
	twelveHour    bool
	offsetSeconds int
}

// readWritten takes a date apart. ok is false for what is no date in figures.
func readWritten(cell string) (w writtenDate, ok bool) {
	text := scanner(plainSpaces(cell))
	first, firstDigits := text.number(4)
	w.separator = text.char("-/.")
	second, secondDigits := text.number(2)
	if w.separator == 0 || text.char("-/.") != w.separator {
		return writtenDate{}, false
	}
	third, thirdDigits := text.number(4)
	if firstDigits == 0 || secondDigits == 0 || thirdDigits == 0 {
		return writtenDate{}, false
	}
	w.numbers, w.precision = [3]int{first, second, third}, ledger.PrecisionDay
	w.padded = firstDigits == 2 && first < 10 || secondDigits == 2 && second < 10
	switch {
	case firstDigits == 4 && thirdDigits <= 2:
		w.yearFirst = true
	case firstDigits <= 2 && thirdDigits == 4:
	case firstDigits <= 2 && thirdDigits == 2:
		w.numbers[2] += 2000 // neither product is older
	default:
		return writtenDate{}, false
	}
	if text == "" {
		return w, true
	}
	if text.char("T") == 0 {
		text.char(",")
		if text.char(" ") == 0 {
			return writtenDate{}, false
		}
	}
	text = scanner(strings.TrimSpace(string(text)))
	if !w.readTime(&text) {
		return writtenDate{}, false
	}
	return w, true
}

// plainSpaces trims a cell and makes its spaces plain: newer systems put narrow
// ones before AM and PM, and marks of direction around dates.
func plainSpaces(cell string) string {
	for i := range len(cell) {
		if cell[i] >= 0x80 || cell[i] == '\t' {
			cell = strings.Map(func(r rune) rune {
				switch r {
				case '\u00a0', '\u202f', '\u2009', '\t':
					return ' '
				case '\u200e', '\u200f':
					return -1
				}
				return r
			}, cell)
			break
		}
	}
	return strings.TrimSpace(cell)
}

// readTime reads 4:00, 4:00:48 AM, 04:00:48.123+02:00 and their like, to the
// end of the text.
func (w *writtenDate) readTime(text *scanner) bool {
	var hourDigits, minDigits, digits int
	w.precision = ledger.PrecisionMinute
	w.hour, hourDigits = text.number(2)
	colon := text.char(":")
	w.min, minDigits = text.number(2)
	if hourDigits == 0 || colon == 0 || minDigits != 2 {
		return false
	}
	if text.char(":") != 0 {
		w.precision = ledger.PrecisionSecond
		if w.sec, digits = text.number(2); digits != 2 {
			return false
		}
		if text.char(".,") != 0 {
			if _, digits = text.number(9); digits == 0 {
				return false
			}
		}
	}
	text.char(" ")
	if half := text.char("AaPp"); half != 0 {
		text.char(".")
		text.char(" ")
		if text.char("Mm") == 0 || w.hour < 1 || w.hour > 12 {
			return false
		}
		text.char(".")
		w.twelveHour = true
		w.hour %= 12
		if half == 'p' || half == 'P' {
			w.hour += 12
		}
	}
	text.char(" ")
	return w.readOffset(text) && w.hour < 24 && w.min < 60 && w.sec < 60
}

// readOffset reads what stands after a time of day, if anything does.
func (w *writtenDate) readOffset(text *scanner) bool {
	switch strings.ToUpper(string(*text)) {
	case "", "Z", "UTC", "GMT":
		return true
	}
	sign := text.char("+-")
	hours, hourDigits := text.number(2)
	text.char(":")
	minutes, minDigits := text.number(2)
	if sign == 0 || hourDigits != 2 || minDigits != 2 || *text != "" || hours > 14 || minutes > 59 {
		return false
	}
	w.offsetSeconds = hours*3600 + minutes*60
	if sign == '-' {
		w.offsetSeconds = -w.offsetSeconds
	}
	return true
}

// scanner takes a text apart from its beginning.
type scanner string

// number takes the digits at the beginning, at most so many.
func (s *scanner) number(most int) (n, digits int) {
	for digits < most && digits < len(*s) && (*s)[digits] >= '0' && (*s)[digits] <= '9' {
		n = n*10 + int((*s)[digits]-'0')
		digits++
	}
	*s = (*s)[digits:]
	return n, digits
}

// char takes the character at the beginning if it is one of these; else it
// gives 0.
func (s *scanner) char(of string) byte {
	if *s == "" {
		return 0
	}
	c := (*s)[0]
	for i := range len(of) {
		if of[i] == c {
			*s = (*s)[1:]
			return c
		}
	}
	return 0
}

// canonical gives the date in the form of ledger.ReportRow. Times of day
// without an offset are taken as UTC, which Microsoft's reports use; ok is
// false when there is no such day.
func (w *writtenDate) canonical(order DateOrder) (text string, ok bool) {
	year, month, day := w.numbers[2], w.numbers[0], w.numbers[1]
	switch {
	case w.yearFirst:
		year, month, day = w.numbers[0], w.numbers[1], w.numbers[2]
	case order == OrderDayFirst:
		month, day = day, month
	}
	if month < 1 || month > 12 || day < 1 || day > daysIn(month, year) || year < 1900 || year > 9998 {
		return "", false
	}
	if w.offsetSeconds != 0 {
		t := time.Date(year, time.Month(month), day, w.hour, w.min, w.sec, 0, time.UTC)
		return ledger.FormatDateText(t.Add(-time.Duration(w.offsetSeconds)*time.Second), w.precision), true
	}
	var out [len("2022-02-28T04:00:48Z")]byte
	b := append(out[:0], byte('0'+year/1000), byte('0'+year/100%10))
	b = append(appendTwo(append(appendTwo(b, year%100), '-'), month), '-')
	b = appendTwo(b, day)
	switch w.precision {
	case ledger.PrecisionMinute:
		b = append(appendTwo(append(appendTwo(append(b, 'T'), w.hour), ':'), w.min), 'Z')
	case ledger.PrecisionSecond:
		b = append(appendTwo(append(appendTwo(append(b, 'T'), w.hour), ':'), w.min), ':')
		b = append(appendTwo(b, w.sec), 'Z')
	}
	return string(b), true
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

func daysIn(month, year int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	default:
		return 31
	}
}

// microsoftForm tells whether the date is written as Microsoft's report writes
// it: 2/28/2022 or 2/28/2022 4:00:48 AM.
func (w *writtenDate) microsoftForm() bool {
	return w.separator == '/' && !w.padded && (w.precision == ledger.PrecisionDay || w.twelveHour)
}

// usual is the order that dates with this separator mostly have.
func (w *writtenDate) usual() DateOrder {
	if w.separator == '/' {
		return OrderMonthFirst
	}
	return OrderDayFirst
}
