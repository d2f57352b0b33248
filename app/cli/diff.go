package cli

import (
	"context"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type diffOptions struct {
	file, a, b string
	json       bool
}

func newDiff(s *streams) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff FILE A B",
		Short: "Tell what changed between two days",
		Long: "Tell what changed between two days: licenses gained, lost and swapped, and people who\n" +
			"departed, returned, were renamed or blocked. A and B are snapshot ids, dates or LATEST.",
		Args: needs("FILE", "A", "B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.a, o.b = args[0], args[1], args[2]
			return runDiff(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per change")
	return cmd
}

func runDiff(ctx context.Context, s *streams, o diffOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		changes, err := l.Diff(ctx, o.a, o.b)
		if err != nil {
			return err
		}
		if o.json {
			for _, change := range changes {
				if err := s.printJSON(change); err != nil {
					return err
				}
			}
			return nil
		}
		t := newTable(s, "change", "user_name", "email_address", "service", "license", "was")
		for _, c := range changes {
			t.row(c.Change, string(c.UserName), string(c.EmailAddress), string(c.Service), string(c.License), was(c))
		}
		if len(changes) == 0 {
			s.note("Nothing changed.")
		}
		return t.end()
	})
}

// was tells what stood there before, or since when it is so.
func was(c ledger.Change) string {
	switch c.Change {
	case ledger.ChangeSwapped:
		return string(c.WasService) + ", " + string(c.WasLicense)
	case ledger.ChangeRenamed:
		return string(c.WasName) + ", " + string(c.WasEmail)
	default:
		return string(c.Since)
	}
}
