package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type diffOptions struct {
	file, a, b string
	limit      int
	json       bool
}

func newDiff(s *streams) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff FILE A B",
		Short: "Tell what changed between two days",
		Long: "Tell what changed between two days: licenses gained, lost and swapped, and people who\n" +
			"departed, returned, were renamed or blocked. A and B are snapshot ids, dates or LATEST.",
		Example: "  licensectl diff contoso.ledger 2026-02-28 2026-03-31\n" +
			"  licensectl diff contoso.ledger 2026-02-28 LATEST --limit 20\n" +
			"  licensectl diff contoso.ledger 1 2 --json | jq 'select(.change == \"departed\")'",
		Args: needs("FILE", "A", "B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.a, o.b = args[0], args[1], args[2]
			if o.limit < 0 {
				return usagef("%d is no value for the flag --limit. Give a number of changes, or leave it out for all of them.", o.limit)
			}
			return runDiff(cmd.Context(), s, o)
		},
	}
	cmd.Flags().IntVar(&o.limit, "limit", 0, "show at most this many changes; 0 shows all")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per change")
	return cmd
}

func runDiff(ctx context.Context, s *streams, o diffOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		changes, err := l.Changes(ctx, o.a, o.b)
		if err != nil {
			return err
		}
		count := limited(changes.Len(), o.limit)
		if o.json {
			err = eachRow(ctx, changes.Rows, count, func(c *ledger.Change) error { return s.printJSON(c) })
		} else {
			err = printChanges(ctx, s, changes, count)
		}
		if err != nil {
			return err
		}
		aboutChanges(s, changes, count)
		return nil
	})
}

func printChanges(ctx context.Context, s *streams, changes *app.Changes, count int) error {
	t := newTable(s, "change", "user_name", "email_address", "service", "license", "was")
	err := eachRow(ctx, changes.Rows, count, func(c *ledger.Change) error {
		t.row(c.Change, string(c.UserName), string(c.EmailAddress), string(c.Service), string(c.License), was(c))
		return nil
	})
	if err != nil {
		return err
	}
	return t.end()
}

// aboutChanges tells beside the changes how many there are of each kind, and
// what was compared.
func aboutChanges(s *streams, changes *app.Changes, shown int) {
	if changes.Len() == 0 {
		s.note("Nothing changed.")
		return
	}
	var kinds []string
	for _, kind := range sortedKinds(changes.Counts) {
		kinds = append(kinds, fmt.Sprintf("%d %s", changes.Counts[kind], kind))
	}
	s.note("%d of %s: %s.", shown, ledger.Counted(changes.Len(), "change", "changes"), strings.Join(kinds, ", "))
	s.note("From snapshot %d of %s to snapshot %d of %s.", changes.Before.ID, changes.Before.At, changes.After.ID, changes.After.At)
}

// was tells what stood there before, or since when it is so.
func was(c *ledger.Change) string {
	switch c.Change {
	case ledger.ChangeSwapped:
		return string(c.WasService) + ", " + string(c.WasLicense)
	case ledger.ChangeRenamed:
		return string(c.WasName) + ", " + string(c.WasEmail)
	default:
		return string(c.Since)
	}
}
