package graph_test

import (
	"testing"

	"licenseledger/store/ledger"
)

// Who came and who left is reckoned with, and the number goes on in the mark; a
// service that does not count is left at that.
func TestChanges_AreNotEnoughWhereTheNumberOfAccountsIsAnother(t *testing.T) {
	const link = "/v1.0/users/delta?$deltatoken=b"
	// Ann is new, and John, who was listed, left: twice, which counts once.
	body := `{"value":[{"id":"` + annID + `","displayName":"Ann"},{"id":"` + johnID + `","@removed":{"reason":"changed"}},` +
		`{"id":"` + johnID + `","@removed":{"reason":"deleted"}}]` + ends
	left := `{"value":[{"id":"` + johnID + `","@removed":{"reason":"changed"}}]` + ends
	for name, c := range map[string]struct {
		since, count, body, mark string
		stale                    bool
	}{
		"as many":                    {"4000 " + link, "4000", body, "4000 " + link, false},
		"who left":                   {"4000 " + link, "3999\n", left, "3999 " + link, false},
		"with a byte order mark":     {"4000 " + link, "\ufeff3999", left, "3999 " + link, false},
		"the index is a bit behind":  {"4000 " + link, "4011", body, "4000 " + link, false},
		"many more":                  {"4000 " + link, "4012", body, "", true},
		"many fewer":                 {"4000 " + link, "3900", left, "", true},
		"the service says no number": {"4000 " + link, "none", left, "3999 " + link, false},
		"it was not known before":    {link, "4000", left, link, false},
		"no number stands there":     {"many " + link, "4000", left, link, false},
	} {
		_, mark, err := changesSince(t, c.since, c.count, false, c.body)
		if mark != c.mark || (ledger.CodeOf(err) == ledger.CodeStale) != c.stale || err != nil && !c.stale {
			t.Errorf("%s: the mark is %q, want %q (%v)", name, mark, c.mark, err)
		}
	}
}
