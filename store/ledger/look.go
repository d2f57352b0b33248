package ledger

import "time"

// Look is where the second look at Unknown rows stands. It is kept in the
// ledger, so that a look that is due while no program runs is done later, and
// none is done twice.
type Look struct {
	Report Position `json:"report"`  // newest license report that was judged; 0 when none was
	Done   int      `json:"done"`    // looks since the last regular sync
	DueAt  Instant  `json:"due_at"`  // of the next look; 0 = there is none
	SetAt  Instant  `json:"set_at"`  // when DueAt was fixed, by the same clock
	Begun  bool     `json:"begun"`   // the next look has asked for the report
	Rows   int      `json:"rows"`    // Unknown rows that were not known yet
	InVain Instant  `json:"in_vain"` // of the newest report that was the last look and still left rows open; 0 = never
}

// lookAfter is when the report is asked for again, counted from the one that
// was read first. Microsoft: "wait several minutes and download again".
var lookAfter = []time.Duration{2 * time.Minute, 10 * time.Minute, time.Hour}

// Next gives what follows once a report was judged, or could not be read: the
// next look at the rows that are not known yet, or rest. Looks that were late
// keep their distance.
func (l Look) Next(now Instant, rows int) Look {
	next := l.Rest()
	next.Rows = rows
	if rows > 0 && l.Done >= len(lookAfter) {
		next.InVain = l.Report.Instant()
	}
	if rows == 0 || l.Done >= len(lookAfter) {
		return next
	}
	pause := lookAfter[l.Done]
	if l.Done > 0 {
		pause -= lookAfter[l.Done-1]
	}
	return next.at(now, pause)
}

// Later gives the same look again after a pause: its report is still being
// prepared.
func (l Look) Later(now Instant) Look { return l.at(now, lookAfter[1]) }

func (l Look) at(now Instant, pause time.Duration) Look {
	l.SetAt, l.DueAt = now, now+Instant(pause.Milliseconds())
	return l
}

// Rest gives the same without a next look.
func (l Look) Rest() Look {
	return Look{Report: l.Report, Done: l.Done, Rows: l.Rows, InVain: l.InVain}
}

// Wait is how long to wait for the look; 0 when it is due. A clock that was set
// back does not make it longer than it was. Without a look it is 0.
func (l Look) Wait(now Instant) time.Duration {
	left := min(l.DueAt-now, l.DueAt-l.SetAt)
	return max(0, time.Duration(left)*time.Millisecond)
}

// IsDue tells whether there is a look to do.
func (l Look) IsDue(now Instant) bool { return l.DueAt != 0 && (now >= l.DueAt || now < l.SetAt) }

// lookWindow is how long a row that was looked at in vain still counts:
// Microsoft's list lags minutes, not days.
const lookWindow = 24 * time.Hour

// Settled is the instant up to which rows that turned Unknown are not looked at
// any more, given the instant of the newest report.
func (l Look) Settled(report Instant) Instant {
	return max(0, min(l.InVain, report-Instant(lookWindow.Milliseconds())))
}

// Unresolved is what the newest license report leaves open.
type Unresolved struct {
	Report     Position // of its listing; 0 when none was read
	Rows       int      // Unknown rows that no confirmed departure explains, without those that Look.Settled leaves out
	Candidates []string // object ids of accounts that may be behind them and that are not known to have left
}
