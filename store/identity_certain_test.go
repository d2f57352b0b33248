package store_test

import (
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

const (
	firstUser, secondUser = "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002"
	appsPlan              = "c68f8d98-5534-41c8-bf36-22fa496fa792" // of reportRow's service
	toTheSecond           = "2026-01-02T03:04:05Z"
)

func marchDay(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }

func directoryOn(n int, accounts ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceUsers, At: marchDay(n), Objects: accounts}
}

func reportOn(n int, rows ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceLicenseReport, At: marchDay(n).Add(time.Minute), Objects: rows}
}

// planned adds to an account that a service plan was assigned at a date.
func planned(account ledger.Object, date string) ledger.Object {
	at, _, _ := ledger.ParseDateText(date)
	account.Facts = append(account.Facts, ledger.AssignedPlan{UserID: account.Owner, ServicePlanID: appsPlan, CapabilityStatus: "Enabled", AssignedAt: ledger.InstantOf(at)})
	return account
}

func createdOn(account ledger.Object, n int) ledger.Object {
	user := account.Facts[0].(ledger.User)
	user.CreatedAt = ledger.InstantOf(marchDay(n))
	account.Facts[0] = user
	return account
}

// unknownToday tells how sure the newest list is of its Unknown rows, and whom
// it names.
func unknownToday(t *testing.T, listings ...storetest.Listing) (told []string) {
	t.Helper()
	l := storetest.New(t)
	for _, x := range listings {
		storetest.Publish(t, l, x)
		sameAsEverything(t, l, x)
	}
	sameAnew(t, l, listings[len(listings)-1])
	for _, row := range rowsOf(t, l, store.ViewSpec{}) {
		if row.UserName == ledger.UnknownWord {
			told = append(told, string(row.IdentityConfidence+" "+row.LastKnownName))
		}
	}
	return told
}

// TestIdentity_CertainOnlyIfNobodyElseIsPossible spoils, one by one, what makes
// an answer certain.
func TestIdentity_CertainOnlyIfNobodyElseIsPossible(t *testing.T) {
	jane := account(firstUser, "Jane", "jane@contoso.com", true)
	janes := reportRow("Jane", "jane@contoso.com", toTheSecond)
	nobodys := reportRow("Unknown", "Unknown", toTheSecond)
	for _, tt := range []struct {
		name     string
		listings []storetest.Listing
		want     string
	}{
		{"as it should be", []storetest.Listing{
			directoryOn(1, jane), reportOn(1, janes), directoryOn(2), reportOn(2, nobodys)}, "certain Jane"},
		{"the directory dates the assignment alike", []storetest.Listing{
			directoryOn(1, planned(jane, toTheSecond)), reportOn(1, janes), directoryOn(2), reportOn(2, nobodys)}, "certain Jane"},
		{"the directory dates the assignment otherwise", []storetest.Listing{
			directoryOn(1, planned(jane, "2026-01-02T02:04:05Z")), reportOn(1, janes), directoryOn(2), reportOn(2, nobodys)}, "likely Jane"},
		{"the directory saw that the license was taken first", []storetest.Listing{
			directoryOn(1, planned(jane, toTheSecond)), reportOn(1, janes), directoryOn(2, jane), reportOn(2, janes),
			directoryOn(3), reportOn(3, nobodys)}, "likely Jane"},
		{"the row went before it was Unknown", []storetest.Listing{
			directoryOn(1, jane), reportOn(1, janes), reportOn(2), directoryOn(3), reportOn(3, nobodys)}, "likely Jane"},
		{"the row was Unknown before, and was gone", []storetest.Listing{
			directoryOn(1, jane), reportOn(1, janes), directoryOn(2), reportOn(2, nobodys), reportOn(3), reportOn(4, nobodys)}, "likely Jane"},
		{"somebody whom only a name tells held such a row", []storetest.Listing{
			directoryOn(1, jane), reportOn(1, janes, reportRow("Joe", "Unknown", toTheSecond)), directoryOn(2), reportOn(2, nobodys)}, "likely Jane"},
		{"a later list tells only a name of somebody with such a row", []storetest.Listing{
			directoryOn(1, jane), reportOn(1, janes), directoryOn(2), reportOn(2, nobodys),
			reportOn(3, nobodys, reportRow("Joe", "Unknown", toTheSecond))}, "likely Jane"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if told := unknownToday(t, tt.listings...); len(told) != 1 || told[0] != tt.want {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
}

// TestIdentity_AnAddressOfBeforeTheDirectory: what a list says of an address at
// a time that no directory tells of may be about an earlier owner.
func TestIdentity_AnAddressOfBeforeTheDirectory(t *testing.T) {
	janes := reportRow("Jane", "jane@contoso.com", toTheSecond)
	nobodys := reportRow("Unknown", "Unknown", toTheSecond)
	for _, tt := range []struct {
		name    string
		account ledger.Object
		want    ledger.Text
	}{
		{"the account may be the one", account(secondUser, "Jane", "jane@contoso.com", true), secondUser},
		{"the account was there", createdOn(account(secondUser, "Jane", "jane@contoso.com", true), 1), secondUser},
		{"the account was not yet there", createdOn(account(secondUser, "Jane", "jane@contoso.com", true), 2), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := storetest.New(t)
			storetest.Publish(t, l, reportOn(1, janes), directoryOn(2, tt.account), directoryOn(4), reportOn(4, nobodys))
			rows := rowsOf(t, l, store.ViewSpec{})
			if len(rows) != 1 || rows[0].IdentityConfidence != "likely" || rows[0].LastKnownName != "Jane" || rows[0].UserID != tt.want {
				t.Errorf("told %+v, want likely Jane with account %q", rows, tt.want)
			}
		})
	}
}
