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

type privacyOptions struct {
	file            string
	activity, names string
	months          int
	preview, json   bool
}

// namesForGood is how --leavers says that names stay.
const namesForGood = "keep"

func newPrivacy(s *streams) *cobra.Command {
	var o privacyOptions
	cmd := &cobra.Command{
		Use:   "privacy FILE",
		Short: "Show or choose what a ledger keeps of people",
		Long: "Show or choose what a ledger keeps of people beyond what they hold: how exactly their use, and for how long their names after they left.\n" +
			"To keep less takes what is there and more away, at once and for good: --preview says first how many names would go.\n" +
			"To keep more holds from then on. As long as nobody chose --leavers, no name is forgotten by itself; once it is chosen,\n" +
			"\"licensectl sync\" and the window forget those whose time is over.",
		Example: "  licensectl privacy contoso.ledger\n" +
			"  licensectl privacy contoso.ledger --leavers 13 --preview\n" +
			"  licensectl privacy contoso.ledger --leavers 13 --activity month",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.names != "" && o.names != namesForGood {
				var err error
				if o.months, err = strconv.Atoi(strings.TrimSuffix(o.names, "m")); err != nil || o.months < 1 {
					return usagef("%q is no value for the flag --leavers. Give a number of months such as 13, or %s.", o.names, namesForGood)
				}
			}
			if o.preview && o.names == "" {
				return usagef("With --preview, say what to look at with --leavers, for example --leavers 13.")
			}
			return runPrivacy(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.activity, "activity", "", "when somebody was seen in use: month, day, or none")
	f.StringVar(&o.names, "leavers", "", "for how many months the names of people who left are kept, such as 13; or keep")
	f.BoolVar(&o.preview, "preview", false, "say how many names would go and change nothing")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// keptOfPeople is the answer in JSON.
type keptOfPeople struct {
	Activity  ledger.ActivityLevel `json:"activity"`
	Chosen    bool                 `json:"leavers_chosen"`
	Months    *int                 `json:"leavers_months"` // null for good
	Forgotten int                  `json:"forgotten"`      // or would be, with --preview
	Backups   []string             `json:"backups"`        // that still name them
}

func runPrivacy(ctx context.Context, s *streams, o privacyOptions) error {
	changes := !o.preview && (o.activity != "" || o.names != "")
	return open(ctx, o.file, !changes, func(l *app.Ledger) error {
		done, err := o.apply(ctx, l)
		if err != nil {
			return err
		}
		kept, err := l.Privacy(ctx)
		if err != nil {
			return err
		}
		if o.json {
			answer := keptOfPeople{Activity: kept.Activity, Chosen: kept.Leavers.Chosen, Forgotten: done.People, Backups: append([]string{}, done.Backups...)}
			if kept.Leavers.Months > 0 {
				answer.Months = &kept.Leavers.Months
			}
			return s.printJSON(answer)
		}
		fmt.Fprintf(s.out, "Use of a license: %s.\nNames of people who left: %s.\n", activityText(kept.Activity), namesText(kept.Leavers))
		tellForgotten(s, done, o.preview)
		return nil
	})
}

// apply does what was chosen, and only counts with --preview.
func (o privacyOptions) apply(ctx context.Context, l *app.Ledger) (done ledger.ForgottenLeavers, err error) {
	if o.preview {
		done.People, err = l.LeaversDue(ctx, o.months)
		return done, err
	}
	if o.activity != "" {
		if err := l.SetActivityLevel(ctx, ledger.ActivityLevel(o.activity)); err != nil {
			return done, err
		}
	}
	if o.names != "" {
		return l.SetLeaverNames(ctx, o.months)
	}
	return done, nil
}

func activityText(level ledger.ActivityLevel) string {
	switch level {
	case ledger.ActivityDay:
		return "each day on which somebody was seen"
	case ledger.ActivityNone:
		return "not kept"
	}
	return "the months in which somebody was seen"
}

func namesText(names ledger.LeaverNames) string {
	switch {
	case !names.Chosen:
		return "kept; nobody has chosen yet (--leavers)"
	case names.Months == 0:
		return "kept for good"
	}
	return "kept for " + ledger.Counted(names.Months, "month", "months")
}

func tellForgotten(s *streams, done ledger.ForgottenLeavers, preview bool) {
	switch {
	case preview:
		s.note("%s would be forgotten now. Nothing was changed.", ledger.Counted(done.People, "person", "people"))
	case done.People > 0:
		s.note("%s who left before that: forgotten, and the file was written anew.", ledger.Counted(done.People, "person", "people"))
	}
	for _, name := range done.Backups {
		s.note("%s was made before and still names them. Delete it when it is not needed any more.", printable(name))
	}
}

// forgetDue forgets the leavers whose time is over. That it cannot be done now
// is told; the next sync does it.
func forgetDue(ctx context.Context, s *streams, l *app.Ledger) {
	done, err := l.ForgetLeavers(ctx)
	if err != nil {
		s.note("Names of people who left long ago could not be forgotten now; the next sync does it. %s", sentence(err))
		return
	}
	tellForgotten(s, done, false)
}
