package cli

import (
	"context"
	"fmt"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// layoutLake asks for the lake: it is no layout of a file, but a folder of them.
const layoutLake = "lake"

// notOfLake are the flags of export that are about one file.
var notOfLake = []string{"at", "view", "filter", "search", "sort", "columns", "compare-with", "split-by", "format",
	"csv-separator", "csv-bom", "csv-dates", "csv-lines", "csv-guard"}

// runLake writes the lake. What chooses rows or columns of one file has no
// meaning for it; changed names a flag of those that was given.
func runLake(ctx context.Context, s *streams, o exportOptions, changed func(flag string) bool) error {
	for _, flag := range notOfLake {
		if changed(flag) {
			return usagef("--%s chooses what is in one file, and the lake has every day whole. Leave it out; --since DAY limits the days.", flag)
		}
	}
	return open(ctx, o.file, !o.redact, func(l *app.Ledger) error {
		bar := newBar(s)
		result, err := l.ExportLake(ctx, app.LakeSpec{Out: o.out, Since: o.since, Redact: o.redact}, bar.show)
		bar.end()
		if err != nil {
			return err
		}
		if result.Days == 0 {
			_, err = fmt.Fprintf(s.out, "%s: no day to write.\n", printable(result.Path))
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s: %s from %s to %s, %s in %s. Written %s, removed %d, as they were %d.\n", printable(result.Path),
			ledger.Counted(result.Days, "day", "days"), result.First, result.Last, ledger.Counted(int(result.Rows), "row", "rows"),
			ledger.Counted(result.Files, "file", "files"), ledger.Counted(result.Written, "file", "files"), result.Removed, result.Files-result.Written)
		return err
	})
}
