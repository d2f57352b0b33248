package ledger

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestOffset(t *testing.T) {
	at := func(n int) time.Time {
		return time.Date(2025, 1, 1, 4, 0, 48, 0, time.UTC).Add(time.Duration(n*n*37) * time.Hour).Add(time.Duration(n) * time.Second)
	}
	pairs := func(n int, by time.Duration, before, after Precision) (all []DatePair) {
		for i := range n {
			all = append(all, DatePair{FormatDateText(at(i), before), FormatDateText(at(i).Add(by), after)})
		}
		return all
	}
	summer := pairs(10, time.Hour, PrecisionSecond, PrecisionSecond)
	for n := range summer[5:] {
		summer[n].After = FormatDateText(at(n).Add(2*time.Hour), PrecisionSecond)
	}
	for _, tt := range []struct {
		name    string
		pairs   []DatePair
		minutes int
		ok      bool
	}{
		{"no pairs", nil, 0, false},
		{"one zone", pairs(8, 0, PrecisionSecond, PrecisionSecond), 0, true},
		{"an hour ahead", pairs(8, time.Hour, PrecisionSecond, PrecisionSecond), 60, true},
		{"half an hour too", pairs(8, 5*time.Hour+30*time.Minute, PrecisionMinute, PrecisionSecond), 330, true},
		{"behind", pairs(8, -8*time.Hour, PrecisionSecond, PrecisionMinute), -480, true},
		{"a day, dates only", pairs(8, 24*time.Hour, PrecisionDay, PrecisionDay), 1440, true},
		{"dates only beside times", pairs(8, time.Hour, PrecisionSecond, PrecisionDay), 0, false},
		{"too few", pairs(4, time.Hour, PrecisionSecond, PrecisionSecond), 0, false},
		{"one date that many share", append(pairs(1, time.Hour, PrecisionSecond, PrecisionSecond),
			append(pairs(1, time.Hour, PrecisionSecond, PrecisionSecond), pairs(1, time.Hour, PrecisionSecond, PrecisionSecond)...)...), 0, false},
		{"no zone is seven minutes away", pairs(8, 7*time.Minute, PrecisionSecond, PrecisionSecond), 0, false},
		{"no zone is two days away", pairs(8, 48*time.Hour, PrecisionSecond, PrecisionSecond), 0, false},
		{"some rows are dated anew", append(pairs(19, time.Hour, PrecisionSecond, PrecisionSecond), pairs(1, 99*time.Hour, PrecisionSecond, PrecisionSecond)...), 60, true},
		{"most rows are dated anew", append(pairs(8, time.Hour, PrecisionSecond, PrecisionSecond), pairs(8, 99*time.Hour, PrecisionSecond, PrecisionSecond)...), 0, false},
		{"summer time in one of them", summer, 0, false},
	} {
		if minutes, ok := Offset(tt.pairs); minutes != tt.minutes || ok != tt.ok {
			t.Errorf("%s: %d %v, want %d %v", tt.name, minutes, ok, tt.minutes, tt.ok)
		}
	}
}

// Whatever the offset, it is measured, the other way round it is the opposite,
// and to shift by it makes the dates the same.
func TestOffset_ShiftsBack(t *testing.T) {
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 13))
		by := time.Duration(random.IntN(2*26*4+1)-26*4) * offsetQuarter
		precision := []Precision{PrecisionMinute, PrecisionSecond}[random.IntN(2)]
		var there, back []DatePair
		for range leastPairs + random.IntN(40) {
			at := time.Unix(1_700_000_000+random.Int64N(50_000_000), 0)
			p := DatePair{FormatDateText(at, precision), FormatDateText(at.Add(by), precision)}
			there, back = append(there, p), append(back, DatePair{p.After, p.Before})
		}
		minutes, ok := Offset(there)
		opposite, okBack := Offset(back)
		if !ok || !okBack || minutes != int(by/time.Minute) || opposite != -minutes {
			t.Fatalf("seed %d: %v is measured as %d and %d", seed, by, minutes, opposite)
		}
		for _, p := range there {
			if got := ShiftDate(p.After, -minutes); got != p.Before {
				t.Fatalf("seed %d: %s shifted back is %s, want %s", seed, p.After, got, p.Before)
			}
		}
	}
	for date, want := range map[string]string{"2026-01-02": "2026-01-02", "": "", "soon": "soon"} {
		if got := ShiftDate(date, 60); got != want {
			t.Errorf("%q shifted is %q", date, got)
		}
	}
	if got := ShiftDate("2026-01-01", -1440); got != "2025-12-31" {
		t.Errorf("a day before is %s", got)
	}
}
