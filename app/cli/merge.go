package cli

import (
	"context"
	"fmt"

	"licenseledger/app"
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
			what := fmt.Sprintf("added %d readings of sources in %d snapshots, with %d facts that were not there", done.Listings, done.Snapshots, done.Facts)
			if done.Nothing() {
				what = "nothing that was not there"
			}
			fmt.Fprintf(s.out, "%s: %s\n", printable(other), what)
			if done.Thinned > 0 {
				s.note("%s: %d readings were thinned there, are no longer whole, and were left out.", printable(other), done.Thinned)
			}
		}
		return nil
	})
}
