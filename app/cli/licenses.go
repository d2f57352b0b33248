package cli

import (
	"context"
	"strconv"
	"strings"

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
			"of the list have it (seen in use), how many holders are blocked, when it renews, and what\n" +
			"the units bought cost a month at the price of the day (\"licensectl prices\" keeps prices).\n" +
			"What was not read, or cannot be told, is empty; it is never shown as 0. Free below 0 is\n" +
			"over-assigned. The JSON also tells how a license differs from the last reading of the month\n" +
			"before, and what there was of it in each of the last 12 months.",
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
			if err := eachSeat(ctx, s, l, o.at, seats); err != nil {
				return err
			}
		} else if err := printSeats(s, seats); err != nil {
			return err
		}
		aboutSeats(s, snapshot, seats)
		return nil
	})
}

// seatLine is a license with what there was of it month by month.
type seatLine struct {
	*ledger.SeatRow
	Months []ledger.SeatMonth `json:"months"`
}

func eachSeat(ctx context.Context, s *streams, l *app.Ledger, at string, seats []ledger.SeatRow) error {
	lines, err := l.SeatMonths(ctx, at)
	if err != nil {
		return err
	}
	months := map[ledger.Text][]ledger.SeatMonth{}
	for _, line := range lines {
		months[line.LicenseID] = line.Months
	}
	for i := range seats {
		if err := s.printJSON(seatLine{&seats[i], months[seats[i].LicenseID]}); err != nil {
			return err
		}
	}
	return nil
}

func printSeats(s *streams, seats []ledger.SeatRow) error {
	t := newTable(s, "license", "sku_part_number", "status", "bought", "assigned", "free", "in_use", "in_use_unknown", "blocked_holders", "trial", "renews_at",
		"price", "currency", "per", "cost_month")
	for i := range seats {
		r := &seats[i]
		t.row(string(r.License), string(r.SkuPartNumber), string(r.Status), strconv.FormatInt(r.Bought, 10), strconv.FormatInt(r.Assigned, 10),
			strconv.FormatInt(r.Free, 10), countText(r.InUse), countText(r.InUseUnknown), countText(r.BlockedHolders), flagText(r.Trial), string(r.RenewsAt),
			moneyText(r.Price), string(r.Currency), string(r.Per), moneyText(r.CostMonth))
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
	s.note("Cost a month of what was bought: %s.", sumsText(ledger.SumSeats(seats), "unit has no price", "units have no price"))
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

// moneyText writes an amount; nothing where it is not known.
func moneyText(m *ledger.Money) string {
	if m == nil {
		return ""
	}
	return m.String()
}

// sumsText says sums as a person does, with how many of what have no price.
func sumsText(sums ledger.Sums, one, many string) string {
	var parts []string
	for _, sum := range sums.List() {
		parts = append(parts, sum.CostMonth.String()+" "+sum.Currency)
	}
	text := strings.Join(parts, " and ")
	if text == "" {
		text = "nothing"
		if sums.Unpriced > 0 {
			text = "not known"
		}
	}
	if sums.Unpriced > 0 {
		text += "; " + ledger.Counted(int(sums.Unpriced), one, many)
	}
	return text
}
