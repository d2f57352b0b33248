package desktop

import (
	"context"
	"fmt"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
)

// Schedule is how the system syncs the open history file by itself.
type Schedule struct {
	State        schedule.State   `json:"state"`  // empty when it does not
	System       string           `json:"system"` // systemd, task_scheduler or launchd; empty when it does not
	Time         string           `json:"time"`   // of day, 06:30
	Days         []string         `json:"days"`   // such as mon; none for every day
	Next         string           `json:"next"`   // RFC 3339; empty when it is off
	OnlyLoggedIn bool             `json:"onlyLoggedIn"`
	ProgramGone  bool             `json:"programGone"`
	LastRun      string           `json:"lastRun"`  // RFC 3339; empty before the first
	LastCode     ledger.Code      `json:"lastCode"` // empty when it is done
	Trouble      app.Trouble      `json:"trouble"`  // empty for none
	Message      string           `json:"message"`  // what the program said of the last run, in English; empty when it is done
	Warnings     []Warning        `json:"warnings"` // of the last run, without their words
	Sources      []ScheduleSource `json:"sources"`
}

// ScheduleSource is how a source fares when nobody is there.
type ScheduleSource struct {
	Source string    `json:"source"`
	Title  string    `json:"title"` // as in Reading
	Alone  app.Alone `json:"alone"`
	Since  string    `json:"since"` // RFC 3339: since when a person is missing; empty when that is not known
}

// Schedule tells how the open history file is synced by itself. Codes: not_found
// when nothing is open, invalid where the system has no scheduler.
func (w *Window) Schedule() (Schedule, error) {
	return guard("read schedule", func() (Schedule, error) {
		out := Schedule{Days: []string{}, Sources: []ScheduleSource{}, Warnings: []Warning{}}
		opened, err := w.current()
		if err != nil {
			return out, err
		}
		sources, err := opened.Unwatched(w.work)
		if err != nil {
			return out, err
		}
		for _, one := range sources {
			out.Sources = append(out.Sources, ScheduleSource{Source: one.Source, Title: titleOf(one.Source), Alone: one.Alone, Since: one.Since})
		}
		all, err := app.Schedules(w.work, opened.Path())
		if err != nil || len(all) == 0 {
			return out, err
		}
		one := all[0]
		out.State, out.System, out.Time, out.Days = one.State, one.System, one.Times.Clock(), one.Times.DayNames()
		out.OnlyLoggedIn, out.ProgramGone = one.OnlyLoggedIn, one.ProgramGone
		if !one.Next.IsZero() {
			out.Next = one.Next.UTC().Format(time.RFC3339)
		}
		out.Trouble = one.Trouble(time.Now())
		if last := one.LastRun; last != nil {
			out.LastRun, out.LastCode, out.Message = last.Began.UTC().Format(time.RFC3339), last.Code,
				strings.TrimSuffix(last.Message, fmt.Sprintf(" [%s]", last.Code))
			var left []ledger.Warning
			for _, warning := range last.Warnings {
				left = append(left, ledger.Warning{Code: warning.Code, Source: warning.Source})
			}
			out.Warnings = warningsOf(left)
		}
		return out, nil
	})
}

// SaveSchedule has the system sync the open history file at a time of day, such as
// 06:30, on days such as mon; none are all. Codes: not_found when nothing is open, and
// those of app.Schedule.
func (w *Window) SaveSchedule(clock string, days []string) error {
	return do("schedule", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		times, err := schedule.Daily(clock)
		if err == nil && len(days) > 0 {
			times, err = times.On(days)
		}
		if err == nil {
			_, err = app.Schedule(w.work, opened.Path(), times)
		}
		w.changed("schedule")
		return err
	})
}

// RemoveSchedule lets the system no longer sync the open history file. Codes:
// not_found, and those of app.Unschedule.
func (w *Window) RemoveSchedule() error {
	return do("schedule", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		err = app.Unschedule(w.work, opened.Path())
		w.changed("schedule")
		return err
	})
}

// StartFetchDue signs in, if somebody has to, and reads what waited for that, and
// nothing else. It gives the id of the job. Codes: not_found when nothing is open,
// busy; the job's own: those of app.Ledger.FetchDue.
func (w *Window) StartFetchDue() (string, error) {
	return guard("start sync", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.startReadingAs(opened, func(tell report) reading {
			return func(ctx context.Context, o app.SyncOptions, progress app.ProgressFunc) (app.SyncResult, error) {
				return opened.FetchDue(ctx, o, w.asking(tell), progress)
			}
		})
	})
}
