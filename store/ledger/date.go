package ledger

import "time"

// Precision tells how exactly a date is known.
type Precision int

// From coarse to fine, so that the coarser of two is the smaller.
const (
	PrecisionDay    Precision = iota + 1 // 2017-02-21
	PrecisionMinute                      // 2022-02-28T04:00Z
	PrecisionSecond                      // 2022-02-28T04:00:48Z
)

var dateLayouts = map[Precision]string{
	PrecisionDay:    "2006-01-02",
	PrecisionMinute: "2006-01-02T15:04Z",
	PrecisionSecond: time.RFC3339, // of UTC; what package time is fastest at
}

// ParseDateText reads a date in the canonical form that ReportRow holds. The
// time is in UTC; a day is its first moment. ok is false for any other text.
func ParseDateText(canonical string) (t time.Time, precision Precision, ok bool) {
	switch len(canonical) {
	case len("2006-01-02"):
		precision = PrecisionDay
	case len("2006-01-02T15:04Z"):
		precision = PrecisionMinute
	case len("2006-01-02T15:04:05Z"):
		precision = PrecisionSecond
	default:
		return time.Time{}, 0, false
	}
	t, err := time.Parse(dateLayouts[precision], canonical)
	if err != nil {
		return time.Time{}, 0, false
	}
	return t.UTC(), precision, true
}

// FormatDateText writes a moment in canonical form. What is finer than the
// precision is dropped, never rounded; "" for the zero time.
func FormatDateText(t time.Time, precision Precision) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(dateLayouts[precision])
}

// SameDate tells whether two canonical dates can be the same moment: equal as
// far as the coarser one goes. Texts that are no canonical date, and "", are
// the same as themselves only.
func SameDate(a, b string) bool {
	if a == b {
		return true
	}
	// Canonical dates are equal to a precision when their beginnings are; most
	// pairs differ there, and need not be read.
	n := min(significant(a), significant(b))
	if n == 0 || a[:n] != b[:n] {
		return false
	}
	_, _, okA := ParseDateText(a)
	_, _, okB := ParseDateText(b)
	return okA && okB
}

// significant counts the bytes of a canonical date without its Z; 0 for a
// length that none has.
func significant(date string) int {
	switch len(date) {
	case len("2006-01-02"):
		return len(date)
	case len("2006-01-02T15:04Z"), len("2006-01-02T15:04:05Z"):
		return len(date) - 1
	}
	return 0
}

// HasTimeOfDay tells whether a canonical date says more than the day.
func HasTimeOfDay(canonical string) bool {
	_, precision, ok := ParseDateText(canonical)
	return ok && precision > PrecisionDay
}
