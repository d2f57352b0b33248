package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type thinOptions struct {
	app.ThinOptions
	file   string
	all    string
	weekly string
	json   bool
}

func newThin(s *streams) *cobra.Command {
	var o thinOptions
	cmd := &cobra.Command{
		Use:   "thin FILE",
		Short: "Keep fewer of the old days",
		Long: "Keep fewer of the old days: every reading of the newest ones, then the last of each week, then the last of each month.\n" +
			"Pinned readings stay, and so does what tells who left, when, and who an Unknown row was. A day that went cannot be opened any more.",
		Example: "  licensectl thin contoso.ledger --preview\n" +
			"  licensectl thin contoso.ledger --keep-all 180d --keep-weekly 365d",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			var err error
			if o.Rule.AllDays, err = daysOf("keep-all", o.all); err != nil {
				return err
			}
			if o.Rule.WeeklyDays, err = daysOf("keep-weekly", o.weekly); err != nil {
				return err
			}
			return runThin(cmd.Context(), s, o)
		},
	}
	rule := ledger.DefaultRetention()
	f := cmd.Flags()
	f.StringVar(&o.all, "keep-all", fmt.Sprintf("%dd", rule.AllDays), "keep every reading of so many days: 90d")
	f.StringVar(&o.weekly, "keep-weekly", fmt.Sprintf("%dd", rule.WeeklyDays), "keep the last of each week of so many days, and of older ones the last of each month: 365d")
	f.StringVar(&o.From, "from", "", "count the days back from this date; left out, from the newest reading")
	f.BoolVar(&o.Preview, "preview", false, "say what would go and change nothing")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// daysOf reads a number of days: 90d, or 90.
func daysOf(flag, text string) (int, error) {
	days, err := strconv.Atoi(strings.TrimSuffix(text, "d"))
	if err != nil || days < 0 {
		return 0, usagef("%q is no value for the flag --%s. Give a number of days such as 90d.", text, flag)
	}
	return days, nil
}

func runThin(ctx context.Context, s *streams, o thinOptions) error {
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		done, err := l.Thin(ctx, o.ThinOptions)
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(done)
		}
		verb := "went"
		if o.Preview {
			verb = "would go"
		}
		fmt.Fprintf(s.out, "%d readings %s and %d stay. %d stretches of history and %d facts %s, about %d bytes.\n",
			done.Snapshots, verb, len(done.Kept), done.Spans, done.Facts, verb, done.Bytes)
		if o.Preview {
			fmt.Fprintln(s.out, "These stay:")
			for _, at := range done.Kept {
				fmt.Fprintln(s.out, at)
			}
			return nil
		}
		if done.Bytes > 0 {
			s.note("The room is used for what is read next. \"licensectl compact\" gives it back to the disk.")
		}
		return nil
	})
}
