package cli

import (
	"context"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type overviewOptions struct {
	file, at string
	json     bool
}

func newOverview(s *streams) *cobra.Command {
	var o overviewOptions
	cmd := &cobra.Command{
		Use:   "overview FILE",
		Short: "Count a day: people, the list, Unknown rows, leavers, licenses and changes",
		Long: "Count a day: people of the directory, the list, what is seen in use and what never was,\n" +
			"Unknown rows, leavers, licenses, and changes since the snapshot before. Each figure has\n" +
			"the name that it has in the JSON; what was not read is empty, and null in the JSON.",
		Example: "  licensectl overview contoso.ledger\n" +
			"  licensectl overview contoso.ledger --at 2026-03-31\n" +
			"  licensectl overview contoso.ledger --json | jq .never_seen_in_use.people",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runOverview(cmd.Context(), s, o)
		},
	}
	cmd.Flags().StringVar(&o.at, "at", "LATEST", atFlag)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func runOverview(ctx context.Context, s *streams, o overviewOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		counts, err := l.Overview(ctx, o.at)
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(counts)
		}
		return printOverview(s, &counts)
	})
}

// figures writes one figure a line, by its name in the JSON.
type figures struct{ table *table }

func (f figures) text(name, value string)    { f.table.row(name, value) }
func (f figures) count(name string, n int)   { f.table.row(name, strconv.Itoa(n)) }
func (f figures) units(name string, n int64) { f.table.row(name, strconv.FormatInt(n, 10)) }
func (f figures) nothing(name string)        { f.table.row(name, "") }
func (f figures) tally(name string, n *ledger.Tally) {
	if n == nil {
		f.nothing(name)
		return
	}
	f.count(name+".rows", n.Rows)
	f.count(name+".people", n.People)
}

func printOverview(s *streams, o *ledger.Overview) error {
	f := figures{newTable(s, "figure", "value")}
	f.text("snapshot_id", strconv.FormatInt(o.SnapshotID, 10))
	f.text("at", o.At)
	f.text("basis", string(o.Basis))
	f.text("partial", strconv.FormatBool(o.Partial))
	f.directory(o)
	f.list(o.List)
	f.tally("assigned", o.Assigned)
	f.tally("seen_in_use", o.SeenInUse)
	f.tally("never_seen_in_use", o.NeverSeenInUse)
	f.text("reports_since", string(o.ReportsSince))
	f.tally("blocked", o.Blocked)
	f.seats(o.Seats)
	f.changes(o.Changes)
	for _, source := range o.Sources {
		if source.LastRead != "" {
			f.text("sources."+source.Source+".as_of", string(source.AsOf))
			f.text("sources."+source.Source+".days", countText(source.Days))
		}
	}
	return f.table.end()
}

func (f figures) byStatus(name string, counts map[ledger.Status]int) {
	for _, status := range ledger.Statuses() {
		if n := counts[status]; n > 0 {
			f.count(name+"."+string(status), n)
		}
	}
}

func (f figures) directory(o *ledger.Overview) {
	if o.Directory == nil {
		f.nothing("directory")
		f.nothing("departed")
		return
	}
	f.count("directory.people", o.Directory.People)
	f.byStatus("directory.by_status", o.Directory.ByStatus)
	f.count("departed.people", o.Departed.People)
	f.count("departed.recent", o.Departed.Recent)
}

func (f figures) list(l *ledger.ListCounts) {
	if l == nil {
		f.nothing("list")
		return
	}
	f.count("list.rows", l.Rows)
	f.count("list.people", l.People)
	f.count("list.licenses", l.Licenses)
	f.byStatus("list.by_status", l.ByStatus)
	f.tally("list.trials", &l.Trials)
	f.count("list.unknown_reasons.total", l.UnknownReasons.Total)
	f.count("list.unknown_reasons.left", l.UnknownReasons.Left)
	f.count("list.unknown_reasons.unresolved", l.UnknownReasons.Unresolved)
	f.count("list.unknown_reasons.nameless", l.UnknownReasons.Nameless)
	for _, u := range l.Unknown {
		name := "list.unknown." + string(u.Status)
		if u.Confidence != "" {
			name += "." + string(u.Confidence)
		}
		f.count(name, u.Rows)
	}
}

func (f figures) seats(n *ledger.SeatTotals) {
	if n == nil {
		f.nothing("seats")
		return
	}
	f.count("seats.licenses", n.Licenses)
	f.units("seats.bought", n.Bought)
	f.units("seats.assigned", n.Assigned)
	f.units("seats.free", n.Free)
	f.units("seats.over_assigned", n.OverAssigned)
	f.count("seats.trials", n.Trials)
	f.text("seats.renews_next", string(n.RenewsNext))
	for _, cost := range n.Costs {
		f.text("seats.cost_month."+cost.Currency, cost.CostMonth.String())
	}
	f.units("seats.unpriced", n.Unpriced)
}

func (f figures) changes(c *ledger.ChangeCounts) {
	if c == nil {
		f.nothing("changes")
		return
	}
	f.text("changes.snapshot_id", strconv.FormatInt(c.SnapshotID, 10))
	for _, kind := range sortedKinds(c.Counts) {
		f.count("changes.counts."+kind, c.Counts[kind])
	}
}

func sortedKinds(counts map[string]int) []string {
	kinds := make([]string, 0, len(counts))
	for kind := range counts {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}
