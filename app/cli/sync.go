package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type syncOptions struct {
	file string
	wait time.Duration
	json bool
}

// syncAnswer is a sync as JSON.
type syncAnswer struct {
	State      ledger.RunState  `json:"state"`
	SnapshotID *int64           `json:"snapshot_id"` // null when nothing was published
	Published  []sourceAnswer   `json:"published"`
	Warnings   []ledger.Warning `json:"warnings"`
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
		Use:   "sync FILE",
		Short: "Read the tenant and publish a new snapshot",
		Long: "Read the tenant and publish a new snapshot. A sync that was stopped goes on where it stopped.\n" +
			"The sample tenant moves on by one day with every sync.",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.wait <= 0 {
				return usagef("%v is no value for the flag --wait. Give a duration such as 30s or 10m.", o.wait)
			}
			return runSync(cmd.Context(), s, o)
		},
	}
	cmd.Flags().DurationVar(&o.wait, "wait", app.DefaultReportWait, "how long to wait for Microsoft to prepare the list")
	cmd.Flags().BoolVar(&o.json, "json", false, "print the result as one JSON object")
	return cmd
}

func runSync(ctx context.Context, s *streams, o syncOptions) error {
	warnOfPlace(s, o.file)
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		noteCopy(s, o.file, l.KeptCopy())
		bar := newBar(s)
		result, err := l.Sync(ctx, app.SyncOptions{ReportWait: o.wait}, bar.show)
		bar.end()
		if result.State != "" {
			if err := printSync(s, o, result); err != nil {
				return err
			}
			warn(s, result.Warnings)
		}
		if err != nil {
			return err
		}
		return result.Outcome()
	})
}

func printSync(s *streams, o syncOptions, result app.SyncResult) error {
	if o.json {
		return s.printJSON(answerOf(result))
	}
	t := newTable(s, "source", "rows", "began", "ended")
	for _, p := range result.Published {
		t.row(p.Source, fmt.Sprint(p.Rows), fmt.Sprint(p.Began), fmt.Sprint(p.Ended))
	}
	if err := t.end(); err != nil {
		return err
	}
	if result.SnapshotID != 0 {
		s.note("Published snapshot %d.", result.SnapshotID)
	}
	return nil
}

func answerOf(result app.SyncResult) syncAnswer {
	answer := syncAnswer{State: result.State, Published: []sourceAnswer{}, Warnings: result.Warnings}
	if result.SnapshotID != 0 {
		answer.SnapshotID = &result.SnapshotID
	}
	if answer.Warnings == nil {
		answer.Warnings = []ledger.Warning{}
	}
	for _, p := range result.Published {
		answer.Published = append(answer.Published, sourceAnswer{p.Source, p.Rows, p.Began, p.Ended, p.Unchanged})
	}
	return answer
}
