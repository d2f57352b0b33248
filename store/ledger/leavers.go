package ledger

import "time"

// LeaverMonthsLeast is the fewest months that names of leavers can be kept: an
// account can be restored for 30 days, and must still be somebody then.
const LeaverMonthsLeast = 2

// LeaverMonthsMost bounds them.
const LeaverMonthsMost = 600

// LeaverMonthsUsual is what is proposed: a year can be looked back at, and
// whoever left in its first month.
const LeaverMonthsUsual = 13

// LeaverNames tells how long the names of people who left are kept.
type LeaverNames struct {
	Chosen bool `json:"chosen"` // somebody chose; until then no name is forgotten by itself
	Months int  `json:"months"` // after they left; 0 = for good
}

// Due tells whether the time of somebody who was gone at left is over. Months
// are those of the calendar; a day that a month does not have counts as one of
// the next, so that nobody is forgotten early.
func (n LeaverNames) Due(left Instant, at time.Time) bool {
	return n.Months > 0 && !left.Time().In(at.Location()).AddDate(0, n.Months, 0).After(at)
}
