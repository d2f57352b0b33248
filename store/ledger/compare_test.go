package ledger

import (
	"slices"
	"testing"
	"time"
)

// on is a moment on a day of January 2026.
func on(day, hour int) Instant {
	return InstantOf(time.Date(2026, 1, day, hour, 0, 0, 0, time.UTC))
}

func TestWhyOnlyOne(t *testing.T) {
	report := func(day int) ListMoment { return ListMoment{At: on(day, 6), Lags: true} }
	directory := func(day int) ListMoment { return ListMoment{At: on(day, 6)} }
	left := func(after, before Instant) Happened { return Happened{Left: []Departing{{after, before}}} }
	for _, tt := range []struct {
		name       string
		has, lacks ListMoment
		happened   Happened
		want       DifferenceReason
		since      string
	}{
		{"left between, exactly", report(10), report(20), left(on(15, 9), on(15, 9)), ReasonLeftSince, "2026-01-15T09:00:00Z"},
		{"left between, in an interval", report(10), report(20), left(on(9, 6), on(11, 6)), ReasonLeftSince, "2026-01-09T06:00:00Z/2026-01-11T06:00:00Z"},
		{"was gone before both", report(20), report(28), left(on(1, 6), on(1, 6)), ReasonNotExplained, ""},
		{"left in the week before the list that still shows it", report(20), report(18), left(on(14, 6), on(14, 6)), ReasonLag, "2026-01-14T06:00:00Z"},
		{"a directory does not lag", directory(20), directory(20), left(on(14, 6), on(14, 6)), ReasonNotExplained, ""},
		{"lost the license before leaving", report(10), report(20), Happened{Left: []Departing{{on(18, 6), on(18, 6)}}, Held: []Stretch{{on(1, 6), on(12, 6)}}},
			ReasonLostSince, "2026-01-12T06:00:00Z"},
		{"lost it with leaving", report(10), report(20), Happened{Left: []Departing{{on(11, 6), on(12, 6)}}, Held: []Stretch{{on(1, 6), on(12, 6)}}},
			ReasonLeftSince, "2026-01-11T06:00:00Z/2026-01-12T06:00:00Z"},
		{"joined between", report(20), report(10), Happened{Created: on(15, 6), Assigned: "2026-01-16"}, ReasonJoinedSince, "2026-01-15T06:00:00Z"},
		{"assigned between, on a day", report(20), report(10), Happened{Created: on(1, 6), Assigned: "2026-01-16"}, ReasonGainedSince, "2026-01-16"},
		{"first in a list between", report(20), report(10), Happened{Assigned: "2025-01-16", Held: []Stretch{{From: on(12, 6)}}}, ReasonGainedSince, "2026-01-12T06:00:00Z"},
		{"assigned in the week before the list that lacks it", report(10), report(20), Happened{Assigned: "2026-01-14T00:00:00Z"}, ReasonLag, "2026-01-14T00:00:00Z"},
		{"assigned more than a week before", report(10), report(20), Happened{Assigned: "2026-01-12T00:00:00Z"}, ReasonNotExplained, ""},
		{"held since nobody knows when", report(20), report(10), Happened{Held: []Stretch{{}}}, ReasonNotExplained, ""},
	} {
		if reason, since := WhyOnlyOne(tt.has, tt.lacks, tt.happened); reason != tt.want || since != tt.since {
			t.Errorf("%s: %s %s, want %s %s", tt.name, reason, since, tt.want, tt.since)
		}
	}
}

func TestWhyOtherDateAndUnknown(t *testing.T) {
	early, late := ListMoment{At: on(10, 6), Lags: true}, ListMoment{At: on(20, 6), Lags: true}
	if reason, since := WhyOtherDate(late, early, "2026-01-15", "2025-03-01"); reason != ReasonGainedSince || since != "2026-01-15" {
		t.Errorf("given again between: %s %s", reason, since)
	}
	if reason, _ := WhyOtherDate(early, late, "2026-01-08T10:00:00Z", "2025-03-01"); reason != ReasonNotExplained {
		t.Errorf("the older list has the newer date, long before the newer was made: %s", reason)
	}
	if reason, _ := WhyOtherDate(late, ListMoment{At: on(20, 9), Lags: true}, "2026-01-15", "2025-03-01"); reason != ReasonLag {
		t.Errorf("given again in the week before the other list: %s", reason)
	}
	left := []Departing{{on(15, 6), on(15, 6)}}
	if reason, _ := WhyUnknown(early, late, left, ReasonUnknownThere); reason != ReasonLeftSince {
		t.Errorf("left between: %s", reason)
	}
	if reason, _ := WhyUnknown(late, early, left, ReasonUnknownHere); reason != ReasonLag {
		t.Errorf("named though gone for five days: %s", reason)
	}
	if reason, _ := WhyUnknown(late, early, nil, ReasonUnknownHere); reason != ReasonUnknownHere {
		t.Errorf("nothing tells: %s", reason)
	}
}

func TestDifferenceReasons_AreEachListedOnce(t *testing.T) {
	all := DifferenceReasons()
	slices.Sort(all)
	if len(slices.Compact(all)) != 12 {
		t.Errorf("%v", all)
	}
}
