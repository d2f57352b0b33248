package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

func newCompact(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "compact FILE",
		Short:   "Write a ledger anew, as small as it can be",
		Example: "  licensectl compact contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCompact(cmd.Context(), s, args[0])
		},
	}
}

func runCompact(ctx context.Context, s *streams, file string) error {
	return open(ctx, file, false, func(l *app.Ledger) error {
		before, after, err := l.Compact(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s had %d bytes and has %d.\n", file, before, after)
		return err
	})
}
