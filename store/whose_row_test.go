package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// called is an account with the words by which a report can name it.
func called(id, name, upn, mail, proxies string) ledger.Object {
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: upn, Mail: mail, ProxyAddresses: proxies}}}
}

// TestWhoseRow_FollowsTheAddressOfTheDay asks whose a named row is, day by day.
func TestWhoseRow_FollowsTheAddressOfTheDay(t *testing.T) {
	const one, two = firstUser, secondUser
	row := func(name, address string) ledger.Object { return reportRow(name, address, toTheSecond) }
	for _, tt := range []struct {
		name     string
		listings []storetest.Listing
		want     map[string][]ledger.Text // account of each row, by day
	}{
		{"an address that is used again", []storetest.Listing{
			directoryOn(1, called(one, "John Doe", "john@contoso.com", "john@contoso.com", "")), reportOn(1, row("John Doe", "john@contoso.com")),
			directoryOn(3),
			directoryOn(5, called(two, "John Smith", "john@contoso.com", "john@contoso.com", "")), reportOn(5, row("John Smith", "john@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}, "2026-03-05": {two}}},
		{"a namesake with the address of before", []storetest.Listing{
			directoryOn(1, called(one, "John Doe", "john@contoso.com", "", "")), reportOn(1, row("John Doe", "john@contoso.com")),
			directoryOn(3, called(two, "John Doe", "john@contoso.com", "", "")), reportOn(3, reportRow("John Doe", "john@contoso.com", "2026-03-02T01:02:03Z"))},
			map[string][]ledger.Text{"2026-03-01": {one}, "2026-03-03": {two}}},
		{"a new name, and the old address goes on", []storetest.Listing{
			directoryOn(1, called(one, "Jane Doe", "jane.doe@contoso.com", "jane.doe@contoso.com", "")), reportOn(1, row("Jane Doe", "jane.doe@contoso.com")),
			directoryOn(3, called(one, "Jane Roe", "jane.roe@contoso.com", "jane.roe@contoso.com", `["SMTP:jane.roe@contoso.com","smtp:jane.doe@contoso.com"]`)),
			reportOn(3, row("Jane Doe", "jane.doe@contoso.com")), reportOn(4, row("Jane Roe", "jane.roe@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}, "2026-03-03": {one}, "2026-03-04": {one}}},
		{"a new name, and the old address is nobody's that day", []storetest.Listing{
			directoryOn(1, called(one, "Jane Doe", "jane.doe@contoso.com", "", "")),
			directoryOn(3, called(one, "Jane Roe", "jane.roe@contoso.com", "", "")), reportOn(3, row("Jane Doe", "jane.doe@contoso.com"))},
			map[string][]ledger.Text{"2026-03-03": {""}}},
		{"somebody who came back", []storetest.Listing{
			directoryOn(1, called(one, "Jane", "jane@contoso.com", "", "")), reportOn(1, row("Jane", "jane@contoso.com")),
			directoryOn(3), directoryOn(5, called(one, "Jane", "jane@contoso.com", "", "")), reportOn(5, row("Jane", "jane@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}, "2026-03-05": {one}}},
		{"a guest, by the address at home", []storetest.Listing{
			directoryOn(1, called(one, "Gast", "gast_fabrikam.com#EXT#@contoso.onmicrosoft.com", "gast@fabrikam.com", "")), reportOn(1, row("Gast", "Gast@Fabrikam.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}}},
		{"a guest, by the name to sign in with", []storetest.Listing{
			directoryOn(1, called(one, "Gast", "gast_fabrikam.com#EXT#@contoso.onmicrosoft.com", "", "")), reportOn(1, row("Gast", "gast_fabrikam.com#ext#@contoso.onmicrosoft.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}}},
		{"an account without a name", []storetest.Listing{
			directoryOn(1, called(one, "", "svc@contoso.com", "", "")), reportOn(1, row("", "svc@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}}},
		{"two of one name", []storetest.Listing{
			directoryOn(1, called(one, "Jane Doe", "jane@contoso.com", "", ""), called(two, "Jane Doe", "jane2@contoso.com", "", "")),
			reportOn(1, row("Jane Doe", "jane@contoso.com"), row("Jane Doe", "jane2@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one, two}}},
		{"a name alone that only one has", []storetest.Listing{
			directoryOn(1, called(one, "Jane Doe", "jane@contoso.com", "", "")), reportOn(1, row("Jane Doe", ""))},
			map[string][]ledger.Text{"2026-03-01": {one}}},
		{"a name alone that two have is nobody's", []storetest.Listing{
			directoryOn(1, called(one, "Jane Doe", "jane@contoso.com", "", ""), called(two, "JANE DOE", "jane2@contoso.com", "", "")), reportOn(1, row("Jane Doe", ""))},
			map[string][]ledger.Text{"2026-03-01": {""}}},
		{"letters in either form, large and small", []storetest.Listing{
			directoryOn(1, called(one, "Zoë", "zoe\u0308@contoso.com", "", ""), called(two, "Øystein", "øystein@contoso.com", "", "")),
			reportOn(1, row("Zoë", "ZOË@contoso.com"), row("Øystein", "ØYSTEIN@CONTOSO.COM"))},
			map[string][]ledger.Text{"2026-03-01": {one, two}}},
		{"a name that looks like the filler", []storetest.Listing{
			directoryOn(1, called(one, "Unknown", "unknown@contoso.com", "", "")), reportOn(1, row("Unknown", "unknown@contoso.com"))},
			map[string][]ledger.Text{"2026-03-01": {one}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := storetest.New(t)
			for _, x := range tt.listings {
				storetest.Publish(t, l, x)
			}
			for day, want := range tt.want {
				var got []ledger.Text
				for _, row := range rowsOf(t, l, store.ViewSpec{At: day, Sort: []store.SortKey{{Column: "email_address", Descending: true}}}) {
					got = append(got, row.UserID)
				}
				if len(got) == 2 && got[0] > got[1] {
					got[0], got[1] = got[1], got[0]
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("on %s (-want +got):\n%s", day, d)
				}
			}
			storetest.Sound(t, l)
		})
	}
}
