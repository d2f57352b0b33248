package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

func newShare(s *streams) *cobra.Command {
	var without []string
	cmd := &cobra.Command{
		Use:   "share FILE OUT",
		Short: "Write a copy to give away, without names, activity, older days or prices",
		Long: "Write a copy to give away. With --without names people become numbers, the same on every day of the copy, and labels, file names and saved\n" +
			"views are left out; departments, cost centers and domains of the tenant stay. With activity, who used what when is left out; with history, every day but the newest;\n" +
			"with prices, what licenses cost. A copy that has prices says so.",
		Example: "  licensectl share contoso.ledger shared.ledger --without names,activity,prices\n" +
			"  licensectl share contoso.ledger today.ledger --without history",
		Args: needs("FILE", "OUT"),
		RunE: func(cmd *cobra.Command, args []string) error {
			what, err := withoutOf(without)
			if err != nil {
				return err
			}
			return runShare(cmd.Context(), s, args[0], args[1], what)
		},
	}
	cmd.Flags().StringSliceVar(&without, "without", nil, "what to leave out: names, activity, history, prices, or several with commas between")
	return cmd
}

func withoutOf(words []string) (what ledger.Without, err error) {
	for _, word := range words {
		switch word {
		case "names":
			what.Names = true
		case "activity":
			what.Activity = true
		case "history":
			what.History = true
		case "prices":
			what.Prices = true
		default:
			return what, usagef("%q cannot be left out. Did you mean %q? Give names, activity, history or prices.", word, ledger.Nearest(word, []string{"names", "activity", "history", "prices"}))
		}
	}
	return what, nil
}

func runShare(ctx context.Context, s *streams, file, target string, without ledger.Without) error {
	return open(ctx, file, true, func(l *app.Ledger) error {
		if err := l.Share(ctx, target, without); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s is a copy of %s to give away.\n", target, file)
		if without.Prices {
			return nil
		}
		prices, err := l.PriceCount(ctx)
		if prices > 0 {
			s.note("It has %s that somebody set, which say what your licenses cost. Leave them out with --without prices.", ledger.Counted(prices, "price", "prices"))
		}
		return err
	})
}
