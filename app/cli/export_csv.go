package cli

import (
	"strings"

	"github.com/spf13/pflag"

	"licenseledger/app/export"
)

// csvChoices are the flags for what readers of CSV differ in.
type csvChoices struct {
	separator, dates, lines string
	bom, guard              bool
	flags                   *pflag.FlagSet
}

func (o *csvChoices) add(f *pflag.FlagSet) {
	o.flags = f
	f.StringVar(&o.separator, "csv-separator", "comma", "what separates the values of a CSV file: "+strings.Join(export.Separators(), ", ")+"\n(local: what Excel on this computer expects)")
	f.BoolVar(&o.bom, "csv-bom", false, "begin a CSV file with the mark by which Excel knows UTF-8")
	f.StringVar(&o.dates, "csv-dates", string(export.DateISO), "how a CSV file has dates: iso (2022-02-28T04:00:48Z), local (in the ledger's zone)\nor report (2/28/2022 4:00:48 AM, as Microsoft's)")
	f.StringVar(&o.lines, "csv-lines", "crlf", "how lines of a CSV file end: crlf or lf")
	f.BoolVar(&o.guard, "csv-guard", false, "put ' before values of a CSV file that a spreadsheet program would take for a formula\n(those that begin with = + - @, a tab or a line break); they are changed by that")
}

// chosen gives the options; nil when no flag was given.
func (o *csvChoices) chosen() (*export.CSVOptions, error) {
	given := false
	o.flags.Visit(func(f *pflag.Flag) { given = given || strings.HasPrefix(f.Name, "csv-") })
	if !given {
		return nil, nil
	}
	comma, err := export.Separator(o.separator, "")
	if err != nil {
		return nil, err
	}
	if o.lines != "crlf" && o.lines != "lf" {
		return nil, usagef("%q is no value for the flag --csv-lines. Use crlf or lf.", o.lines)
	}
	return &export.CSVOptions{BOM: o.bom, Comma: comma, CRLF: o.lines == "crlf", FormulaGuard: o.guard, DateForm: export.DateForm(o.dates)}, nil
}
