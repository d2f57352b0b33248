package ledger

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRetention_KeepsDaysThenWeeksThenMonths(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	var instants []Instant
	first := time.Date(2025, 1, 1, 23, 30, 0, 0, zone) // late, so that a wrong zone would show
	for day := range 100 {
		instants = append(instants, InstantOf(first.AddDate(0, 0, day)))
	}
	keeps := Retention{AllDays: 7, WeeklyDays: 40}.Keeps(instants, instants[99], zone)
	var got []string
	for i, keep := range keeps {
		if keep {
			got = append(got, instants[i].Time().In(zone).Format("Mon 01-02"))
		}
	}
	want := []string{"Fri 01-31", "Fri 02-28", // the last of each month
		"Sun 03-02", "Sun 03-09", "Sun 03-16", "Sun 03-23", "Sun 03-30", "Mon 03-31", // of each week, and of March
		"Thu 04-03", "Fri 04-04", "Sat 04-05", "Sun 04-06", "Mon 04-07", "Tue 04-08", "Wed 04-09", "Thu 04-10"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +kept:\n%s", d)
	}
}

// TestRetention_ThinningOftenComesToTheSame thins a history every day and
// compares with thinning it once.
func TestRetention_ThinningOftenComesToTheSame(t *testing.T) {
	r := Retention{AllDays: 5, WeeklyDays: 30}
	var kept, all []Instant
	for day := range 200 {
		at := InstantOf(time.Date(2025, 1, 1, 6, 0, 0, 0, time.UTC).AddDate(0, 0, day))
		kept, all = append(kept, at), append(all, at)
		kept = only(kept, r.Keeps(kept, at, time.UTC))
	}
	if d := cmp.Diff(only(all, r.Keeps(all, all[199], time.UTC)), kept); d != "" {
		t.Errorf("-once +daily:\n%s", d)
	}
}

func only(all []Instant, keeps []bool) []Instant {
	var kept []Instant
	for i, keep := range keeps {
		if keep {
			kept = append(kept, all[i])
		}
	}
	return kept
}

func TestRetention_KeepsWhatIsNewerThanTheInstantGiven(t *testing.T) {
	at := InstantOf(time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC))
	got := Retention{}.Keeps([]Instant{at - 2, at - 1, at, at + 1}, at, time.UTC)
	if d := cmp.Diff([]bool{false, true, true, true}, got); d != "" {
		t.Error(d)
	}
}
