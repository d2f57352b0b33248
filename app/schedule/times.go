package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// Times are the times of a Task: a time of day, by the clock on the wall.
type Times struct {
	Hour, Minute int
	Days         []time.Weekday // from Monday on, each once; none is every day
}

// weekdays are the days of a week as they are written, from Monday on.
var weekdays = []struct {
	day  time.Weekday
	name string
}{{time.Monday, "mon"}, {time.Tuesday, "tue"}, {time.Wednesday, "wed"}, {time.Thursday, "thu"}, {time.Friday, "fri"}, {time.Saturday, "sat"}, {time.Sunday, "sun"}}

// Daily reads a time of day such as 06:30. Code usage.
func Daily(clock string) (Times, error) {
	at, err := time.Parse("15:04", clock)
	if err != nil {
		return Times{}, ledger.Errorf(ledger.CodeUsage, "", "%q is no time of day. Give one such as 06:30.", clock)
	}
	return Times{Hour: at.Hour(), Minute: at.Minute()}, nil
}

// Weekly reads days and a time of day such as "mon,thu 06:30". Code usage.
func Weekly(text string) (Times, error) {
	days, clock, _ := strings.Cut(strings.TrimSpace(text), " ")
	if clock == "" {
		return Times{}, ledger.Errorf(ledger.CodeUsage, "", "%q says no days with a time. Give both in quotes, such as \"mon,thu 06:30\".", text)
	}
	t, err := Daily(strings.TrimSpace(clock))
	if err != nil {
		return Times{}, err
	}
	return t.On(strings.Split(days, ","))
}

// On gives the times on the named days alone; all seven are every day. Code usage.
func (t Times) On(names []string) (Times, error) {
	wanted := map[time.Weekday]bool{}
	for _, name := range names {
		day, ok := weekdayNamed(name)
		if !ok {
			return Times{}, ledger.Errorf(ledger.CodeUsage, "", "There is no day %q. The days are: mon, tue, wed, thu, fri, sat, sun.", name)
		}
		wanted[day] = true
	}
	t.Days = nil
	if len(wanted) == len(weekdays) {
		return t, nil
	}
	for _, one := range weekdays {
		if wanted[one.day] {
			t.Days = append(t.Days, one.day)
		}
	}
	return t, nil
}

func weekdayNamed(name string) (time.Weekday, bool) {
	for _, one := range weekdays {
		if strings.EqualFold(strings.TrimSpace(name), one.name) {
			return one.day, true
		}
	}
	return 0, false
}

// Clock is the time of day, such as 06:30.
func (t Times) Clock() string { return fmt.Sprintf("%02d:%02d", t.Hour, t.Minute) }

// DayNames are the days, such as mon; none for every day.
func (t Times) DayNames() []string {
	names := []string{}
	for _, one := range weekdays {
		if slices.Contains(t.Days, one.day) {
			names = append(names, one.name)
		}
	}
	return names
}

// String is what Daily or Weekly read.
func (t Times) String() string {
	if len(t.Days) == 0 {
		return t.Clock()
	}
	return strings.Join(t.DayNames(), ",") + " " + t.Clock()
}

// Next is the first time after an instant, on the clock of its zone.
func (t Times) Next(after time.Time) time.Time {
	for n := range 9 { // a week, and the day after one on which clocks were set
		next := t.on(after.AddDate(0, 0, n))
		if next.After(after) && t.isOn(next.Weekday()) {
			return next
		}
	}
	return time.Time{} // there is a day in every week
}

// Last is the last time up to an instant, on the clock of its zone.
func (t Times) Last(upTo time.Time) time.Time {
	for n := range 9 {
		last := t.on(upTo.AddDate(0, 0, -n))
		if !last.After(upTo) && t.isOn(last.Weekday()) {
			return last
		}
	}
	return time.Time{}
}

func (t Times) on(day time.Time) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date, t.Hour, t.Minute, 0, 0, day.Location())
}

func (t Times) isOn(day time.Weekday) bool { return len(t.Days) == 0 || slices.Contains(t.Days, day) }
