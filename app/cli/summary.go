package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type summaryOptions struct {
	selection
	file, by, order, since string
	limit                  int
	json                   bool
}

func newSummary(s *streams) *cobra.Command {
	var o summaryOptions
	cmd := &cobra.Command{
		Use:   "summary FILE --by COLUMN",
		Short: "Count rows, people and licenses by the values of a column",
		Long: "Count the rows, people and licenses of a view by the values of a column: by department, license, status, or any other that\n" +
			"\"licensectl list --json\" prints, and by manager, company, country or office of the account. A person with rows under two values counts under each. An empty value is what is not known.\n" +
			"cost_month is what the licenses of the rows cost a month, at the prices of the day (\"licensectl prices\"): each person's license once,\n" +
			"however many services it brings, without those of people who left and of rows of nobody in particular; unpriced counts the licenses\n" +
			"whose price is not known. --view assigned has all that is held; the list only what was used, as far as a row tells its license.\n" +
			"With --since, change is how many people more there are than on that day; a value that only that day has is told with 0 rows.",
		Example: "  licensectl summary contoso.ledger --by department\n" +
			"  licensectl summary contoso.ledger --by manager --view assigned\n" +
			"  licensectl summary contoso.ledger --by cost_center --view assigned --sort -cost\n" +
			"  licensectl summary contoso.ledger --by license --view never-used --at 2026-03-31\n" +
			"  licensectl summary contoso.ledger --by department --since 2026-02-28 --sort -change\n" +
			"  licensectl summary contoso.ledger --by identity_confidence --view unknown --json",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.by == "" {
				return usagef("Say by which column with --by, for example --by department. The columns are %s.", strings.Join(ledger.FilterColumns(), ", "))
			}
			if o.limit < 0 {
				return usagef("%d is no value for the flag --limit. Give a number of values, or leave it out for all of them.", o.limit)
			}
			return runSummary(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	o.where(f)
	f.StringVar(&o.by, "by", "", "the column, such as department, cost_center, manager, country, license or status")
	f.StringVar(&o.order, "sort", "-people", "value, rows, people, licenses, change or cost, with - in front for descending")
	f.StringVar(&o.since, "since", "", "the day to tell the change of people since; as --at")
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
		summary, err := view.Summary(ctx, app.SummarySpec{Column: o.by, Order: app.SummaryOrder(order), Descending: descending, Limit: o.limit, Since: o.since})
		if err != nil {
			return err
		}
		changes := o.since != "" && !summary.Unlike
		if o.json {
			err = eachGroup(s, summary.Groups, changes)
		} else {
			err = printGroups(s, o.by, summary.Groups, changes)
		}
		if err != nil {
			return err
		}
		if more := summary.Total - len(summary.Groups); more > 0 {
			s.note("%s left out by --limit.", ledger.Counted(more, "value is", "values are"))
		}
		if summary.Unlike {
			s.note("The list of the other day was made in another way, so no change is told.")
		}
		aboutView(s, view, view.Len())
		if o.by == "cost_center" {
			return noteCostCenters(ctx, s, l)
		}
		return nil
	})
}

// groupLine is a value with what its rows are; null where nothing is known.
type groupLine struct {
	Value    ledger.Text `json:"value"`
	Rows     int         `json:"rows"`
	People   int         `json:"people"`
	Licenses int         `json:"licenses"`
	Change   *int        `json:"change"` // of people; null without another day
	// What the licenses cost a month, where that is in one currency; Costs has all
	// of them, and Unpriced the licenses whose price is not known.
	CostMonth *ledger.Money        `json:"cost_month"`
	Currency  ledger.Text          `json:"currency"`
	Costs     []ledger.CurrencySum `json:"costs"`
	Unpriced  int64                `json:"unpriced"`
	// Person is said of managers, whose ids are the values.
	Person *ledger.Candidate `json:"person,omitempty"`
}

func eachGroup(s *streams, groups []app.SummaryGroup, changes bool) error {
	for _, g := range groups {
		line := groupLine{Value: ledger.Text(g.Value), Rows: g.Rows, People: g.People, Licenses: g.Licenses, Person: g.Person, Costs: g.Cost.List(), Unpriced: g.Cost.Unpriced}
		if len(line.Costs) == 1 {
			line.CostMonth, line.Currency = &line.Costs[0].CostMonth, ledger.Text(line.Costs[0].Currency)
		}
		if changes {
			line.Change = &g.Change
		}
		if err := s.printJSON(line); err != nil {
			return err
		}
	}
	return nil
}

func printGroups(s *streams, by string, groups []app.SummaryGroup, changes bool) error {
	header := []string{by, "rows", "people", "licenses"}
	if changes {
		header = append(header, "change")
	}
	header = append(header, "cost_month", "currency", "unpriced")
	if by == ledger.SplitManager {
		header = append(header, "user_id")
	}
	t := newTable(s, header...)
	for _, g := range groups {
		cells := []string{shownGroup(g), strconv.Itoa(g.Rows), strconv.Itoa(g.People), strconv.Itoa(g.Licenses)}
		if changes {
			cells = append(cells, fmt.Sprintf("%+d", g.Change))
		}
		cost, currency := costCells(g.Cost)
		cells = append(cells, cost, currency, strconv.FormatInt(g.Cost.Unpriced, 10))
		if by == ledger.SplitManager {
			cells = append(cells, g.Value)
		}
		t.row(cells...)
	}
	return t.end()
}

// costCells writes sums and their currencies, in one order.
func costCells(sums ledger.Sums) (cost, currency string) {
	var costs, currencies []string
	for _, sum := range sums.List() {
		costs, currencies = append(costs, sum.CostMonth.String()), append(currencies, sum.Currency)
	}
	return strings.Join(costs, " + "), strings.Join(currencies, " + ")
}

// shownGroup is the value, of a manager the name and the address.
func shownGroup(g app.SummaryGroup) string {
	switch p := g.Person; {
	case p == nil:
		return g.Value
	case p.Name != "" && p.Email != "":
		return string(p.Name + " <" + p.Email + ">")
	default:
		return string(p.Name + p.Email)
	}
}
