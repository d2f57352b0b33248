package export

import (
	"time"
)

// precision tells what is known of a date.
type precision int

const (
	toSecond precision = iota
	toDay
	toMonth
)

// parseDate reads a date of a ledger.Row: 2006-01, 2006-01-02 or RFC 3339.
// Instants are moved to zone; days and months have none. ok is false for
// anything else, which is then shown as the text it is.
func parseDate(s string, zone *time.Location) (t time.Time, p precision, ok bool) {
	var err error
	switch len(s) {
	case len("2006-01"):
		t, err = time.Parse("2006-01", s)
		return t, toMonth, err == nil
	case len("2006-01-02"):
		t, err = time.Parse("2006-01-02", s)
		return t, toDay, err == nil
	}
	t, err = time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, toSecond, false
	}
	return t.In(zone), toSecond, true
}

// Days and years that a workbook can count, as seconds of a wall clock. It
// counts from serialEpoch, and serialFrom is the first day whose number all
// spreadsheet programs agree on: Excel counts a 29 February 1900 that never was,
// others do not.
var (
	serialEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
	serialFrom  = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC).Unix()
	serialEnd   = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
)

// serial gives the number that stands for the wall clock of t in a workbook:
// days since 30 December 1899, whole seconds. ok is false outside the years
// that a workbook can hold.
func serial(t time.Time) (days float64, ok bool) {
	_, offset := t.Zone()
	wall := t.Unix() + int64(offset)
	if wall < serialFrom || wall >= serialEnd {
		return 0, false
	}
	return float64(wall-serialEpoch) / 86400, true
}

// DateForm says how CSV writes dates.
type DateForm string

// The closed list of date forms.
const (
	DateISO    DateForm = "iso"    // 2022-02-28 or 2022-02-28T04:00:48Z, as the console prints them
	DateReport DateForm = "report" // 2/28/2022 or 2/28/2022 4:00:48 AM in UTC, as Microsoft's report has them
	DateLocal  DateForm = "local"  // 28-02-2022 04:00:48 (nl) or 2022-02-28 04:00:48 (en), in the ledger's zone

	dateReportDay DateForm = "report-day" // 2/28/2022 in UTC whatever is known of the time, as the report of 2017
)

// DateForms gives the forms that can be chosen.
func DateForms() []DateForm { return []DateForm{DateISO, DateLocal, DateReport} }

// format writes a date of a row in the form; a text that is no date stays.
func (f DateForm) format(s string, zone *time.Location, w *words) string {
	if f == DateISO {
		return s
	}
	if f == DateReport || f == dateReportDay {
		zone = time.UTC
	}
	t, p, ok := parseDate(s, zone)
	if !ok {
		return s
	}
	if f == dateReportDay && p == toSecond {
		p = toDay
	}
	if f == DateReport || f == dateReportDay {
		return t.Format([...]string{toSecond: "1/2/2006 3:04:05 PM", toDay: "1/2/2006", toMonth: "2006-01"}[p])
	}
	return t.Format(w.goDate[p])
}
