package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

type pricesOptions struct {
	file, separator string
	json, csv       bool
}

// licenseHelp says what a command takes for a license.
const licenseHelp = "LICENSE is its name, its part number or its id (SKU), as \"licensectl licenses\" shows them."

func newPrices(s *streams) *cobra.Command {
	var o pricesOptions
	cmd := &cobra.Command{
		Use:   "prices FILE",
		Short: "Show what licenses cost, set prices, or import a list of them",
		Long: "Show what a unit of each license costs, from which day on, and which licenses of the tenant have no price.\n" +
			"Prices are your own: nothing is read from Microsoft. Each holds from its first day until the next one, so that past\n" +
			"days keep their prices; an empty one says that from then on it is not known. holds marks those of the newest reading.\n" +
			"cost_basis tells what the cost of a license is made from: its price, unknown, or free for trials and licenses that cost nothing.\n\n" +
			"With --csv the list can be changed in a spreadsheet and imported again; licenses without a price have a line to fill in.",
		Example: "  licensectl prices contoso.ledger\n" +
			"  licensectl prices set contoso.ledger 'Power Apps Premium' 18.70 EUR --from 2026-01-01\n" +
			"  licensectl prices contoso.ledger --csv > prices.csv\n" +
			"  licensectl prices import contoso.ledger prices.csv --preview",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("There is no %q of prices. Did you mean %q? It is: %s", args[0], ledger.Nearest(args[0], []string{"set", "remove", "import"}), cmd.UseLine())
			}
			return needs("FILE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[0]
			if o.csv && o.json {
				return usagef("The prices are printed as JSON or as CSV. Leave one of --json and --csv out.")
			}
			return runPrices(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print one JSON object per price, and per license without one")
	f.BoolVar(&o.csv, "csv", false, "print a list that \"licensectl prices import\" takes")
	f.StringVar(&o.separator, "csv-separator", "comma", "what separates the cells of the list: "+strings.Join(export.Separators(), ", ")+"\n(local: what Excel on this computer expects)")
	cmd.AddCommand(newPricesSet(s), newPricesRemove(s), newPricesImport(s))
	return cmd
}

func runPrices(ctx context.Context, s *streams, o pricesOptions) error {
	comma, err := export.Separator(o.separator, "")
	if err != nil {
		return err
	}
	return open(ctx, o.file, true, func(l *app.Ledger) error {
		if o.csv {
			return l.WritePrices(ctx, s.out, comma)
		}
		prices, err := l.Prices(ctx)
		if err != nil {
			return err
		}
		if o.json {
			for i := range prices {
				if err := s.printJSON(&prices[i]); err != nil {
					return err
				}
			}
		} else if err := printPrices(s, prices); err != nil {
			return err
		}
		aboutPrices(s, prices)
		return nil
	})
}

func printPrices(s *streams, prices []app.LicensePrice) error {
	t := newTable(s, "license", "sku_part_number", "price", "currency", "per", "from", "until", "holds", "cost_basis")
	for i := range prices {
		p := &prices[i]
		holds := ""
		if p.Holds {
			holds = "yes"
		}
		t.row(string(p.License), string(p.SkuPartNumber), moneyText(p.Price), string(p.Currency), string(p.Per), string(p.From), string(p.Until), holds, string(p.CostBasis))
	}
	return t.end()
}

// aboutPrices names the licenses whose cost is not known.
func aboutPrices(s *streams, prices []app.LicensePrice) {
	var without []string
	known, units := map[ledger.Text]bool{}, int64(0)
	for _, p := range prices {
		if p.CostBasis == ledger.CostUnknown && !known[p.LicenseID] {
			known[p.LicenseID] = true
			without, units = append(without, string(p.License)), units+*p.Bought
		}
	}
	if len(without) > 0 {
		s.note("%s no price, with %s: %s.", ledger.Counted(len(without), "license of the newest reading has", "licenses of the newest reading have"), ledger.Counted(int(units), "unit", "units"), strings.Join(without, ", "))
	}
}
