package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

type pricesImportOptions struct {
	app.PriceImportOptions
	file, list string
	json       bool
}

func newPricesImport(s *streams) *cobra.Command {
	var o pricesImportOptions
	cmd := &cobra.Command{
		Use:   "import FILE X.csv",
		Short: "Set the prices of a list",
		Long: "Set the prices of a list: a CSV file whose first line names its columns, in English or Dutch:\n" +
			"  license or sku_part_number or license_id (licentie), price (prijs), currency (valuta), per (month or year), from (vanaf).\n" +
			"Without per, prices are for a month; without from, they hold from the day of the newest reading on, or from --from.\n" +
			"An empty price says that from then on it is not known. Prices that the list does not have stay.\n\n" +
			"Everything that is wrong is told with its line, all of it at once, and then nothing is changed. So is a license that would\n" +
			"have another currency than on other days: --currency-change says that this is meant.",
		Example: "  licensectl prices import contoso.ledger prices.csv --preview\n" +
			"  licensectl prices import contoso.ledger prices.csv --json | jq .problems",
		Args: needs("FILE", "X.csv"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file, o.list = args[0], args[1]
			return runPricesImport(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.Preview, "preview", false, "say what the list is and change nothing")
	f.StringVar(&o.From, "from", "", "the first day of prices of a list without such a column, such as 2026-03-01")
	f.BoolVar(&o.CurrencyChange, "currency-change", false, "a license of the list may have another currency than on other days")
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func runPricesImport(ctx context.Context, s *streams, o pricesImportOptions) error {
	return open(ctx, o.file, o.Preview, func(l *app.Ledger) error {
		done, err := l.ImportPrices(ctx, o.list, o.PriceImportOptions)
		if err != nil && len(done.Problems) == 0 {
			return err
		}
		if o.json {
			if jsonErr := s.printJSON(done); jsonErr != nil {
				return jsonErr
			}
			return err
		}
		for i := range done.Problems {
			s.note("%s: %s", done.Name, done.Problems[i].Error())
		}
		if err != nil {
			return err
		}
		return printPriceImport(s, &done)
	})
}

func printPriceImport(s *streams, done *app.PriceImport) error {
	t := newTable(s, "line", "license", "price", "currency", "per", "from", "what", "was")
	for i := range done.Prices {
		p := &done.Prices[i]
		was := moneyText(p.Was)
		if was != "" {
			was += " " + string(p.WasCurrency) + " a " + string(p.WasPer)
		}
		t.row(fmt.Sprint(p.Line), string(p.License), moneyText(p.Price), string(p.Currency), string(p.Per), string(p.From), p.What, was)
	}
	if err := t.end(); err != nil {
		return err
	}
	what := "were set"
	if !done.Kept {
		what = "would be set"
	}
	s.note("%s: %s %s: %d new, %d in the place of another, %d the same.", done.Name, ledger.Counted(len(done.Prices), "price", "prices"), what, done.New, done.Changed, done.Same)
	if done.From != "" && len(done.Prices) > 0 {
		s.note("The list has no column from: prices hold from %s on. Say another day with --from.", done.From)
	}
	if done.Monthly && len(done.Prices) > 0 {
		s.note("The list has no column per: prices are for a month.")
	}
	if done.Blank > 0 {
		s.note("%s not filled in and left out.", ledger.Counted(done.Blank, "line is", "lines are"))
	}
	if len(done.Currencies) > 1 {
		for _, c := range done.Currencies {
			s.note("%s in %s, the first in line %d; currencies are never added.", ledger.Counted(c.Prices, "price is", "prices are"), c.Currency, c.Line)
		}
	}
	return nil
}
