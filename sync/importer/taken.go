package importer

import (
	"regexp"
	"strconv"
	"time"

	"licenseledger/store/ledger"
)

// Taken is when a list was downloaded, and how that is known.
type Taken struct {
	At   ledger.Instant
	Rule ledger.AtRule // given, file_name, file_time or latest_assigned
	Text string        // what it was read from: "2017-03-01"
}

// endOfDay is what a day without a time means: its last second in the ledger's
// zone, so that the list of a day counts for that day.
func endOfDay(year int, month time.Month, day int, zone *time.Location) time.Time {
	return time.Date(year, month, day, 23, 59, 59, 0, zone)
}

// taken finds out when a list was downloaded: said by a person, else dated in
// the name of the file, else when the file was last written; and never before
// latest, the latest assigned date in it (canonical, "" for none). A day means
// its end, but for the day on which the file was written: it cannot tell what
// happened later, and a list of this morning is not newer than a sync at noon.
func taken(o Options, name string, written time.Time, latest string) (Taken, error) {
	zone := o.Zone
	if zone == nil {
		zone = time.UTC
	}
	t := Taken{At: ledger.InstantOf(written), Rule: ledger.AtFileTime, Text: written.In(zone).Format(time.RFC3339)}
	if o.TakenAt != "" {
		at, err := givenMoment(o.TakenAt, zone)
		if err != nil {
			return Taken{}, err
		}
		t = Taken{At: ledger.InstantOf(notAfter(written, at, zone)), Rule: ledger.AtGiven, Text: o.TakenAt}
	} else if day, text, ok := dateInName(name); ok {
		at := notAfter(written, endOfDay(day.Year(), day.Month(), day.Day(), zone), zone)
		t = Taken{At: ledger.InstantOf(at), Rule: ledger.AtFileName, Text: text}
	}
	if assigned, precision, ok := ledger.ParseDateText(latest); ok {
		earliest, at := assigned, assigned
		if precision == ledger.PrecisionDay {
			earliest = time.Date(assigned.Year(), assigned.Month(), assigned.Day(), 0, 0, 0, 0, zone)
			at = endOfDay(assigned.Year(), assigned.Month(), assigned.Day(), zone)
		}
		if t.At < ledger.InstantOf(earliest) {
			t = Taken{At: ledger.InstantOf(at), Rule: ledger.AtLatestAssigned, Text: latest}
		}
	}
	return t, nil
}

// notAfter gives when the file was written instead of the end of that day.
func notAfter(written, at time.Time, zone *time.Location) time.Time {
	written = written.In(zone)
	if at.Equal(endOfDay(written.Year(), written.Month(), written.Day(), zone)) {
		return written
	}
	return at
}

func givenMoment(text string, zone *time.Location) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return endOfDay(day.Year(), day.Month(), day.Day(), zone), nil
	}
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, ledger.Errorf(ledger.CodeUsage, "read date",
			"%q is no date. Write 2026-03-31, or a moment such as 2026-03-31T17:00:00Z.", text)
	}
	return moment, nil
}

var (
	yearFirstName = regexp.MustCompile(`(?:^|\D)((20\d\d)([-_. ]?)(\d\d)([-_. ]?)(\d\d))(?:\D|$)`)
	yearLastName  = regexp.MustCompile(`(?:^|\D)((\d{1,2})([-_.])(\d{1,2})([-_.])(20\d\d))(?:\D|$)`)
)

// dateInName finds the day that the name of a file tells: 2017-03-01, 20170301
// or 15-05-2022. A name that tells two days, or one that can be read in two
// ways, tells none.
func dateInName(name string) (day time.Time, text string, ok bool) {
	found := map[time.Time]string{}
	// A character may end one date and begin the next, so look again from the
	// end of each date rather than from the end of the match.
	each := func(form *regexp.Regexp, read func(m []string)) {
		for rest := name; ; {
			at := form.FindStringSubmatchIndex(rest)
			if at == nil {
				return
			}
			m := form.FindStringSubmatch(rest)
			if m[3] == m[5] {
				read(m)
			}
			rest = rest[at[3]:]
		}
	}
	each(yearFirstName, func(m []string) {
		if day, ok := dayOf(m[2], m[4], m[6]); ok {
			found[day] = m[1]
		}
	})
	ambiguous := false
	each(yearLastName, func(m []string) {
		dayFirst, okDay := dayOf(m[6], m[4], m[2])
		monthFirst, okMonth := dayOf(m[6], m[2], m[4])
		switch {
		case okDay && okMonth && dayFirst != monthFirst:
			ambiguous = true
		case okDay:
			found[dayFirst] = m[1]
		case okMonth:
			found[monthFirst] = m[1]
		}
	})
	if len(found) != 1 || ambiguous {
		return time.Time{}, "", false
	}
	for day, text = range found {
	}
	return day, text, true
}

func dayOf(year, month, day string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d && t.Month() == time.Month(m)
}
