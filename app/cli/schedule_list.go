package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
)

// scheduledAnswer is a ledger that the system syncs, as JSON.
type scheduledAnswer struct {
	File         string            `json:"file"`
	Program      string            `json:"program"`
	System       string            `json:"system"` // systemd, task_scheduler or launchd
	Time         string            `json:"time"`   // of day, 06:30
	Days         []string          `json:"days"`   // such as mon; none for every day
	State        schedule.State    `json:"state"`
	NextRun      ledger.Text       `json:"next_run"`       // null when it is off
	OnlyLoggedIn bool              `json:"only_logged_in"` // what is missed while nobody is logged in is caught up at the login
	ProgramGone  bool              `json:"program_gone"`
	FileGone     bool              `json:"file_gone"`
	LastRun      *schedule.Record  `json:"last_run"` // null before the first
	Sources      []unwatchedAnswer `json:"sources"`  // that a sync reads
}

// unwatchedAnswer is how a source fares when nobody is there.
type unwatchedAnswer struct {
	Source   string      `json:"source"`
	Alone    app.Alone   `json:"alone"`     // always, while_kept or no
	DueSince ledger.Text `json:"due_since"` // null when nothing waits for a sign-in
}

func newScheduleList(s *streams) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [FILE]",
		Short: "Tell what is synced by itself, when next, what the last time came to, and what takes a person",
		Example: "  licensectl schedule list\n" +
			"  licensectl schedule list contoso.ledger --json | jq '.sources[] | select(.alone == \"no\")'",
		Args: mayNeed,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runScheduleList(cmd.Context(), s, strings.Join(args, ""), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object per schedule")
	return cmd
}

func runScheduleList(ctx context.Context, s *streams, file string, asJSON bool) error {
	all, err := app.Schedules(ctx, file)
	if err != nil {
		return err
	}
	if asJSON {
		for _, one := range all {
			answer := answerOfSchedule(one)
			_ = eachUnwatched(ctx, one.File, func(u app.Unwatched) { // what cannot be opened tells so in file_gone or last_run
				answer.Sources = append(answer.Sources, unwatchedAnswer{u.Source, u.Alone, ledger.Text(u.Since)})
			})
			if err := s.printJSON(answer); err != nil {
				return err
			}
		}
		return nil
	}
	t := newTable(s, "file", "times", "state", "next_run", "last_run", "exit")
	for _, one := range all {
		last, exit := "", ""
		if one.LastRun != nil {
			last, exit = one.LastRun.Began.Local().Format("2006-01-02 15:04"), fmt.Sprint(one.LastRun.Exit)
		}
		t.row(one.File, one.Times.String(), string(one.State), localText(one.Next), last, exit)
	}
	if err := t.end(); err != nil {
		return err
	}
	for _, one := range all {
		noteScheduled(ctx, s, one)
	}
	if len(all) == 0 {
		s.note("Nothing is synced by itself. licensectl schedule add FILE --daily 06:30 begins with it.")
	}
	return nil
}

// noteScheduled says what a person should know about a schedule.
func noteScheduled(ctx context.Context, s *streams, one app.Scheduled) {
	again := fmt.Sprintf("licensectl schedule add %q --%s", one.File, flagOf(one.Times))
	switch {
	case one.FileGone:
		s.note("%s is no longer there. Put it back, or: licensectl schedule remove %q", one.File, one.File)
	case one.ProgramGone:
		s.note("The program %s is no longer there, so nothing is synced. Set it up again with the program as it lies now: %s", one.Program, again)
	case one.State == schedule.StateOff:
		s.note("%s does not start the sync of %s: somebody switched it off. To switch it on: %s", one.System, one.File, again)
	}
	if one.LastRun != nil && one.LastRun.Message != "" {
		s.note("%s, %s: %s", one.File, one.LastRun.Began.Local().Format("Mon 2 Jan 15:04"), one.LastRun.Message)
	}
	if !one.FileGone {
		if err := noteAlone(ctx, s, one.File); err != nil {
			s.note("%s", sentence(err))
		}
	}
}

// noteAlone says which sources take a person, those together of which the same is
// said.
func noteAlone(ctx context.Context, s *streams, file string) error {
	var texts []string
	sources := map[string][]string{}
	err := eachUnwatched(ctx, file, func(u app.Unwatched) {
		text := aloneText(u, file)
		if sources[text] == nil {
			texts = append(texts, text)
		}
		sources[text] = append(sources[text], u.Source)
	})
	for _, text := range texts {
		s.note("%s: %s", strings.Join(sources[text], ", "), text)
	}
	return err
}

func flagOf(t schedule.Times) string {
	if len(t.Days) == 0 {
		return "daily " + t.Clock()
	}
	return fmt.Sprintf("weekly %q", t.String())
}

func aloneText(u app.Unwatched, file string) string {
	switch {
	case u.Since != "":
		return fmt.Sprintf("due since %s, because a person has to sign in. licensectl signin %q, then licensectl sync %q --due.", dayText(u.Since), file, file)
	case u.Alone == app.AloneNo:
		return fmt.Sprintf("not read without a person: nobody's sign-in is kept on this computer. licensectl signin %q; or connect with --auth certificate, which needs nobody.", file)
	}
	if u.Alone == app.AloneAlways {
		return "read without a person, as far as the app's permissions go."
	}
	return "read without a person, as long as the tenant does not ask for a new sign-in."
}

func dayText(instant string) string {
	at, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return instant
	}
	return at.Local().Format("Mon 2 Jan")
}

func localText(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Local().Format("2006-01-02 15:04")
}

func eachUnwatched(ctx context.Context, file string, do func(app.Unwatched)) error {
	return open(ctx, file, true, func(l *app.Ledger) error {
		all, err := l.Unwatched(ctx)
		for _, one := range all {
			do(one)
		}
		return err
	})
}

func answerOfSchedule(one app.Scheduled) scheduledAnswer {
	answer := scheduledAnswer{File: one.File, Program: one.Program, System: one.System, Time: one.Times.Clock(), Days: one.Times.DayNames(), State: one.State,
		OnlyLoggedIn: one.OnlyLoggedIn, ProgramGone: one.ProgramGone, FileGone: one.FileGone, LastRun: one.LastRun, Sources: []unwatchedAnswer{}}
	if !one.Next.IsZero() {
		answer.NextRun = ledger.Text(one.Next.Format(time.RFC3339))
	}
	return answer
}
