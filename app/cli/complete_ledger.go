package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"licenseledger/app"
)

// completionTime is the longest that a person who pressed a key waits for what a
// ledger says; without an answer by then there is none.
const completionTime = 2 * time.Second

// fromLedger completes with what the ledger in the line says. It only reads, and is
// silent when that does not work: the command will say why.
func fromLedger(cmd *cobra.Command, args []string, ask func(context.Context, *app.Ledger) ([]string, error)) ([]string, cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	if len(args) == 0 {
		return nil, directive
	}
	ctx := cmd.Context()
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, cancel := context.WithTimeout(ctx, completionTime)
	defer cancel()
	var all []string
	err := open(ctx, args[0], true, func(l *app.Ledger) (err error) {
		all, err = ask(ctx, l)
		return err
	})
	if err != nil {
		return nil, directive
	}
	return all, directive
}

// days completes LATEST and the days on which something was read, newest first.
func days(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	all, directive := fromLedger(cmd, args, func(ctx context.Context, l *app.Ledger) ([]string, error) {
		snapshots, err := l.Snapshots(ctx)
		var days []string
		last := ""
		for i := len(snapshots) - 1; i >= 0; i-- {
			n := snapshots[i]
			at, err := time.Parse(time.RFC3339, n.At)
			if err != nil {
				continue
			}
			day := at.In(l.Zone()).Format(time.DateOnly)
			if day != last && strings.HasPrefix(day, begun) {
				days = append(days, described(day, fmt.Sprintf("%s %d, %s", n.Kind, n.ID, n.State), string(n.Label)))
			}
			last = day
		}
		return days, err
	})
	return append(beginning(begun, []string{"LATEST"}), all...), directive
}

// readings completes the ids of readings, newest first.
func readings(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	return fromLedger(cmd, args, func(ctx context.Context, l *app.Ledger) ([]string, error) {
		snapshots, err := l.Snapshots(ctx)
		var ids []string
		for i := len(snapshots) - 1; i >= 0; i-- {
			if id := strconv.FormatInt(snapshots[i].ID, 10); strings.HasPrefix(id, begun) {
				ids = append(ids, described(id, string(snapshots[i].Kind)+" of "+snapshots[i].At, string(snapshots[i].Label)))
			}
		}
		return ids, err
	})
}

func months(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	return fromLedger(cmd, args, func(ctx context.Context, l *app.Ledger) ([]string, error) {
		months, err := l.Months(ctx)
		var all []string
		for _, m := range months {
			if strings.HasPrefix(string(m.Month), begun) {
				all = append(all, described(string(m.Month), monthState(m)))
			}
		}
		return all, err
	})
}

func licenseNames(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	return fromLedger(cmd, args, func(ctx context.Context, l *app.Ledger) ([]string, error) {
		_, seats, err := l.Seats(ctx, "LATEST")
		var all []string
		for _, seat := range seats {
			if strings.HasPrefix(strings.ToLower(string(seat.License)), strings.ToLower(begun)) {
				all = append(all, printable(string(seat.License)))
			}
		}
		return all, err
	})
}

// described is a completion with what shells show beside it.
func described(value string, about ...string) string {
	var said []string
	for _, text := range about {
		if text != "" {
			said = append(said, printable(text))
		}
	}
	return value + "\t" + strings.Join(said, ", ")
}
