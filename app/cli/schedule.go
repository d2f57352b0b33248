package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/schedule"
)

func newSchedule(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schedule",
		Short: "Have the system sync a ledger at fixed times, by its own scheduler",
		Long: "Have the system sync a ledger at fixed times: by systemd for the user on Linux, the Task Scheduler on Windows, launchd on macOS.\n" +
			"No password is kept, and nothing of License Ledger runs in between. A time that was missed is caught up once. What takes a\n" +
			"person, because the tenant asks for a new sign-in, becomes due and keeps nothing else from being read.",
		Example: "  licensectl schedule add contoso.ledger --daily 06:30\n" +
			"  licensectl schedule add contoso.ledger --weekly \"mon,thu 06:30\"\n" +
			"  licensectl schedule list\n" +
			"  licensectl schedule remove contoso.ledger",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newScheduleAdd(s), newScheduleList(s), newScheduleRemove(s))
	return cmd
}

func newScheduleAdd(s *streams) *cobra.Command {
	var daily, weekly string
	cmd := &cobra.Command{
		Use:   "add FILE",
		Short: "Sync a ledger every day, or on some days of the week, in place of its schedule before",
		Example: "  licensectl schedule add contoso.ledger --daily 06:30\n" +
			"  licensectl schedule add contoso.ledger --weekly \"mon,thu 06:30\"",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (daily == "") == (weekly == "") {
				return usagef("Say when: --daily 06:30, or --weekly \"mon,thu 06:30\".")
			}
			times, err := schedule.Daily(daily)
			if weekly != "" {
				times, err = schedule.Weekly(weekly)
			}
			if err != nil {
				return err
			}
			return runScheduleAdd(cmd.Context(), s, args[0], times)
		},
	}
	cmd.Flags().StringVar(&daily, "daily", "", "time of day, such as 06:30")
	cmd.Flags().StringVar(&weekly, "weekly", "", "days and time of day, in quotes, such as \"mon,thu 06:30\"")
	return cmd
}

func runScheduleAdd(ctx context.Context, s *streams, file string, times schedule.Times) error {
	done, err := app.Schedule(ctx, file, times)
	if err != nil {
		return err
	}
	s.note("%s is synced %s by %s, next on %s.", file, timesText(done.Times), done.System, done.Next.Format("Mon 2 Jan 15:04"))
	noteLoggedIn(s, done)
	return noteAlone(ctx, s, file)
}

// noteLoggedIn says what happens while nobody is logged in.
func noteLoggedIn(s *streams, one app.Scheduled) {
	if !one.OnlyLoggedIn {
		return
	}
	if one.System == "systemd" {
		s.note("It runs while you are logged in, and catches up at the next login. To have it run without: loginctl enable-linger")
		return
	}
	s.note("It runs while you are logged in, and catches up at the next login.")
}

func timesText(t schedule.Times) string {
	if len(t.Days) == 0 {
		return "daily at " + t.Clock()
	}
	return "at " + t.Clock() + " on " + strings.Join(t.DayNames(), ", ")
}

func newScheduleRemove(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "remove FILE",
		Short:   "Sync a ledger no longer by itself",
		Example: "  licensectl schedule remove contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := app.Unschedule(cmd.Context(), args[0]); err != nil {
				return err
			}
			s.note("%s is no longer synced by itself. What was read stays.", args[0])
			return nil
		},
	}
}
