package importer

import (
	"regexp"
	"strconv"
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

var (
	dateForm = regexp.MustCompile(`^(\d{1,4})([-/.])(\d{1,2})([-/.])(\d{1,4})(?:(?:T|,? +)(.+))?$`)
	timeForm = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(?:([AaPp])\.? ?[Mm]\.?)? ?(?i:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))?$`)
)

// readWritten takes a date apart. ok is false for what is no date in figures.
func readWritten(cell string) (w writtenDate, ok bool) {
	cell = strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009', '\t':
			return ' ' // newer systems put narrow spaces before AM and PM
		case '\u200e', '\u200f':
			return -1 // marks of direction
		}
		return r
	}, cell)
	m := dateForm.FindStringSubmatch(strings.TrimSpace(cell))
	if m == nil || m[2] != m[4] {
		return writtenDate{}, false
	}
	w.separator, w.precision = m[2][0], ledger.PrecisionDay
	for i, figures := range []string{m[1], m[3], m[5]} {
		w.numbers[i], _ = strconv.Atoi(figures)
		w.padded = w.padded || len(figures) == 2 && figures[0] == '0' && i < 2
	}
	switch {
	case len(m[1]) == 4 && len(m[5]) <= 2:
		w.yearFirst = true
	case len(m[1]) <= 2 && len(m[5]) == 4:
	case len(m[1]) <= 2 && len(m[5]) == 2:
		w.numbers[2] += 2000 // neither product is older
	default:
		return writtenDate{}, false
	}
	if m[6] != "" && !w.readTime(strings.TrimSpace(m[6])) {
		return writtenDate{}, false
	}
	return w, true
}

func (w *writtenDate) readTime(text string) bool {
	m := timeForm.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	w.precision = ledger.PrecisionMinute
	w.hour, _ = strconv.Atoi(m[1])
	w.min, _ = strconv.Atoi(m[2])
	if m[3] != "" {
		w.precision = ledger.PrecisionSecond
		w.sec, _ = strconv.Atoi(m[3])
	}
	if half := strings.ToLower(m[4]); half != "" {
		if w.hour < 1 || w.hour > 12 {
			return false
		}
		w.twelveHour = true
		w.hour %= 12
		if half == "p" {
			w.hour += 12
		}
	}
	if m[6] != "" {
		hours, _ := strconv.Atoi(m[7])
		minutes, _ := strconv.Atoi(m[8])
		if hours > 14 || minutes > 59 {
			return false
		}
		w.offsetSeconds = hours*3600 + minutes*60
		if m[6] == "-" {
			w.offsetSeconds = -w.offsetSeconds
		}
	}
	return w.hour < 24 && w.min < 60 && w.sec < 60
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
	t := time.Date(year, time.Month(month), day, w.hour, w.min, w.sec, 0, time.UTC)
	if t.Month() != time.Month(month) || t.Day() != day || year < 1900 || year > 9998 {
		return "", false
	}
	t = t.Add(-time.Duration(w.offsetSeconds) * time.Second)
	return ledger.FormatDateText(t, w.precision), true
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
