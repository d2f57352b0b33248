package ledger

import "time"

// DatePair is what two lists say of one thing: the canonical dates of a row
// that both have of the same person, service and license.
type DatePair struct{ Before, After string }

const (
	leastPairs    = 5                // pairs that an offset is taken from
	leastDates    = 3                // different dates among them: one that many share says no more than one
	leastAgreed   = 90               // percent of the pairs; some rows are dated anew between two lists
	mostOffset    = 26 * time.Hour   // between the zones furthest apart
	offsetQuarter = 15 * time.Minute // zones differ by whole quarters of an hour
)

// Offset measures the constant offset by which the dates of the second list are
// ahead of those of the first, in minutes: it was written in another time zone.
// Dates without a time of day tell whole days only, and nothing beside one with
// a time of day. ok is false where there are too few pairs, and where they do
// not agree; so it is for a zone whose summer time some of the dates lie in,
// since nothing tells in which of them.
func Offset(pairs []DatePair) (minutes int, ok bool) {
	counts := map[time.Duration]int{}
	dates := map[time.Duration]map[string]bool{}
	total := 0
	for _, p := range pairs {
		by, comparable := offsetOf(p)
		if !comparable {
			continue
		}
		total++
		counts[by]++
		if dates[by] == nil {
			dates[by] = map[string]bool{}
		}
		dates[by][p.Before] = true
	}
	for by, n := range counts {
		if n >= leastPairs && len(dates[by]) >= leastDates && n*100 >= total*leastAgreed {
			if by%offsetQuarter != 0 || by.Abs() > mostOffset {
				return 0, false
			}
			return int(by / time.Minute), true
		}
	}
	return 0, false
}

// offsetOf compares two dates; comparable is false where nothing follows.
func offsetOf(p DatePair) (by time.Duration, comparable bool) {
	before, coarse, ok := ParseDateText(p.Before)
	after, other, okAfter := ParseDateText(p.After)
	if !ok || !okAfter || (coarse == PrecisionDay) != (other == PrecisionDay) {
		return 0, false
	}
	if coarse = min(coarse, other); coarse == PrecisionMinute {
		before, after = before.Truncate(time.Minute), after.Truncate(time.Minute)
	}
	return after.Sub(before), true
}

// ShiftDate moves a canonical date by minutes. One without a time of day is
// moved by whole days only, and else left as it is, like any other text.
func ShiftDate(date string, minutes int) string {
	if minutes == 0 {
		return date
	}
	t, precision, ok := ParseDateText(date)
	if !ok || precision == PrecisionDay && minutes%(24*60) != 0 {
		return date
	}
	return FormatDateText(t.Add(time.Duration(minutes)*time.Minute), precision)
}
