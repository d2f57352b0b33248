package cli

import (
	"context"
	"fmt"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// runMerge takes over what other ledgers of the tenant know.
func runMerge(ctx context.Context, s *streams, file string, others []string, preview bool) error {
	if preview {
		return usagef("A ledger cannot be previewed. Back %s up and merge, or leave --preview out.", file)
	}
	return open(ctx, file, false, func(l *app.Ledger) error {
		for _, other := range others {
			done, err := l.Merge(ctx, other)
			if err != nil {
				return err
			}
			what := fmt.Sprintf("added %s of sources in %s, with %s not there", ledger.Counted(done.Listings, "reading", "readings"),
				ledger.Counted(done.Snapshots, "snapshot", "snapshots"), ledger.Counted(done.Facts, "fact that was", "facts that were"))
			if done.Nothing() {
				what = "nothing that was not there"
			}
			fmt.Fprintf(s.out, "%s: %s\n", printable(other), what)
			if done.Prices > 0 {
				s.note("%s: %s taken over.", other, ledger.Counted(int(done.Prices), "price was", "prices were"))
			}
			for _, c := range done.PriceConflicts {
				s.note("%s says of %s that from %s on %s; here %s, which stays.", other, ledger.NewTenantLicense(c.Ours.SkuID, "", false).Name, c.Ours.From, saysPrice(c.Theirs), saysPrice(c.Ours))
			}
			if done.Thinned > 0 {
				s.note("%s: %s left out, thinned there and no longer whole.", other, ledger.Counted(done.Thinned, "reading was", "readings were"))
			}
		}
		return nil
	})
}

// saysPrice says a price as a part of a sentence.
func saysPrice(p ledger.Price) string {
	if p.Amount == nil {
		return "its price is not known"
	}
	return "it costs " + priceText(p)
}
