package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type snapshotsOptions struct {
	file string
	json bool
}

func newSnapshots(s *streams) *cobra.Command {
	var o snapshotsOptions
	cmd := &cobra.Command{
		Use:   "snapshots FILE",
		Short: "List what was read and when",
		Example: "  licensectl snapshots contoso.ledger\n" +
			"  licensectl snapshots contoso.ledger --json | jq 'select(.partial)'",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runSnapshots(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per line")
	return cmd
}

func runSnapshots(ctx context.Context, s *streams, o snapshotsOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		snapshots, err := l.Snapshots(ctx)
		if err != nil {
			return err
		}
		if o.json {
			for _, snapshot := range snapshots {
				if err := s.printJSON(snapshot); err != nil {
					return err
				}
			}
			return nil
		}
		t := newTable(s, "id", "at", "kind", "state", "basis", "rows", "began", "ended", "label")
		for _, n := range snapshots {
			t.row(strconv.FormatInt(n.ID, 10), n.At, string(n.Kind), string(n.State), string(n.Basis), strconv.FormatInt(n.Rows, 10),
				strconv.FormatInt(n.Began, 10), strconv.FormatInt(n.Ended, 10), string(n.Label))
		}
		return t.end()
	})
}
