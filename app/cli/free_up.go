package cli

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type freeUpOptions struct {
	file, at, group, search, sort string
	filters                       []string
	noUseDays, minAge             int // -1: as kept in the ledger
	leftOut, summary, json        bool
}

func newFreeUp(s *streams) *cobra.Command {
	var o freeUpOptions
	cmd := &cobra.Command{
		Use:   "free-up FILE",
		Short: "Show which licenses can be taken back, how, and what that gains",
		Long: "Show which licenses can be taken back, one person x one license once, each in the first group that fits:\n" +
			"  blocked       the sign-in is blocked, and the license is still held\n" +
			"  twice         another license of the person brings all of it: see \"licensectl free-up covers\"\n" +
			"  no-use        Power Apps or Power Automate alone, and no use seen for --no-use-days, all of which were watched\n" +
			"  not-assigned  bought, and nobody has it\n" +
			"Office 365, Dynamics 365 and other bundles are only ever in the first. Licenses of deleted accounts are in none: their units came back,\n" +
			"as the notes say. What is left out, by \"licensectl free-up leave-out\" or because it costs nothing, is counted there too.\n" +
			"A gain today can be given to somebody else at once, a gain at renewal need not be bought again. Money is a month's, per currency;\n" +
			"what has no price is counted and not valued.",
		Example: "  licensectl free-up contoso.ledger\n" +
			"  licensectl free-up contoso.ledger --summary\n" +
			"  licensectl free-up contoso.ledger --group blocked --filter department=Sales --json\n" +
			"  licensectl free-up contoso.ledger --left-out",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runFreeUp(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.at, "at", "LATEST", atFlag)
	f.StringVar(&o.group, "group", "", "only one group: blocked|twice|no-use|not-assigned")
	f.StringArrayVar(&o.filters, "filter", nil, "a condition such as department=Sales or license~premium; all must hold")
	f.StringVar(&o.search, "search", "", "any part of a name, address or license")
	f.StringVar(&o.sort, "sort", "", "the column to sort each group by, with - in front for descending")
	f.IntVar(&o.noUseDays, "no-use-days", -1, "for how many days no use must be seen; without it as set by leave-out, else 90")
	f.IntVar(&o.minAge, "min-age", -1, "leave out accounts made less than so many days before the day; without it as set by leave-out, else 30")
	f.BoolVar(&o.leftOut, "left-out", false, "show what is left out instead, and why")
	f.BoolVar(&o.summary, "summary", false, "show one line per group instead of the licenses")
	f.BoolVar(&o.json, "json", false, "print one JSON object per license; with --summary one for the day")
	cmd.AddCommand(newFreeUpCovers(s), newFreeUpLeaveOut(s))
	return cmd
}

func runFreeUp(ctx context.Context, s *streams, o freeUpOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		rules, err := l.FreeRules(ctx)
		if err != nil {
			return err
		}
		if o.noUseDays >= 0 {
			rules.NoUseDays = o.noUseDays
		}
		if o.minAge >= 0 {
			rules.MinAge = o.minAge
		}
		free, err := l.FreeUp(ctx, app.FreeUpSpec{At: o.at, Rules: &rules})
		if err != nil {
			return err
		}
		column, descending := strings.CutPrefix(o.sort, "-")
		lines, err := free.Choose(app.FreeChoice{Group: ledger.FreeGroup(o.group), LeftOut: o.leftOut, Filters: o.filters, Search: o.search, Sort: column, Descending: descending})
		if err != nil {
			return err
		}
		summary := free.Summary(lines)
		switch {
		case o.summary && o.json:
			return s.printJSON(summary)
		case o.summary:
			err = printFreeSums(s, summary)
		case o.json:
			err = eachRow(ctx, lines.Rows, lines.Len(), func(line *ledger.FreeLine) error { return s.printJSON(line) })
		default:
			err = printFreeLines(ctx, s, lines)
		}
		if err != nil {
			return err
		}
		aboutFreeUp(s, summary, o.leftOut)
		return nil
	})
}

func printFreeLines(ctx context.Context, s *streams, lines *app.FreeLines) error {
	t := newTable(s, "group", "user_name", "email_address", "department", "license", "how", "covered_by", "last_used", "watched_since", "renews_at",
		"units", "gain_today", "gain_at_renewal", "cost_month", "currency", "left_out", "left_out_by")
	err := eachRow(ctx, lines.Rows, lines.Len(), func(r *ledger.FreeLine) error {
		price, currency := "", ""
		if r.Price != nil {
			price, currency = r.Price.Month.String(), r.Price.Currency
		}
		t.row(string(r.Group), string(r.UserName), string(r.EmailAddress), string(r.Department), string(r.License), howText(r), string(r.CoveredBy),
			string(r.LastUsed), string(r.WatchedSince), string(r.RenewsAt), strconv.FormatInt(r.Units, 10), unitsText(r.GainToday), unitsText(r.GainAtRenewal),
			price, currency, string(r.LeftOut), string(r.LeftOutBy))
		return nil
	})
	if err != nil {
		return err
	}
	return t.end()
}

// howText tells how to take a license back: from the person, through groups, or
// both.
func howText(r *ledger.FreeLine) string {
	var ways []string
	if r.Direct != nil && *r.Direct {
		ways = append(ways, "direct")
	}
	for _, g := range r.Groups {
		name := string(g.Name)
		if name == "" {
			name = string(g.ID)
		}
		ways = append(ways, "group "+name)
	}
	return strings.Join(ways, "; ")
}

func unitsText(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

func printFreeSums(s *streams, summary ledger.FreeSummary) error {
	t := newTable(s, "group", "off", "people", "licenses", "units", "gain_today", "cost_today", "unpriced_today", "gain_at_renewal", "cost_at_renewal", "unpriced_at_renewal", "gain_unknown")
	for _, g := range append(summary.Groups, summary.Total()) {
		name := string(g.Group)
		if name == "" {
			name = "all"
		}
		t.row(name, string(g.Off), strconv.Itoa(g.People), strconv.Itoa(g.Licenses), strconv.FormatInt(g.Units, 10),
			strconv.FormatInt(g.Today.Units, 10), costsText(g.Today.Cost), strconv.FormatInt(g.Today.Cost.Unpriced, 10),
			strconv.FormatInt(g.AtRenewal.Units, 10), costsText(g.AtRenewal.Cost), strconv.FormatInt(g.AtRenewal.Cost.Unpriced, 10), strconv.FormatInt(g.Unknown, 10))
	}
	return t.end()
}

// costsText writes a sum per currency: 1512.00 EUR, 20.00 USD.
func costsText(sums ledger.Sums) string {
	var all []string
	for _, sum := range sums.List() {
		all = append(all, sum.CostMonth.String()+" "+sum.Currency)
	}
	return strings.Join(all, ", ")
}
