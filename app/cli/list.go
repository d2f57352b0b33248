package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// selection is what list, summary and export share: which rows, in which order.
type selection struct {
	at      string
	view    string
	filters []string
	search  string
	sort    string
	free    bool
}

func (o *selection) flags(f *pflag.FlagSet) {
	o.where(f)
	f.StringVar(&o.sort, "sort", "", "the column to sort by, with - in front for descending")
}

// where is the flags that choose rows, without their order.
func (o *selection) where(f *pflag.FlagSet) {
	f.StringVar(&o.at, "at", "LATEST", "the day: LATEST, a snapshot id, a date such as 2026-03-31, or an instant")
	f.StringVar(&o.view, "view", string(ledger.ViewList), "what to look at: "+viewNames())
	f.StringArrayVar(&o.filters, "filter", nil, "a condition such as department=Sales, last_used<2026-01-01, license~premium,\nstatus!=present or \"origin in office_365,dynamics_365\"; all must hold")
	f.StringVar(&o.search, "search", "", "any part of a name, address, service or license")
	f.BoolVar(&o.free, "show-free", false, "with --view trials: show free and developer plans too, which do not run out")
}

func (o selection) spec() app.ViewSpec {
	column, descending := strings.CutPrefix(o.sort, "-")
	return app.ViewSpec{At: o.at, Kind: ledger.ViewKind(o.view), Filters: o.filters, Search: o.search, Sort: column, Descending: descending, ShowFree: o.free}
}

func viewNames() string {
	var names []string
	for _, kind := range ledger.ViewKinds() {
		names = append(names, string(kind))
	}
	return strings.Join(names, "|")
}

type listOptions struct {
	selection
	file  string
	limit int
	json  bool
}

// rowWindow is how many rows are held while they are printed.
const rowWindow = 1000

func newList(s *streams) *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use:   "list FILE",
		Short: "Show who holds and who uses licenses, today or on any past day",
		Example: "  licensectl list contoso.ledger\n" +
			"  licensectl list contoso.ledger --at 2026-02-28 --filter department=Sales --sort -assigned_date\n" +
			"  licensectl list contoso.ledger --view departed --filter 'status_since>=2026-02-01'\n" +
			"  licensectl list contoso.ledger --filter 'origin in office_365,dynamics_365' --limit 20 --json | jq .email_address",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.limit < 0 {
				return usagef("%d is no value for the flag --limit. Give a number of rows, or leave it out for all of them.", o.limit)
			}
			return runList(cmd.Context(), s, o)
		},
	}
	o.selection.flags(cmd.Flags())
	cmd.Flags().IntVar(&o.limit, "limit", 0, "show at most this many rows; 0 shows all")
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per line")
	return cmd
}

func runList(ctx context.Context, s *streams, o listOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		view, err := l.View(ctx, o.spec())
		if err != nil {
			return err
		}
		count := limited(view.Len(), o.limit)
		if o.json {
			err = eachRow(ctx, view.Rows, count, func(row *ledger.Row) error { return s.printJSON(row) })
		} else {
			err = printRows(ctx, s, view, count)
		}
		if err != nil {
			return err
		}
		aboutView(s, view, count)
		return nil
	})
}

// limited is how many of n rows to print; a limit of 0 is none.
func limited(n, limit int) int {
	if limit > 0 {
		return min(n, limit)
	}
	return n
}

// eachRow hands on the first rows, read some at a time.
func eachRow[T any](ctx context.Context, read func(from, n int) ([]T, error), count int, do func(*T) error) error {
	for from := 0; from < count; from += rowWindow {
		if err := ctx.Err(); err != nil {
			return err
		}
		rows, err := read(from, min(rowWindow, count-from))
		if err != nil {
			return err
		}
		for i := range rows {
			if err := do(&rows[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func printRows(ctx context.Context, s *streams, view *app.View, count int) error {
	if view.Kind == ledger.ViewTrials {
		return printTrials(ctx, s, view, count)
	}
	t := newTable(s, "user_name", "email_address", "service", "license", "assigned_date", "is_trial", "status",
		"status_since", "last_known_name", "last_known_email", "identity_confidence", "restorable_until")
	err := eachRow(ctx, view.Rows, count, func(r *ledger.Row) error {
		t.row(string(r.UserName), string(r.EmailAddress), string(r.Service), string(r.License), string(r.AssignedDate),
			flagText(r.IsTrial), string(r.Status), string(r.StatusSince), string(r.LastKnownName), string(r.LastKnownEmail),
			string(r.IdentityConfidence), string(r.RestorableUntil))
		return nil
	})
	if err != nil {
		return err
	}
	return t.end()
}

func flagText(b *bool) string {
	if b == nil {
		return ""
	}
	return strconv.FormatBool(*b)
}

// aboutView tells beside the rows what they are made from and how old that is.
func aboutView(s *streams, view *app.View, shown int) {
	c := view.Counts
	s.note("%d of %s, %s, %s, %d Unknown. Snapshot %d of %s, basis %s.",
		shown, ledger.Counted(c.Rows, "row", "rows"), ledger.Counted(c.People, "person", "people"), ledger.Counted(c.Licenses, "license", "licenses"), c.Unknown, view.Snapshot.ID, view.Snapshot.At, view.Basis)
	if view.FreeHidden > 0 {
		s.note("%s of free and developer plans not shown; --show-free shows them.", ledger.Counted(view.FreeHidden, "row is", "rows are"))
	}
	if u := c.UnknownReasons(); u.Total > 0 {
		s.note("%s.", unknownText(u))
	}
	var read []string
	for _, source := range view.Coverage() {
		if source.AsOf != "" {
			text := source.Source + " " + string(source.AsOf)
			if source.WholeAt != source.ReadTo { // changes tell of accounts, not of what they hold
				text += fmt.Sprintf(" (licenses of %s)", source.WholeAt)
			}
			read = append(read, text)
		}
	}
	if len(read) > 0 {
		s.note("Read: %s.", strings.Join(read, ", "))
	}
	warn(s, view.Warnings)
}

// unknownText tells how many rows name nobody, and why.
func unknownText(u ledger.UnknownReasons) string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{u.Left, "left"}, {u.Unresolved, "not known yet"}, {u.Nameless, "without a name"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	return fmt.Sprintf("%d Unknown: %s", u.Total, strings.Join(parts, ", "))
}

func warn(s *streams, warnings []ledger.Warning) {
	said := map[string]bool{}
	for _, w := range warnings {
		line := fmt.Sprintf("Warning: %s [%s]", w.Text, w.Code)
		if !said[line] { // several sources may lack the same
			s.warning("%s", line)
		}
		said[line] = true
	}
}
