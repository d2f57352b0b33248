package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

func newRestore(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE BACKUP",
		Short: "Put a backup in the place of what a ledger has, also while it is open",
		Long: "Put a backup in the place of what a ledger has, also while it is open. The backup is checked first, and what the ledger had is kept\n" +
			"beside it. People who were forgotten since stay forgotten.",
		Example: "  licensectl restore contoso.ledger \"contoso 2026-03.ledger\"",
		Args:    needs("FILE", "BACKUP"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRestore(cmd.Context(), s, args[0], args[1])
		},
	}
}

func runRestore(ctx context.Context, s *streams, file, backup string) error {
	return open(ctx, file, false, func(l *app.Ledger) error {
		kept, err := l.Restore(ctx, backup)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s has what %s has. What it had before is in %s.\n", file, backup, kept)
		return err
	})
}
