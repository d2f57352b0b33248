package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type pricesSetOptions struct {
	file, license, amount, currency string
	per, from                       string
}

// notKnown is how an amount that is not known is typed.
const notKnown = "unknown"

func newPricesSet(s *streams) *cobra.Command {
	var o pricesSetOptions
	cmd := &cobra.Command{
		Use:   "set FILE LICENSE AMOUNT CURRENCY",
		Short: "Set what a unit of a license costs from a day on",
		Long: "Set what a unit of a license costs from a day on. " + licenseHelp + "\n" +
			"AMOUNT has at most two decimals, behind a point or a comma; " + notKnown + " says that from then on it is not known.\n" +
			"What was said for the same day is replaced; the days before keep their price.",
		Example: "  licensectl prices set contoso.ledger 'Power Apps Premium' 18.70 EUR --from 2026-01-01\n" +
			"  licensectl prices set contoso.ledger ENTERPRISEPACK 270 EUR --per year",
		Args: needs("FILE", "LICENSE", "AMOUNT", "CURRENCY"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.license, o.amount, o.currency = args[0], args[1], args[2], args[3]
			return runPricesSet(cmd.Context(), s, o)
		},
	}
	cmd.Flags().StringVar(&o.per, "per", "month", "what the price is for: month or year")
	cmd.Flags().StringVar(&o.from, "from", "", "the first day, such as 2026-03-01; left out, that of the newest reading")
	return cmd
}

// amountFaults say why an amount cannot be set.
var amountFaults = map[ledger.AmountFault]string{
	ledger.AmountNoNumber:   "%q is no amount. Write it as 12.50, or " + notKnown + ".",
	ledger.AmountAmbiguous:  "%q can be read as thousands or as decimals. Write it with two decimals, or without the mark.",
	ledger.AmountTooPrecise: "%q has more than two decimals. Round it to two.",
	ledger.AmountNegative:   "%q is less than nothing, which no price is. Write " + notKnown + " if it is not known.",
	ledger.AmountTooLarge:   "%q is larger than any license costs. Correct it.",
}

func (o *pricesSetOptions) price() (ledger.Price, error) {
	p := ledger.Price{Currency: o.currency, Per: ledger.PricePeriod(o.per), From: o.from}
	if o.amount == notKnown {
		return p, nil
	}
	cents, fault := ledger.ReadAmount(o.amount)
	if fault != "" {
		return p, ledger.Errorf(ledger.CodeInvalid, "", amountFaults[fault]+" Nothing was changed.", o.amount)
	}
	p.Amount = &cents
	return p, nil
}

func runPricesSet(ctx context.Context, s *streams, o pricesSetOptions) error {
	p, err := o.price()
	if err != nil {
		return err
	}
	return open(ctx, o.file, false, func(l *app.Ledger) error {
		license, err := l.FindLicense(ctx, o.license)
		if err != nil {
			return err
		}
		if p.SkuID = license.ID; p.From == "" {
			if p.From, err = l.PriceDay(ctx); err != nil {
				return err
			}
		}
		if err := l.SetPrice(ctx, p); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s: %s from %s on.\n", printable(license.Name), priceText(p), p.From)
		return err
	})
}

// priceText says a price as a person does.
func priceText(p ledger.Price) string {
	if p.Amount == nil {
		return "the price is not known"
	}
	return fmt.Sprintf("%s %s a %s", p.Unit(), p.Currency, p.Per)
}

func newPricesRemove(s *streams) *cobra.Command {
	var file, license, from string
	cmd := &cobra.Command{
		Use:     "remove FILE LICENSE --from DAY",
		Short:   "Take back the price that a license has from a day on",
		Long:    "Take back the price that a license has from a day on; the one before it holds again. " + licenseHelp,
		Example: "  licensectl prices remove contoso.ledger 'Power Apps Premium' --from 2026-01-01",
		Args:    needs("FILE", "LICENSE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if file, license = args[0], args[1]; from == "" {
				return usagef("Say which price with --from, its first day; \"licensectl prices %s\" shows them.", file)
			}
			return open(cmd.Context(), file, false, func(l *app.Ledger) error {
				found, err := l.FindLicense(cmd.Context(), license)
				if err != nil {
					return err
				}
				if err := l.RemovePrice(cmd.Context(), found.ID, from); err != nil {
					return err
				}
				_, err = fmt.Fprintf(s.out, "%s: the price from %s on was taken back.\n", printable(found.Name), from)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the first day of the price")
	return cmd
}
