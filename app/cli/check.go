package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

func newCheck(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "check FILE",
		Short:   "Verify that a ledger is sound",
		Example: "  licensectl check contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCheck(cmd.Context(), s, args[0])
		},
	}
}

func runCheck(ctx context.Context, s *streams, file string) error {
	return open(ctx, file, true, func(l *app.Ledger) error {
		findings, err := l.Check(ctx)
		if err != nil {
			return err
		}
		for _, f := range findings {
			fmt.Fprintf(s.out, "%s: %s\n", printable(f.Check), printable(f.Text))
		}
		if len(findings) > 0 {
			return ledger.Errorf(ledger.CodeInvalid, "", "%s is not sound. Keep the file, copy it somewhere safe, and go on with your newest backup.", file)
		}
		_, err = fmt.Fprintf(s.out, "%s is sound.\n", file)
		return err
	})
}
