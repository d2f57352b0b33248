package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

type exportOptions struct {
	selection
	file, out, layout string
	since             string // of the lake
	month             string // of the layout month
	columns           []string
	compareWith       string
	csv               csvChoices
	split, format     string
	redact            bool
	all               bool // one workbook over all tenants
}

func newExport(s *streams) *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export FILE --out X.xlsx|X.csv|X.parquet|FOLDER",
		Short: "Write the list into an Excel workbook, a CSV file or a Parquet file, or split into several",
		Example: "  licensectl export contoso.ledger --out licenses.xlsx --filter department=Sales\n" +
			"  licensectl export contoso.ledger --out licenses.csv --csv-separator local --csv-bom --csv-dates local\n" +
			"  licensectl export contoso.ledger --out \"per department\" --split-by department\n" +
			"  licensectl export contoso.ledger --out licenses.xlsx --layout full --redact\n" +
			"  licensectl export contoso.ledger --out 2026-03.xlsx --layout month --month 2026-03\n" +
			"  licensectl export contoso.ledger --out cost.xlsx --layout cost\n" +
			"  licensectl export contoso.ledger --out lake --layout lake\n" +
			"  licensectl export --all --out all.xlsx",
		Args: func(cmd *cobra.Command, args []string) error {
			if o.all && len(args) > 0 {
				return usagef("--all takes no FILE: it is of every ledger of \"licensectl tenants list\". Leave one of the two out.")
			}
			if o.all {
				return nil
			}
			return needs("FILE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.all {
				return exportAll(cmd, s, o.out)
			}
			o.file = args[0]
			if o.format != "" && o.split == "" {
				return usagef("The format of a single file is told by its name. Leave out --format, or give --split-by too.")
			}
			if o.out == "" {
				return usagef("Where to write is missing. Give --out with a name that ends in .xlsx, .csv or .parquet.")
			}
			if o.layout == layoutLake {
				return runLake(cmd.Context(), s, o, cmd.Flags().Changed)
			}
			if o.since != "" {
				return usagef("--since limits the days of the lake. Give it with --layout lake, or leave it out.")
			}
			return runExport(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.out, "out", "", "the file to write, ending in .xlsx, .csv or .parquet")
	f.BoolVar(&o.all, "all", false, "one workbook over every ledger of \"licensectl tenants list\" in place of FILE: tenants, licenses, and what needs you")
	f.StringVar(&o.layout, "layout", "", "list: Microsoft's columns, if nothing is said; full: every column;\nreport, report-2022: CSV as Microsoft's own files, to the byte;\nmonth: the workbook of a month for finance, of the reading that stands for it;\ncost: the workbook of a day's licenses, what they cost, and what can be freed up;\nlake: into the folder --out, Parquet files of every day, of which only what changed is written")
	f.StringVar(&o.since, "since", "", "with --layout lake: only days from this one on, such as 2026-03-31; earlier ones leave the lake")
	f.StringVar(&o.month, "month", "", "with --layout month: the month, such as 2026-03; left out, the last one that is over")
	f.StringSliceVar(&o.columns, "columns", nil, "write these columns in this order, such as user_name,license,last_used;\nthey are called as in \"list --json\"")
	f.StringVar(&o.compareWith, "compare-with", "", "add a sheet of what changed since another day to a workbook: a snapshot id, a date or LATEST")
	f.StringVar(&o.split, "split-by", "", "write one file per value, and an index of them, into the folder --out:\n"+strings.Join(ledger.SplitColumns(), ", "))
	f.StringVar(&o.format, "format", "", "of the files of --split-by: xlsx, if nothing is said, csv or parquet")
	f.BoolVar(&o.redact, "redact", false, "put pseudonyms in the place of names, addresses and ids of people, the same ones in every export of this ledger")
	o.csv.add(f)
	o.selection.flags(f)
	return cmd
}

func runExport(ctx context.Context, s *streams, o exportOptions) error {
	csv, err := o.csv.chosen()
	if err != nil {
		return err
	}
	return open(ctx, o.file, !o.redact, func(l *app.Ledger) error {
		bar := newBar(s)
		result, err := l.Export(ctx, app.ExportSpec{ViewSpec: o.spec(), Out: o.out, Layout: export.Layout(o.layout), Columns: o.columns, CSV: csv, CompareWith: o.compareWith, SplitBy: o.split, Format: o.format, Redact: o.redact, Month: o.month}, bar.show)
		bar.end()
		if err != nil {
			return err
		}
		warn(s, result.Warnings)
		if m := result.Month; m.Month != "" {
			state := "its last reading"
			if m.Closed {
				state = "the reading that it was closed with"
			}
			_, err = fmt.Fprintf(s.out, "%s: %s with %s, as of %s, %s.\n", printable(result.Path), m.Month, ledger.Counted(result.Rows, "row of people", "rows of people"), m.At, state)
			return err
		}
		if o.split != "" {
			_, err = fmt.Fprintf(s.out, "%s: %s of %s in %s, listed in %s.\n", printable(result.Path), ledger.Counted(result.Rows, "row", "rows"), result.Snapshot.At,
				ledger.Counted(result.Files, "file", "files"), export.IndexName)
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s: %s of %s.\n", printable(result.Path), ledger.Counted(result.Rows, "row", "rows"), result.Snapshot.At)
		return err
	})
}
