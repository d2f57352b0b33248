package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

type exportOptions struct {
	selection
	file, out, layout string
	columns           []string
	compareWith       string
	csv               csvChoices
}

func newExport(s *streams) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export FILE --out X.xlsx|X.csv|X.parquet",
		Short: "Write the list into an Excel workbook, a CSV file or a Parquet file",
		Args:  needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.out == "" {
				return usagef("Where to write is missing. Give --out with a name that ends in .xlsx, .csv or .parquet.")
			}
			return runExport(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.out, "out", "", "the file to write, ending in .xlsx, .csv or .parquet")
	f.StringVar(&o.layout, "layout", "", "list: Microsoft's columns, if nothing is said; full: every column;\nreport, report-2022: CSV as Microsoft's own files, to the byte")
	f.StringSliceVar(&o.columns, "columns", nil, "write these columns in this order, such as user_name,license,last_used;\nthey are called as in \"list --json\"")
	f.StringVar(&o.compareWith, "compare-with", "", "add a sheet of what changed since another day to a workbook: a snapshot id, a date or LATEST")
	o.csv.add(f)
	o.selection.flags(f)
	return cmd
}

func runExport(ctx context.Context, s *streams, o exportOptions) error {
	csv, err := o.csv.chosen()
	if err != nil {
		return err
	}
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		bar := newBar(s)
		result, err := l.Export(ctx, app.ExportSpec{ViewSpec: o.spec(), Out: o.out, Layout: export.Layout(o.layout), Columns: o.columns, CSV: csv, CompareWith: o.compareWith}, bar.show)
		bar.end()
		if err != nil {
			return err
		}
		warn(s, result.Warnings)
		_, err = fmt.Fprintf(s.out, "%s: %s of %s.\n", printable(result.Path), ledger.Counted(result.Rows, "row", "rows"), result.Snapshot.At)
		return err
	})
}
