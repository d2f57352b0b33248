package store_test

import (
	"context"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// The people of a small tenant on two days: Jane is renamed, Ann leaves, and her
// address is given to Bob.
func TestCompare_FollowsAccountsAndNotTheirAddresses(t *testing.T) {
	l := storetest.New(t)
	early, late := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), time.Date(2026, 3, 20, 6, 0, 0, 0, time.UTC)
	user := func(id, name, mail, proxies string) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: id + "@contoso.com", Mail: mail,
			ProxyAddresses: proxies, CreatedAt: ledger.InstantOf(early.AddDate(-1, 0, 0))}}}
	}
	row := func(name, email, date string) ledger.ReportRow {
		return ledger.ReportRow{UserName: name, EmailAddress: email, Service: "Power Apps for Office 365", License: "Office 365 E3", AssignedDate: date}
	}
	objects := func(rows ...ledger.ReportRow) []ledger.Object {
		var all []ledger.Object
		for _, r := range rows {
			all = append(all, ledger.Object{Facts: []ledger.Fact{r}})
		}
		return all
	}
	jane, ann := row("Jane Doe", "jane@contoso.com", "2025-06-01T10:00:00Z"), row("Ann Roe", "sales@contoso.com", "2025-06-02T10:00:00Z")
	storetest.Publish(t, l,
		storetest.Listing{Source: ledger.SourceUsers, At: early, Objects: []ledger.Object{user("a", "Jane Doe", "jane@contoso.com", ""), user("b", "Ann Roe", "sales@contoso.com", ""), user("c", "Bob", "bob@contoso.com", "")}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: early.Add(time.Minute), Objects: objects(jane, ann)})
	janeNow, bob := row("Jane Smith", "jane.smith@contoso.com", jane.AssignedDate), row("Bob", "sales@contoso.com", "2026-03-10T10:00:00Z")
	storetest.Publish(t, l,
		storetest.Listing{Source: ledger.SourceUsers, At: late, Objects: []ledger.Object{user("a", "Jane Smith", "jane.smith@contoso.com", `["smtp:Jane.S@contoso.com"]`), user("c", "Bob", "sales@contoso.com", "")}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: late.Add(time.Minute), Objects: objects(janeNow, bob)})

	type told struct {
		Kind   ledger.DifferenceKind
		Reason ledger.DifferenceReason
		ID     ledger.Text
	}
	of := func(at string, list []ledger.ReportRow, made time.Time) (all []told) {
		for _, d := range compared(t, l, at, linesAs(list, ledger.InstantOf(made))) {
			all = append(all, told{d.Difference, d.Reason, d.UserID})
		}
		return all
	}
	for _, tt := range []struct {
		name string
		list []ledger.ReportRow
		made time.Time
		want []told
	}{
		{"the list of the day", []ledger.ReportRow{janeNow, bob}, late, nil},
		{"a proxy address in another letter case, and a date without its time",
			[]ledger.ReportRow{row("jane  SMITH", "JANE.S@CONTOSO.COM", "2025-06-01"), bob}, late, nil},
		{"the list of the first day: Ann left, Bob came, and Jane had another name", []ledger.ReportRow{jane, ann}, early.Add(time.Minute), []told{
			{ledger.OnlyThere, ledger.ReasonLeftSince, "b"}, {ledger.OnlyHere, ledger.ReasonGainedSince, "c"}, {ledger.Different, ledger.ReasonRenamed, "a"}}},
		{"a stranger, and nothing of Bob", []ledger.ReportRow{janeNow, row("Eve", "eve@contoso.com", "2024-01-01")}, late, []told{
			{ledger.OnlyThere, ledger.ReasonNotExplained, ""}, {ledger.OnlyHere, ledger.ReasonNotExplained, "c"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := gocmp.Diff(tt.want, of("LATEST", tt.list, tt.made)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}

	before := storetest.Dump(t, l)
	c, err := l.Compare(context.Background(), "LATEST", linesAs([]ledger.ReportRow{jane, ann}, ledger.InstantOf(early)))
	if err != nil {
		t.Fatal(err)
	}
	if d := gocmp.Diff(before, storetest.Dump(t, l)); d != "" {
		t.Errorf("comparing wrote (-before +after):\n%s", d)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: late.AddDate(0, 0, 1), Objects: []ledger.Object{user("c", "Bob", "bob@contoso.com", "")}})
	if _, err := c.Differences(0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("after a publication: %v, want stale", err)
	}
}
