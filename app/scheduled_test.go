package app

import (
	"testing"
	"time"

	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
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

// TestScheduled_TroubleIsTold: of one time that was missed nothing is said, since it is
// caught up; of two it is, whatever the last run came to.
func TestScheduled_TroubleIsTold(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 30, 0, 0, time.Local) }
	daily := schedule.Times{Hour: 6}
	weekly := schedule.Times{Hour: 6, Days: []time.Weekday{time.Monday, time.Friday}} // 2 March is a Monday
	for _, c := range []struct {
		times    schedule.Times
		ran, now time.Time
		code     ledger.Code
		want     Trouble
	}{
		{times: daily, now: at(2, 13)},
		{times: daily, now: at(4, 5)},                        // one time was missed
		{times: daily, now: at(4, 6)},                        // the second may be going on
		{times: daily, now: at(4, 7), want: TroubleOverdue},  // and should be over
		{times: weekly, now: at(9, 5)},                       // Friday was missed, Monday is to come
		{times: weekly, now: at(9, 7), want: TroubleOverdue}, // and was missed
		{times: weekly, ran: at(6, 6), now: at(12, 23)},      // Monday was missed
		{times: daily, ran: at(9, 6), now: at(9, 7)},         // all is well
		{times: daily, ran: at(9, 6), now: at(9, 7), code: ledger.CodeOffline, want: TroubleFailed},
		{times: daily, ran: at(9, 6), now: at(10, 23), code: ledger.CodeSignInRequired, want: TroubleFailed},
		{times: daily, ran: at(9, 6), now: at(12, 6), code: ledger.CodeOffline, want: TroubleOverdue},
		{times: daily, ran: at(9, 6), now: at(9, 7), code: ledger.CodePartial, want: TroublePartial},
		{times: daily, ran: at(9, 6), now: at(9, 7), code: ledger.CodeDue},     // told by what is due
		{times: daily, ran: at(9, 6), now: at(9, 7), code: ledger.CodeHeld},    // told where an OK is given
		{times: daily, ran: at(9, 6), now: at(9, 7), code: ledger.CodePending}, // the next one picks it up
		{times: daily, ran: at(12, 6), now: at(11, 20)},                        // a clock that was set back
	} {
		s := Scheduled{Planned: schedule.Planned{Task: schedule.Task{Times: c.times}, Since: at(2, 12)}}
		if !c.ran.IsZero() {
			s.LastRun = &schedule.Record{Began: c.ran, Code: c.code}
		}
		if got := s.Trouble(c.now); got != c.want {
			t.Errorf("%s, ran %s with %q, now %s: %q, want %q", c.times, c.ran, c.code, c.now, got, c.want)
		}
	}
	unknown := Scheduled{Planned: schedule.Planned{Task: schedule.Task{Times: daily}}}
	if got := unknown.Trouble(at(9, 7)); got != "" {
		t.Errorf("of one of which it is not known since when there is %q", got)
	}
}
