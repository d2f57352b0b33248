package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// sameRowsAsFiles looks at the list of every imported report: as many rows come
// out as went in, each as often as the file has it. Of two files of one layout
// and instant, one speaks, and that one whole.
func sameRowsAsFiles(t *testing.T, l *store.Ledger, runs [][]storetest.Listing) {
	t.Helper()
	type instant struct {
		source string
		at     time.Time
	}
	files := map[instant][]map[string]int{}
	for _, x := range slices.Concat(runs...) {
		if info, _ := ledger.SourceByName(x.Source); x.FileHash == "" || !info.IsReport {
			continue
		}
		rows := map[string]int{}
		for _, object := range x.Objects {
			line := object.Facts[0].(ledger.ReportRow)
			rows[line.Service+"|"+line.License+"|"+line.AssignedDate+"|"+line.ExpirationDate]++
		}
		files[instant{x.Source, x.At}] = append(files[instant{x.Source, x.At}], rows)
	}
	compared := 0
	for file, candidates := range files {
		got, source := map[string]int{}, ""
		for _, row := range rowsOf(t, l, store.ViewSpec{At: file.at.Format(time.RFC3339)}) {
			source = string(row.Source)
			got[string(row.Service+"|"+row.License+"|"+row.AssignedDate+"|"+row.ExpirationDate)]++
		}
		if source != file.source {
			continue // a file of another layout and of the same day speaks for it
		}
		compared++
		if !slices.ContainsFunc(candidates, func(rows map[string]int) bool { return cmp.Equal(rows, got) }) {
			t.Errorf("%s of %s: what came out is no file that went in (-in +out):\n%s", file.source, file.at, cmp.Diff(candidates[0], got))
		}
	}
	t.Logf("%d of %d files speak for their day", compared, len(files))
}
