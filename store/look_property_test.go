package store_test

import (
	"slices"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestUnresolved_AreTheOpenRowsOfTheList compares with what people see: the
// newest list, wherever it is the license report.
func TestUnresolved_AreTheOpenRowsOfTheList(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		compared, open := 0, 0
		for _, x := range storetest.Histories(seed, 8) {
			storetest.Publish(t, l, x)
			if x.Source != ledger.SourceLicenseReport {
				continue
			}
			rows := rowsOf(t, l, store.ViewSpec{})
			newest, err := l.NewestReport(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) == 0 || rows[0].Source != ledger.SourceLicenseReport || string(rows[0].AsOf) != newest.Instant().String() {
				continue
			}
			if len(rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewUsers})) == 0 {
				continue // no directory is recent enough to tell who left, and the list says so
			}
			want := openIn(rows, leftIn(rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewDeparted})))
			got, err := l.Unresolved(t.Context(), 1000)
			if err != nil {
				t.Fatal(err)
			}
			if got.Rows != want {
				t.Fatalf("after the list of %v: %d rows are open, the list shows %d", x.At, got.Rows, want)
			}
			compared++
			open += want
		}
		t.Logf("%d lists compared, %d open rows", compared, open)
	})
}

func leftIn(departed []ledger.Row) map[ledger.Text]bool {
	left := map[ledger.Text]bool{}
	for _, row := range departed {
		left[row.UserID] = true
	}
	return left
}

// openIn counts the Unknown rows that nobody who left explains.
func openIn(rows []ledger.Row, left map[ledger.Text]bool) int {
	open := 0
	for _, row := range rows {
		explained := row.IdentityConfidence == "one_of_n" &&
			!slices.ContainsFunc(row.Candidates, func(c ledger.Candidate) bool { return !left[c.UserID] })
		if row.UserName == ledger.UnknownWord && row.EmailAddress == ledger.UnknownWord && row.Status == "unresolved" && !explained {
			open++
		}
	}
	return open
}
