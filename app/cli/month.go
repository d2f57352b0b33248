package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type monthOptions struct {
	file  string
	month ledger.Month
	json  bool
}

func newMonth(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "month close|open|list FILE",
		Short: "Close a month with its last reading, take that back, or list the months",
		Example: "  licensectl month close contoso.ledger 2026-03\n" +
			"  licensectl month list contoso.ledger\n" +
			"  licensectl export contoso.ledger --layout month --month 2026-03 --out 2026-03.xlsx",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("There is no command %q. Did you mean %q?", "month "+args[0], "month "+ledger.Nearest(args[0], []string{"close", "open", "list"}))
			}
			return usagef("Something is missing. It is: licensectl month close FILE MONTH, month open FILE MONTH, or month list FILE")
		},
	}
	cmd.AddCommand(newMonthClose(s), newMonthOpen(s), newMonthList(s))
	return cmd
}

func newMonthClose(s *streams) *cobra.Command {
	var o monthOptions
	cmd := &cobra.Command{
		Use:   "close FILE MONTH",
		Short: "Keep the last reading of a month that is over",
		Long: "Keep the last reading of a month that is over, such as 2026-03: it stands for the month from then on, whatever is\n" +
			"read later, is never thinned, and cannot be deleted while the month is closed.",
		Example: "  licensectl month close contoso.ledger 2026-02",
		Args:    needs("FILE", "MONTH"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			o.file = args[0]
			if o.month, err = ledger.ParseMonth(args[1]); err != nil {
				return err
			}
			return runMonthClose(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

// closedMonth is the answer in JSON.
type closedMonth struct {
	ledger.MonthReading
	Warnings []ledger.Warning `json:"warnings"`
}

func runMonthClose(ctx context.Context, s *streams, o monthOptions) error {
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		closed, err := l.CloseMonth(ctx, o.month)
		if err != nil {
			return err
		}
		if o.json {
			return s.printJSON(closedMonth{closed.MonthReading, append([]ledger.Warning{}, closed.Warnings...)})
		}
		warn(s, closed.Warnings)
		_, err = fmt.Fprintf(s.out, "%s is closed with reading %d of %s.\n", closed.Month, closed.SnapshotID, closed.At)
		return err
	})
}

func newMonthOpen(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:     "open FILE MONTH",
		Short:   "Take the closing of a month back",
		Long:    "Take the closing of a month back. Its reading is pinned afterwards only if it was so before.",
		Example: "  licensectl month open contoso.ledger 2026-02",
		Args:    needs("FILE", "MONTH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			month, err := ledger.ParseMonth(args[1])
			if err != nil {
				return err
			}
			return open(cmd.Context(), args[0], false, func(l *app.Ledger) error {
				if err := l.ReopenMonth(cmd.Context(), month); err != nil {
					return err
				}
				_, err := fmt.Fprintf(s.out, "%s is open.\n", month)
				return err
			})
		},
	}
}

func newMonthList(s *streams) *cobra.Command {
	var o monthOptions
	cmd := &cobra.Command{
		Use:     "list FILE",
		Short:   "List the months with their readings, closed or not",
		Example: "  licensectl month list contoso.ledger",
		Args:    needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runMonthList(cmd.Context(), s, o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per month")
	return cmd
}

func runMonthList(ctx context.Context, s *streams, o monthOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		months, err := l.Months(ctx)
		if err != nil {
			return err
		}
		if o.json {
			for _, month := range months {
				if err := s.printJSON(month); err != nil {
					return err
				}
			}
			return nil
		}
		t := newTable(s, "month", "reading", "at", "state", "closed_at", "readings", "later")
		for _, m := range months {
			t.row(string(m.Month), strconv.FormatInt(m.SnapshotID, 10), m.At, monthState(m), string(m.ClosedAt), strconv.Itoa(m.Readings), strconv.Itoa(m.Later))
		}
		return t.end()
	})
}

// monthState says in a word how a month stands.
func monthState(m ledger.MonthReading) string {
	switch {
	case m.Closed:
		return "closed"
	case m.Over:
		return "open"
	}
	return "running"
}
