package store_test

import (
	"context"
	"fmt"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestCheck_CountsLinesWithoutAFirst cuts the first of two equal lines, and the one
// between of three, short: each listing that has the next one misses it, but for
// listings that are no longer whole.
func TestCheck_CountsLinesWithoutAFirst(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		kind  ledger.Kind
		lines func() []ledger.Object
		from  string
	}{
		"a report": {ledger.KindReportRow, func() (all []ledger.Object) {
			for n := range 3 {
				line := reportRow("Unknown", "Unknown", "2026-01-02T03:04:05Z")
				row := line.Facts[0].(ledger.ReportRow)
				row.Ordinal = int64(n)
				all = append(all, ledger.Object{Owner: line.Owner, Facts: []ledger.Fact{row}})
			}
			return all
		}, ledger.SourceLicenseReport},
		"a download": {ledger.KindLicenseUse, func() (all []ledger.Object) {
			for n := range 3 {
				all = append(all, useLine(ledger.LicenseUse{UserName: "Ann", EmailAddress: "ann@contoso.com", App: "Leave", Ordinal: int64(n)}))
			}
			return all
		}, ledger.SourceFileUse},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, l := context.Background(), storetest.New(t)
			for day := range 4 {
				objects := tt.lines()
				if day == 3 {
					objects = append(objects, reportOrUse(tt.kind))
				}
				storetest.Publish(t, l, storetest.Listing{Source: tt.from, At: onDay(day + 1), Objects: objects})
			}
			storetest.Sound(t, l)
			times := func() string {
				findings, err := l.Check(ctx)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range findings {
					if f.Check == "ordinal" {
						return f.Text
					}
				}
				return ""
			}
			cut := fmt.Sprintf(`UPDATE %[1]s_span SET to_pos = (SELECT pos FROM listing ORDER BY pos LIMIT 1 OFFSET ?) WHERE fact_id = (SELECT fact_id FROM %[1]s WHERE ordinal = ?)`, tt.kind)
			for _, step := range []struct {
				offset, ordinal int // of the listing from which on the line is gone
				want            int
			}{{3, 0, 1}, {2, 0, 2}, {3, 1, 2}, {1, 1, 3}} {
				change(t, l, cut, step.offset, step.ordinal)
				if got, want := times(), fmt.Sprintf("%d times a listing has a line again that it does not have a first time", step.want); got != want {
					t.Errorf("after %+v it says %q", step, got)
				}
			}
			change(t, l, `INSERT INTO thinned SELECT source_id, pos FROM listing ORDER BY pos LIMIT 1 OFFSET 2`)
			if got, want := times(), "2 times a listing has a line again that it does not have a first time"; got != want {
				t.Errorf("once a listing was thinned it says %q", got)
			}
		})
	}
}

// reportOrUse is a line that equals no other.
func reportOrUse(kind ledger.Kind) ledger.Object {
	if kind == ledger.KindLicenseUse {
		return useLine(ledger.LicenseUse{UserName: "Bob", EmailAddress: "bob@contoso.com", App: "Leave"})
	}
	return reportRow("Bob", "bob@contoso.com", "2026-01-02T03:04:05Z")
}
