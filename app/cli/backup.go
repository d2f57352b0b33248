package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

func newBackup(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE OUT",
		Short:   "Copy a ledger to a new file, also while it is open",
		Example: "  licensectl backup contoso.ledger \"contoso 2026-03.ledger\"",
		Args:    needs("FILE", "OUT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runBackup(cmd.Context(), s, args[0], args[1])
		},
	}
}

func runBackup(ctx context.Context, s *streams, file, target string) error {
	return open(ctx, file, true, func(l *app.Ledger) error {
		if err := l.Backup(ctx, target); err != nil {
			return err
		}
		_, err := fmt.Fprintf(s.out, "%s is a copy of %s.\n", target, file)
		return err
	})
}
