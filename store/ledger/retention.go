package ledger

import "time"

// Retention says which days are kept as time goes by: every snapshot of the
// newest days, then the last of each week, then the last of each month. Pinned
// snapshots are kept beside it.
type Retention struct {
	AllDays    int // every snapshot of so many days
	WeeklyDays int // the last of each week of so many days; of the older ones, the last of each month
}

// DefaultRetention keeps every snapshot of 90 days and a weekly one of a year.
func DefaultRetention() Retention { return Retention{AllDays: 90, WeeklyDays: 365} }

// Keeps tells which of the snapshots are kept. instants are in order; days,
// weeks (from Monday) and months are those of zone, counted back from newest.
// What is newer than that is kept. The last of each month is kept in the weekly
// time too, so that thinning often and thinning seldom come to the same.
func (r Retention) Keeps(instants []Instant, newest Instant, zone *time.Location) []bool {
	end := newest.Time().In(zone)
	all, weekly := end.AddDate(0, 0, -r.AllDays), end.AddDate(0, 0, -r.WeeklyDays)
	keeps := make([]bool, len(instants))
	for i, at := range instants {
		t := at.Time().In(zone)
		if !t.Before(all) {
			keeps[i] = true
			continue
		}
		var next time.Time
		if i+1 < len(instants) {
			next = instants[i+1].Time().In(zone)
		}
		lastOfWeek, lastOfMonth := !sameWeek(t, next), !sameMonth(t, next)
		keeps[i] = lastOfMonth || (lastOfWeek && !t.Before(weekly))
	}
	return keeps
}

func sameWeek(a, b time.Time) bool {
	yearA, weekA := a.ISOWeek()
	yearB, weekB := b.ISOWeek()
	return yearA == yearB && weekA == weekB
}

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }

// Thinned tells what thinning took away, or would take away.
type Thinned struct {
	Snapshots int64    `json:"snapshots"` // that can no longer be opened
	Spans     int64    `json:"spans"`     // stretches of history removed
	Facts     int64    `json:"facts"`     // facts that no stretch is left of
	Bytes     int64    `json:"bytes"`     // about as much room is free in the file then
	Kept      []string `json:"kept"`      // RFC 3339 instants of the snapshots that stay, oldest first
}

// Deleted is a snapshot that was deleted, for bringing it back.
type Deleted struct {
	SnapshotID int64
	Gaps       int // sources that it did not show, because they had been thinned before
}
