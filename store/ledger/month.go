package ledger

import "time"

// monthLayout is how a month is written: 2026-03.
const monthLayout = "2006-01"

// Month is a month of the calendar, as 2026-03. Its days are those of the
// ledger's zone.
type Month string

// MonthOf gives the month that an instant lies in.
func MonthOf(at Instant, zone *time.Location) Month {
	return Month(at.Time().In(zone).Format(monthLayout))
}

// ParseMonth reads a month as people type it, of after 1970: instants before it, and 0,
// are of nothing that was read. Code usage.
func ParseMonth(text string) (Month, error) {
	at, err := time.Parse(monthLayout, text)
	if err != nil || InstantOf(at) <= 0 {
		return "", Errorf(CodeUsage, "", "%q is no month. Write it as 2026-03.", text)
	}
	return Month(at.Format(monthLayout)), nil
}

// Bounds gives the first instant of the month, and the first after it.
func (m Month) Bounds(zone *time.Location) (from, to Instant) {
	first, err := time.ParseInLocation(monthLayout, string(m), zone)
	if err != nil {
		return 0, 0
	}
	return InstantOf(first), InstantOf(first.AddDate(0, 1, 0))
}

// Add gives the month that lies so many months later; earlier below 0.
func (m Month) Add(months int) Month {
	first, err := time.Parse(monthLayout, string(m))
	if err != nil {
		return ""
	}
	return Month(first.AddDate(0, months, 0).Format(monthLayout))
}

// MonthReading is a month in which something was read, and the reading that
// stands for it: the one that it was closed with, else its last.
type MonthReading struct {
	Month      Month  `json:"month"`
	SnapshotID int64  `json:"snapshot_id"`
	At         string `json:"at"` // instant of the reading
	Over       bool   `json:"over"`
	Closed     bool   `json:"closed"`
	ClosedAt   Text   `json:"closed_at"` // null while it is open
	Readings   int    `json:"readings"`  // of the month, that can be opened
	Later      int    `json:"later"`     // of them after the reading that it was closed with

	Before Month `json:"-"` // the month before, if it was read; else ""
}
