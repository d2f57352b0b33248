package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type licensesOptions struct {
	file, at string
	json     bool
}

// atFlag names the day that a command looks at.
const atFlag = "the day: LATEST, a snapshot id, a date such as 2026-03-31, or an instant"

func newLicenses(s *streams) *cobra.Command {
	var o licensesOptions
	cmd := &cobra.Command{
		Use:   "licenses FILE",
		Short: "Show what was bought of each license, who has it and who was seen using it",
		Long: "Show what was bought of each license, how much of it is assigned and free, how many people\n" +
			"of the list have it (seen in use), how many holders are blocked, and when it renews.\n" +
			"What was not read, or cannot be told, is empty; it is never shown as 0. Free below 0 is\n" +
			"over-assigned.",
		Example: "  licensectl licenses contoso.ledger\n" +
			"  licensectl licenses contoso.ledger --at 2026-03-31\n" +
			"  licensectl licenses contoso.ledger --json | jq 'select(.free > 0) | {license, free}'",
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			return runLicenses(cmd.Context(), s, o)
		},
	}
	cmd.Flags().StringVar(&o.at, "at", "LATEST", atFlag)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object per license")
	return cmd
}

func runLicenses(ctx context.Context, s *streams, o licensesOptions) error {
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		snapshot, seats, err := l.Seats(ctx, o.at)
		if err != nil {
			return err
		}
		if o.json {
			for i := range seats {
				if err := s.printJSON(&seats[i]); err != nil {
					return err
				}
			}
		} else if err := printSeats(s, seats); err != nil {
			return err
		}
		aboutSeats(s, snapshot, seats)
		return nil
	})
}

func printSeats(s *streams, seats []ledger.SeatRow) error {
	t := newTable(s, "license", "sku_part_number", "status", "bought", "assigned", "free", "in_use", "in_use_unknown", "blocked_holders", "trial", "renews_at")
	for i := range seats {
		r := &seats[i]
		t.row(string(r.License), string(r.SkuPartNumber), string(r.Status), strconv.FormatInt(r.Bought, 10), strconv.FormatInt(r.Assigned, 10),
			strconv.FormatInt(r.Free, 10), countText(r.InUse), countText(r.InUseUnknown), countText(r.BlockedHolders), flagText(r.Trial), string(r.RenewsAt))
	}
	return t.end()
}

// aboutSeats tells beside the rows what they are made from, and what is odd
// about them.
func aboutSeats(s *streams, snapshot ledger.Snapshot, seats []ledger.SeatRow) {
	if len(seats) == 0 {
		s.note("The licenses of the tenant were not read in the %d days up to snapshot %d of %s. Sync, or choose another day.",
			ledger.ShelfLifeDays, snapshot.ID, snapshot.At)
		return
	}
	s.note("%s of %s. Snapshot %d of %s, basis %s.", ledger.Counted(len(seats), "license", "licenses"), seats[0].AsOf, snapshot.ID, snapshot.At, snapshot.Basis)
	for i := range seats {
		if r := &seats[i]; r.OverAssigned() {
			s.note("Over-assigned: %s, by %d. %d units are in grace, %d suspended.", r.License, -r.Free, r.Warning, r.Suspended)
		}
	}
}

// countText writes a count; nothing where it is not known.
func countText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
