package ledger

import (
	"encoding/hex"
	"testing"
)

// TestHashOf_OldFactsKeepTheirHashes: the wanted hashes were computed by the
// program of version 1. Another hash would make every fact of an old ledger
// new.
func TestHashOf_OldFactsKeepTheirHashes(t *testing.T) {
	yes := true
	jane := User{UserID: "u1", DisplayName: "Jane Doe", UserPrincipalName: "jane@contoso.com", ProxyAddresses: `["SMTP:jane@contoso.com"]`,
		AccountEnabled: &yes, UserType: "Member", CreatedAt: 1700000000000, Department: "R&D", CostCenter: "4711"}
	var buffer []byte
	for want, fact := range map[string]Fact{
		"77045b35bc8ac2ecd766dafe94f192c2": jane,
		"e2e64a1698b1e23de88a973e1867f72b": User{UserID: "u2"},
		"b05447b88c1049089df81a5d733ee2d6": Seat{SkuID: "s1", SkuPartNumber: "ENTERPRISEPACK", Bought: 25, Assigned: 7},
		"a319863dc17f7637e562db3ea52e85d4": ReportRow{UserName: "Unknown", Service: "Flow Free", Ordinal: 1},
	} {
		var got Hash
		if got, buffer = HashOf(fact, buffer); hex.EncodeToString(got[:]) != want {
			t.Errorf("%+v has hash %x, want %s", fact, got, want)
		}
	}
}

// TestHashOf_LaterColumnsCount: they make another fact, and cannot be taken for
// a value of another column.
func TestHashOf_LaterColumnsCount(t *testing.T) {
	seen := map[Hash]User{}
	for _, u := range []User{{UserID: "u"}, {UserID: "u", ManagerID: "m"}, {UserID: "u", ManagerID: "n"}, {UserID: "u", CostCenter: "m"}, {UserID: "u", CostCenter: "\x03\x0f\x01\x01m"}} {
		hash, _ := HashOf(u, nil)
		if other, ok := seen[hash]; ok {
			t.Errorf("%+v and %+v have the same hash", u, other)
		}
		seen[hash] = u
	}
}

// TestHashOf_EveryLaterColumnIsLast: the values of a kind may only grow at
// their end.
func TestHashOf_EveryLaterColumnIsLast(t *testing.T) {
	for kind, first := range firstColumns {
		if n := len(Columns(kind)); first >= n {
			t.Errorf("%s has %d columns, so none came after the first %d", kind, n, first)
		}
	}
	for _, fact := range []Fact{Organization{}, Seat{}, LicenseService{}, Subscription{}, User{}, Assignment{}, AssignedPlan{}, DeletedUser{}, ReportRow{}, LicenseUse{}} {
		if got, want := len(fact.Values()), len(Columns(fact.Kind())); got != want {
			t.Errorf("%s gives %d values for %d columns", fact.Kind(), got, want)
		}
	}
}
