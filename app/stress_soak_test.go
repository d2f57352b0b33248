//go:build stress

package app_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"
)

// TestStress_SoakADay is a day of hourly syncs with an open window, in one process.
func TestStress_SoakADay(t *testing.T) { soakFor(t, 24) }

// TestStress_SoakAMonth is the same for thirty days. LL_SOAK_HOURS makes it another
// number of hours.
func TestStress_SoakAMonth(t *testing.T) {
	hours := 30 * 24
	if text := os.Getenv("LL_SOAK_HOURS"); text != "" {
		var err error
		if hours, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	soakFor(t, hours)
}

func soakFor(t *testing.T, hours int) {
	s := newSoak(t)
	s.hours(hours)
	s.flat()
	if s.signIns == 0 || s.letIn == 0 || s.discarded == 0 {
		t.Errorf("%d sign-ins, %d listings let in, %d thrown away: some of the trouble was none", s.signIns, s.letIn, s.discarded)
	}
	s.truthAtTheEnd()
	first, last := s.usage[0], s.usage[len(s.usage)-1]
	var most usage
	for _, u := range s.usage {
		most.handles = max(most.handles, u.handles)
		most.resident = max(most.resident, u.resident)
		most.wal = max(most.wal, u.wal)
		most.goroutines = max(most.goroutines, u.goroutines)
	}
	for name, n := range map[string]int64{
		"soak-syncs": int64(s.syncs), "soak-hours-with-faults": int64(s.faults), "soak-syncs-not-complete": int64(s.unfinished),
		"soak-listings-let-in": int64(s.letIn), "soak-listings-discarded": int64(s.discarded), "soak-sign-ins": int64(s.signIns),
	} {
		t.Attr(name, strconv.FormatInt(n, 10))
	}
	t.Logf("at the start %+v\nat the end   %+v\nat most      %+v", first, last, most)
	for name, n := range map[string]int64{
		"heap-start": first.heap, "heap-end": last.heap, "rss-end": last.resident, "rss-most": most.resident,
		"handles-most": most.handles, "goroutines-most": most.goroutines, "wal-most": most.wal, "ledger-end": last.ledger,
	} {
		t.Attr(fmt.Sprintf("soak-of-%d-hours-%s", hours, name), strconv.FormatInt(n, 10))
	}
}

// flat compares the last quarter of the hours with the second, in which everything
// there is to be opened has been.
func (s *soak) flat() {
	s.t.Helper()
	quarter := len(s.usage) / 4
	second, last := s.usage[quarter:2*quarter], s.usage[3*quarter:]
	for _, one := range []struct {
		what   string
		of     func(usage) int64
		factor float64
		more   float64 // beside the factor
	}{
		{"heap", func(u usage) int64 { return u.heap }, 1.25, 2 << 20},
		{"resident memory", func(u usage) int64 { return u.resident }, 1.25, 16 << 20},
		{"goroutines", func(u usage) int64 { return u.goroutines }, 1, 4},
		{"handles", func(u usage) int64 { return u.handles }, 1, 2},
		{"connections", func(u usage) int64 { return u.connections }, 1, 0.5},
		{"temporary files", func(u usage) int64 { return u.temporary }, 1, 1},
		{"WAL", func(u usage) int64 { return u.wal }, 1.25, 1 << 20},
	} {
		if before, now := mean(second, one.of), mean(last, one.of); now > before*one.factor+one.more {
			s.t.Errorf("%s: %.0f in the second quarter, %.0f in the last", one.what, before, now)
		}
	}
	grown := func(part []usage) float64 {
		return float64(part[len(part)-1].ledger-part[0].ledger) / float64(len(part)-1)
	}
	if before, now := grown(second), grown(last); now > 1.5*before+16<<10 {
		s.t.Errorf("the ledger grew by %.0f bytes a sync in the second quarter, and by %.0f in the last", before, now)
	}
}

func mean(part []usage, of func(usage) int64) float64 {
	var sum int64
	for _, u := range part {
		sum += of(u)
	}
	return float64(sum) / float64(len(part))
}
