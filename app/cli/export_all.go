package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

// exportAll refuses flags of the export of one ledger, and writes the workbook
// over all tenants.
func exportAll(cmd *cobra.Command, s *streams, out string) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "all" && f.Name != "out" && cmd.InheritedFlags().Lookup(f.Name) == nil {
			err = usagef("--%s is about one ledger. The workbook over all tenants has its own sheets: leave the flag out, or name a FILE in place of --all.", f.Name)
		}
	})
	if err != nil {
		return err
	}
	if out == "" {
		return usagef("Where to write is missing. Give --out with a name that ends in .xlsx.")
	}
	return runExportAll(cmd.Context(), s, out)
}

// runExportAll writes the workbook over all tenants. Code partial when one of them
// could not be read; the workbook is there all the same.
func runExportAll(ctx context.Context, s *streams, out string) error {
	list, all, err := knownLedgers()
	if err != nil {
		return err
	}
	bar := newBar(s)
	done, err := list.Export(ctx, all, tenants.ExportOptions{Out: out, Open: tenants.OpenFile, Progress: bar.show})
	bar.end()
	if err != nil {
		return err
	}
	for _, one := range done.Tenants {
		if one.Err != nil {
			s.note("%s: %s", one.Name(), sentence(one.Err))
		}
	}
	if _, err := fmt.Fprintf(s.out, "%s: %s.\n", printable(done.Path), ledger.Counted(len(done.Tenants), "tenant", "tenants")); err != nil {
		return err
	}
	if n := done.Unread(); n > 0 {
		return ledger.Errorf(ledger.CodePartial, "", "%s could not be read. The workbook has a line for each, with the reason.", ledger.Counted(n, "ledger", "ledgers"))
	}
	return nil
}
