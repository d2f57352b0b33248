package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type summaryOptions struct {
	selection
	file, by, order string
	limit           int
	json            bool
}

func newSummary(s *streams) *cobra.Command {
	var o summaryOptions
	cmd := &cobra.Command{
		Use:   "summary FILE --by COLUMN",
		Short: "Count rows, people and licenses by the values of a column",
		Long: "Count the rows, people and licenses of a view by the values of a column: by department, license, status, or any other that\n" +
			"\"licensectl list --json\" prints. A person with rows under two values counts under each. An empty value is what is not known.",
		Example: "  licensectl summary contoso.ledger --by department\n" +
			"  licensectl summary contoso.ledger --by license --view never-used --at 2026-03-31\n" +
			"  licensectl summary contoso.ledger --by identity_confidence --view unknown --json",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.by == "" {
				return usagef("Say by which column with --by, for example --by department. The columns are %s.", strings.Join(ledger.RowColumns(), ", "))
			}
			if o.limit < 0 {
				return usagef("%d is no value for the flag --limit. Give a number of values, or leave it out for all of them.", o.limit)
			}
			return runSummary(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	o.where(f)
	f.StringVar(&o.by, "by", "", "the column, such as department, cost_center, license or status")
	f.StringVar(&o.order, "sort", "-people", "value, rows, people or licenses, with - in front for descending")
	f.IntVar(&o.limit, "limit", 0, "show at most this many values; 0 shows all")
	f.BoolVar(&o.json, "json", false, "print one JSON object per line")
	return cmd
}

func runSummary(ctx context.Context, s *streams, o summaryOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		view, err := l.View(ctx, o.spec())
		if err != nil {
			return err
		}
		order, descending := strings.CutPrefix(o.order, "-")
		summary, err := view.Summary(app.SummarySpec{Column: o.by, Order: app.SummaryOrder(order), Descending: descending, Limit: o.limit})
		if err != nil {
			return err
		}
		if o.json {
			err = eachGroup(s, summary.Groups)
		} else {
			err = printGroups(s, o.by, summary.Groups)
		}
		if err != nil {
			return err
		}
		if more := summary.Total - len(summary.Groups); more > 0 {
			s.note("%s left out by --limit.", ledger.Counted(more, "value is", "values are"))
		}
		aboutView(s, view, view.Len())
		return nil
	})
}

// groupLine is a value with what its rows are; null where nothing is known.
type groupLine struct {
	Value    ledger.Text `json:"value"`
	Rows     int         `json:"rows"`
	People   int         `json:"people"`
	Licenses int         `json:"licenses"`
}

func eachGroup(s *streams, groups []ledger.Group) error {
	for _, g := range groups {
		if err := s.printJSON(groupLine{ledger.Text(g.Value), g.Rows, g.People, g.Licenses}); err != nil {
			return err
		}
	}
	return nil
}

func printGroups(s *streams, by string, groups []ledger.Group) error {
	t := newTable(s, by, "rows", "people", "licenses")
	for _, g := range groups {
		t.row(g.Value, strconv.Itoa(g.Rows), strconv.Itoa(g.People), strconv.Itoa(g.Licenses))
	}
	return t.end()
}
