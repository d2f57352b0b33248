package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type syncOptions struct {
	file string
	wait time.Duration
	look bool // stay and look again
	all  bool // read everything whole
	json bool

	due        bool // read what was due alone
	unattended bool // a schedule started it
	ifMissed   bool // only when a time of the schedule has come

	done func(app.SyncResult) // told of each reading; may be nil

	tenants allTenants
}

// syncAnswer is a sync as JSON.
type syncAnswer struct {
	State      ledger.RunState       `json:"state"`
	SnapshotID *int64                `json:"snapshot_id"` // null when nothing was published
	Published  []sourceAnswer        `json:"published"`
	Warnings   []ledger.Warning      `json:"warnings"`
	Unresolved int                   `json:"unresolved"` // Unknown rows that are not known yet
	NextLook   ledger.Text           `json:"next_look"`  // when to look at them again; null = not before the next sync
	Held       []ledger.Held         `json:"held"`       // what waits for an OK
	Due        []ledger.Due          `json:"due"`        // what waits for a person to sign in
	Activity   []ledger.ActivityRead `json:"activity"`   // days on which people were seen in use
}

type sourceAnswer struct {
	Source    string `json:"source"`
	Rows      int64  `json:"rows"`
	Began     int64  `json:"began"`
	Ended     int64  `json:"ended"`
	Unchanged bool   `json:"unchanged"`
}

func newSync(s *streams) *cobra.Command {
	var o syncOptions
	cmd := &cobra.Command{
		Use:   "sync FILE|--all",
		Short: "Read the tenant and publish a new snapshot",
		Long: "Read the tenant and publish a new snapshot. A sync that was stopped goes on where it stopped.\n" +
			"The sample tenant moves on by one day with every sync.\n" +
			"Microsoft's list often shows people as Unknown and names them minutes later. With --look-again it is read\n" +
			"again after 2, 10 and 60 minutes while such rows are left.\n" +
			"With --all every ledger of \"licensectl tenants list\" is synced, and the exit code is 130 when that was\n" +
			"stopped, else 1 when one failed, else 3 when one waits for a sign-in, else 4 when one is not whole, else 0.",
		Example: "  licensectl sync contoso.ledger\n" +
			"  licensectl sync contoso.ledger --look-again\n" +
			"  licensectl sync contoso.ledger --quiet --json\n" +
			"  licensectl sync --all",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := o.tenants.check(args, o, cmd.Flags().Changed); err != nil || o.tenants.all {
				return err
			}
			return needs("FILE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.wait <= 0 {
				return usagef("%v is no value for the flag --wait. Give a duration such as 30s or 10m.", o.wait)
			}
			if o.tenants.all {
				return runSyncAll(cmd.Context(), s, o)
			}
			o.file = args[0]
			if o.due && o.unattended || o.ifMissed && !o.unattended {
				return usagef("--unattended goes with --if-missed, and not with --due. Leave one out.")
			}
			if o.unattended {
				return runUnattended(cmd.Context(), s, o)
			}
			return runSync(cmd.Context(), s, o)
		},
	}
	cmd.Flags().DurationVar(&o.wait, "wait", app.DefaultReportWait, "how long to wait for Microsoft to prepare the list")
	cmd.Flags().BoolVar(&o.look, "look-again", false, "stay, and look again at Unknown rows that are not known yet; with --json, one object for every reading")
	cmd.Flags().BoolVar(&o.all, "whole", false, "read every source whole, also where only what changed since the last sync would do")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the result as one JSON object; with --all, one for each ledger")
	cmd.Flags().BoolVar(&o.due, "due", false, "read what waited for a sign-in, and nothing else")
	cmd.Flags().BoolVar(&o.unattended, "unattended", false, "as a schedule starts it: what takes a person becomes due (exit code 4), a busy ledger or a missing network is tried once more after 10 minutes, and the result is kept for \"schedule list\"")
	cmd.Flags().BoolVar(&o.ifMissed, "if-missed", false, "with --unattended: only when a time of the schedule has come since the last sync by it")
	o.tenants.flags(cmd.Flags())
	return cmd
}

func runSync(ctx context.Context, s *streams, o syncOptions) error {
	warnOfPlace(s, o.file)
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		noteCopy(s, o.file, l.KeptCopy())
		err := syncOnce(s, l, o, o.reading(ctx, s, l))
		if codeOf(err) == ledger.CodeSignInRequired {
			noteNoKeychain(ctx, s, l)
		}
		if code := codeOf(err); err == nil || code == ledger.CodePartial || code == ledger.CodePending || code == ledger.CodeDue {
			forgetDue(ctx, s, l)
		}
		if err != nil || !o.look {
			return err
		}
		return lookAgain(ctx, s, l, o)
	})
}

// syncOnce reads once and prints what came of it.
func syncOnce(s *streams, l *app.Ledger, o syncOptions, read func(app.SyncOptions, app.ProgressFunc) (app.SyncResult, error)) error {
	bar := newBar(s)
	result, err := read(app.SyncOptions{ReportWait: o.wait, Whole: o.all}, bar.show)
	bar.end()
	if o.done != nil {
		o.done(result)
	}
	if result.State != "" {
		if err := printSync(s, o, result); err != nil {
			return err
		}
		warn(s, slices.DeleteFunc(slices.Clone(result.Warnings), func(w ledger.Warning) bool { return w.Code == ledger.WarnHeld }))
		noteHeld(s, o.file, result.Held)
		noteLook(s, l, o, result)
	}
	if err != nil {
		return err
	}
	return result.Outcome()
}

// noteLook says when to look again at rows that are not known yet.
func noteLook(s *streams, l *app.Ledger, o syncOptions, result app.SyncResult) {
	if result.NextLook == nil {
		return
	}
	due, remedy := result.NextLook.DueAt.In(l.Zone()), "Sync then, or stay with --look-again."
	if o.look {
		remedy = "Ctrl+C stops waiting."
	}
	s.note("%s not known yet: Microsoft often names people minutes later. Look again at %s. %s",
		ledger.Counted(result.Unresolved, "Unknown row is", "Unknown rows are"), due.Format("15:04 MST"), remedy)
}

// lookAgain stays until nothing is left to look at. A look that failed is told,
// and is the answer only when none follows.
func lookAgain(ctx context.Context, s *streams, l *app.Ledger, o syncOptions) error {
	var last error
	for {
		bar := newBar(s)
		is, err := l.AwaitLook(ctx, bar.show)
		bar.end()
		if err != nil || !is {
			return errors.Join(last, err)
		}
		if last != nil {
			s.trouble(last)
		}
		last = syncOnce(s, l, o, func(options app.SyncOptions, show app.ProgressFunc) (app.SyncResult, error) {
			return l.LookAgain(ctx, options, show)
		})
		switch codeOf(last) {
		case ledger.CodeCanceled, ledger.CodeBusy, ledger.CodeDiskFull, ledger.CodeReadOnly:
			return last
		}
	}
}

func printSync(s *streams, o syncOptions, result app.SyncResult) error {
	if o.json {
		return s.printJSON(answerOf(result))
	}
	if err := printPublished(s, result.Published); err != nil {
		return err
	}
	for _, a := range result.Activity {
		s.note("%s: %s read, %s to %s.", a.Source, ledger.Counted(a.Days, "day", "days"), a.From, a.To)
	}
	if result.SnapshotID != 0 {
		s.note("Published snapshot %d.", result.SnapshotID)
	}
	return nil
}

func printPublished(s *streams, published []ledger.Published) error {
	t := newTable(s, "source", "rows", "began", "ended")
	for _, p := range published {
		t.row(p.Source, fmt.Sprint(p.Rows), fmt.Sprint(p.Began), fmt.Sprint(p.Ended))
	}
	return t.end()
}

func publishedAnswers(published []ledger.Published) []sourceAnswer {
	all := []sourceAnswer{}
	for _, p := range published {
		all = append(all, sourceAnswer{p.Source, p.Rows, p.Began, p.Ended, p.Unchanged})
	}
	return all
}

func answerOf(result app.SyncResult) syncAnswer {
	answer := syncAnswer{State: result.State, Published: publishedAnswers(result.Published), Warnings: result.Warnings, Unresolved: result.Unresolved,
		Held: append([]ledger.Held{}, result.Held...), Due: append([]ledger.Due{}, result.Due...), Activity: append([]ledger.ActivityRead{}, result.Activity...)}
	if result.NextLook != nil {
		answer.NextLook = ledger.Text(result.NextLook.DueAt.Format(time.RFC3339))
	}
	if result.SnapshotID != 0 {
		answer.SnapshotID = &result.SnapshotID
	}
	if answer.Warnings == nil {
		answer.Warnings = []ledger.Warning{}
	}
	return answer
}
