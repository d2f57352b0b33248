package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

type compareOptions struct {
	app.CompareOptions
	file, list, order, mapping string
	limit                      int
	json                       bool
}

func newCompare(s *streams) *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare FILE CSV",
		Short: "Tell how a downloaded list differs from the ledger's, and why",
		Long: "Tell how a downloaded list of active user licenses differs from the ledger's list of the same day:\n" +
			"only there (in the download), only here (in the ledger), or different, each with its reason.\n" +
			"Nothing is imported and nothing is written.",
		Example: "  licensectl compare contoso.ledger licenses-2026-03-31.csv\n" +
			"  licensectl compare contoso.ledger licenses.csv --at 2026-03-31 --json | jq 'select(.reason == \"not_explained\")'",
		Args: needs("FILE", "CSV"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.list = args[0], args[1]
			if o.limit < 0 {
				return usagef("%d is no value for the flag --limit. Give a number of differences, or leave it out for all of them.", o.limit)
			}
			var err error
			if o.DateOrder, err = dateOrderOf(o.order); err != nil {
				return err
			}
			if o.mapping != "" {
				if o.Mapping, err = readMapping(o.mapping); err != nil {
					return err
				}
			}
			return runCompare(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.At, "at", "", "the ledger's day: LATEST, a snapshot id, a date or an instant; left out, the day of the file")
	f.StringVar(&o.TakenAt, "taken-at", "", "when the list was downloaded: a date or an instant; left out, the file tells")
	f.StringVar(&o.order, "date-order", "", "how dates such as 1/2/2022 are read: day-first or month-first; left out, the file tells")
	f.StringVar(&o.mapping, "map", "", "a file that says which column is what")
	f.BoolVar(&o.SameTenant, "same-tenant", false, "the list is of the ledger's tenant, although most of its mail domains were never seen")
	f.IntVar(&o.limit, "limit", 0, "show at most this many differences; 0 shows all")
	f.BoolVar(&o.json, "json", false, "print one JSON object per difference")
	return cmd
}

func runCompare(ctx context.Context, s *streams, o compareOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		bar := newBar(s)
		c, err := l.Compare(ctx, o.list, o.CompareOptions, bar.show)
		bar.end()
		if err != nil {
			var question *importer.Question
			if errors.As(err, &question) && question.Asks != importer.AsksLayout && question.Asks != importer.AsksEncoding {
				return withFlags(err, flagsFor(question.Asks))
			}
			return err
		}
		aboutComparison(s, c)
		count := limited(c.Len(), o.limit)
		if o.json {
			err = eachRow(ctx, c.Differences, count, func(d *ledger.Difference) error { return s.printJSON(d) })
		} else {
			err = printComparison(ctx, s, c, count)
		}
		if err != nil {
			return err
		}
		if count < c.Len() {
			s.note("%d of %s shown.", count, ledger.Counted(c.Len(), "difference", "differences"))
		}
		return nil
	})
}

// aboutComparison tells beside the answer what was compared with what.
func aboutComparison(s *streams, c *app.Comparison) {
	s.note("%s: %s of %s (%s). Here: %s of %s, snapshot %d, basis %s. Nothing was imported.",
		c.File.Name, ledger.Counted(c.File.Rows, "row", "rows"), c.File.At, c.File.AtRule, ledger.Counted(c.Rows, "row", "rows"), c.AsOf, c.Snapshot.ID, c.Basis)
	aboutFile(s, &c.File)
	if c.Len() == 0 {
		s.note("No differences.")
	}
}

// printComparison writes the counts first, and the rows below them.
func printComparison(ctx context.Context, s *streams, c *app.Comparison, count int) error {
	if c.Len() == 0 {
		return nil
	}
	t := newTable(s, "difference", "reason", "rows")
	for _, kind := range ledger.DifferenceKinds() {
		for _, reason := range ledger.DifferenceReasons() {
			if n := c.Counts[kind][reason]; n > 0 {
				t.row(string(kind), string(reason), strconv.Itoa(n))
			}
		}
	}
	if err := t.end(); err != nil || count == 0 {
		return err
	}
	fmt.Fprintln(s.out)
	t = newTable(s, "difference", "reason", "since", "line", "user_name", "email_address", "service", "license", "there", "here")
	err := eachRow(ctx, c.Differences, count, func(d *ledger.Difference) error {
		line := ""
		if d.Line > 0 {
			line = strconv.Itoa(d.Line)
		}
		there, here := saidOf(d.There, d.Fields), saidOf(d.Here, d.Fields)
		t.row(string(d.Difference), string(d.Reason), string(d.Since), line, string(d.UserName), string(d.EmailAddress),
			string(d.Service), string(d.License), there, here)
		return nil
	})
	if err != nil {
		return err
	}
	return t.end()
}

// saidOf shows what one list says in the columns that differ; its date where
// the other has no such row.
func saidOf(r *ledger.ComparedRow, fields []string) string {
	if r == nil {
		return ""
	}
	if len(fields) == 0 {
		fields = []string{"assigned_date"}
	}
	var said []string
	for _, field := range fields {
		switch field {
		case "user_name":
			said = append(said, string(r.UserName))
		case "assigned_date":
			said = append(said, string(r.AssignedDate))
		case "is_trial":
			said = append(said, "trial "+flagText(r.IsTrial))
		case "expiration_date":
			said = append(said, "expires "+string(r.ExpirationDate))
		}
	}
	return strings.Join(said, ", ")
}
