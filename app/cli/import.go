package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

type importOptions struct {
	app.ImportOptions
	file  string
	paths []string
	whole bool
	part  bool
	mapTo string
	order string
}

func newImport(s *streams) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE X.csv|X.ledger...",
		Short: "Add downloaded lists, or another ledger of the tenant, to a ledger",
		Long: "Add downloaded lists of active user licenses to a ledger; a ledger that does not exist is made.\n" +
			"Another ledger of the same tenant adds every reading that is not there yet, each in its place; it is only read.\n" +
			"The order does not matter, and the same file twice adds nothing.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return wrongArguments(cmd, args, 2)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.paths = args[0], args[1:]
			if err := o.check(); err != nil {
				return err
			}
			switch others := o.ledgers(); {
			case len(others) == len(o.paths):
				return runMerge(cmd.Context(), s, o.file, others, o.Preview)
			case len(others) > 0:
				return usagef("Downloaded lists and ledgers are imported one after the other. Leave %s out, and import it then.", others[0])
			}
			return runImport(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.TakenAt, "taken-at", "", "when the list was downloaded: a date or an instant; left out, the file tells")
	f.BoolVar(&o.whole, "whole", false, "the file is the whole list, although it is much smaller than its neighbour")
	f.BoolVar(&o.part, "part", false, "the file is a part of the list, so what it lacks did not end")
	f.StringVar(&o.order, "date-order", "", "how dates such as 1/2/2022 are read: day-first or month-first; left out, the file tells")
	f.StringVar(&o.mapTo, "map", "", "a file that says which column is what (not in this version)")
	f.BoolVar(&o.Preview, "preview", false, "say what the files are and change nothing")
	return cmd
}

// ledgers gives those of the files that are ledgers.
func (o *importOptions) ledgers() []string {
	var others []string
	for _, path := range o.paths {
		if app.IsLedgerName(path) {
			others = append(others, path)
		}
	}
	return others
}

func (o *importOptions) check() error {
	if o.mapTo != "" {
		return usagef("This version cannot map unknown columns yet. Leave --map out; the layouts of 2017 and 2022 are recognised by themselves.")
	}
	var err error
	if o.DateOrder, err = dateOrderOf(o.order); err != nil {
		return err
	}
	switch {
	case o.whole && o.part:
		return usagef("A file cannot be whole and a part. Give one of --whole and --part.")
	case o.whole:
		o.Extent = app.ExtentWhole
	case o.part:
		o.Extent = app.ExtentPart
	}
	return nil
}

// dateOrderOf reads the flag that says how dates are read.
func dateOrderOf(flag string) (importer.DateOrder, error) {
	switch flag {
	case "":
		return importer.OrderAuto, nil
	case "day-first":
		return importer.OrderDayFirst, nil
	case "month-first":
		return importer.OrderMonthFirst, nil
	}
	return "", usagef("%q is no value for the flag --date-order. Give day-first or month-first.", flag)
}

func runImport(ctx context.Context, s *streams, o importOptions) error {
	if !o.Preview {
		warnOfPlace(s, o.file)
	}
	bar := newBar(s)
	result, err := app.ImportInto(ctx, o.file, o.paths, o.ImportOptions, bar.show)
	bar.end()
	noteCopy(s, o.file, result.KeptCopy)
	for _, file := range result.Files {
		if printErr := printImported(s, file); err == nil {
			err = printErr
		}
	}
	if codeOf(err) == ledger.CodeNeedsAnswer {
		s.note("The flags --whole, --part and --date-order answer.")
	}
	return err
}

// rejectedShown is how many bad rows are printed for each file.
const rejectedShown = 20

func printImported(s *streams, f app.ImportedFile) error {
	what := "added"
	switch {
	case f.Preview:
		what = "can be added"
	case f.Unchanged:
		what = "was already there"
	}
	_, err := fmt.Fprintf(s.out, "%s: %s, %d rows of %s (%s), layout %s\n", printable(f.Name), what, f.Rows, f.At, f.AtRule, f.Source)
	aboutFile(s, &f)
	warn(s, f.Warnings)
	return err
}

// aboutFile tells what a person should know of how a file was read: its dates,
// what it asks, and the rows that were kept out.
func aboutFile(s *streams, f *app.ImportedFile) {
	if f.Dates != "" {
		s.note("%s: %s", printable(f.Name), f.Dates)
	}
	if f.Question != "" {
		s.note("%s", f.Question)
	}
	if f.RejectedCount > 0 {
		s.note("%s: %d rows could not be read and were kept out:", printable(f.Name), f.RejectedCount)
	}
	for i, bad := range f.Rejected {
		if i == rejectedShown {
			s.note("  and %d more", f.RejectedCount-rejectedShown)
			break
		}
		s.note("  line %d: %s", bad.Line, printable(strings.TrimPrefix(bad.Column+": "+bad.Reason, ": ")))
	}
}
