package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

type diagnosticsOptions struct {
	out   string
	quick bool
}

func newDiagnostics(s *streams) *cobra.Command {
	var o diagnosticsOptions
	cmd := &cobra.Command{
		Use:   "diagnostics [FILE]",
		Short: "Tell support what helps to find out what is wrong, and nobody's name",
		Long: "Print what helps somebody else to find out what is wrong with the program or with a history file: versions, sizes, counts, the last syncs\n" +
			"with their codes and how long they took, the schedule, and whether the file is sound. With --out the same goes into a zip, to be sent. No person,\n" +
			"tenant, folder, file name, address or host is in it: only numbers, times and words of the program.",
		Example: "  licensectl diagnostics contoso.ledger\n" +
			"  licensectl diagnostics contoso.ledger --out diagnostics.zip",
		Args: mayNeed,
		RunE: func(cmd *cobra.Command, args []string) error {
			ask := app.SupportAsk{Program: "console", Verify: !o.quick}
			if len(args) == 0 {
				return runDiagnostics(cmd.Context(), s, o, ask)
			}
			return open(cmd.Context(), args[0], true, func(l *app.Ledger) error {
				ask.Ledger = l
				return runDiagnostics(cmd.Context(), s, o, ask)
			})
		},
	}
	cmd.Flags().StringVar(&o.out, "out", "", "write a zip to this file; without, it is printed")
	cmd.Flags().BoolVar(&o.quick, "quick", false, "do not read the whole file to see whether it is sound")
	return cmd
}

func runDiagnostics(ctx context.Context, s *streams, o diagnosticsOptions, ask app.SupportAsk) error {
	parts, err := app.SupportParts(ctx, ask)
	if err != nil {
		return err
	}
	if o.out == "" {
		_, err = fmt.Fprint(s.out, app.SupportText(parts))
		return err
	}
	if err := app.WriteSupport(ctx, o.out, parts); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%s is to be sent to support. Without --out the same is printed, to read it before.\n", o.out)
	return err
}
