package app

import (
	"testing"
	"time"

	"licenseledger/app/schedule"
)

// TestScheduled_IsMissedOnce: however many times have passed, one sync catches up, and
// what was set up today has missed nothing.
func TestScheduled_IsMissedOnce(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.Local) }
	s := Scheduled{Planned: schedule.Planned{Task: schedule.Task{Times: schedule.Times{Hour: 6}}, Since: at(2, 12)}}
	for _, c := range []struct {
		ran, now time.Time
		missed   bool
	}{
		{now: at(2, 13)},                                 // set up an hour ago
		{now: at(3, 5)},                                  // its time has not come
		{now: at(3, 6), missed: true},                    // it comes
		{now: at(9, 9), missed: true},                    // it was off for a week
		{ran: at(9, 9), now: at(9, 10)},                  // and has caught up
		{ran: at(9, 9), now: at(10, 5)},                  // until the next time
		{ran: at(9, 9), now: at(10, 7), missed: true},    // which comes
		{ran: at(1, 6), now: at(2, 13)},                  // by a schedule of before
		{ran: at(12, 6), now: at(11, 20), missed: false}, // a clock that was set back
	} {
		s.LastRun = nil
		if !c.ran.IsZero() {
			s.LastRun = &schedule.Record{Began: c.ran}
		}
		if got := s.missed(c.now); got != c.missed {
			t.Errorf("ran %s, now %s: missed %v", c.ran, c.now, got)
		}
	}
}
