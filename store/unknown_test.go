package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func yes() *bool { b := true; return &b }

// reports2017 are the two lists of the page that License Ledger started from:
// in March John Doe has two trials, in April both rows say Unknown.
func reports2017() (march, april storetest.Listing) {
	jane := []ledger.Object{
		{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Jane Doe", EmailAddress: "jane@contoso.com", Service: "PowerApps for Office 365", License: "Office 365 E1", AssignedDate: "2017-02-21"}}},
		{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Jane Doe", EmailAddress: "jane@contoso.com", Service: "Flow for Office 365", License: "Office 365 E1", AssignedDate: "2017-01-15"}}},
	}
	trials := func(name, address string) []ledger.Object {
		return []ledger.Object{
			{Facts: []ledger.Fact{ledger.ReportRow{UserName: name, EmailAddress: address, Service: "PowerApps Trial", License: "PowerApps Trial", AssignedDate: "2017-01-15", IsTrial: yes()}}},
			{Facts: []ledger.Fact{ledger.ReportRow{UserName: name, EmailAddress: address, Service: "Flow Trial", License: "Flow Trial", AssignedDate: "2017-01-15", IsTrial: yes()}}},
		}
	}
	march = storetest.Listing{Source: ledger.SourceFileReport2017, At: time.Date(2017, 3, 1, 23, 59, 59, 0, time.UTC),
		Objects: append(trials("John Doe", "john@contoso.com"), jane...)}
	april = storetest.Listing{Source: ledger.SourceFileReport2017, At: time.Date(2017, 4, 1, 23, 59, 59, 0, time.UTC),
		Objects: append(trials("Unknown", "Unknown"), jane...)}
	return march, april
}

func rowsOf(t *testing.T, l *store.Ledger, spec store.ViewSpec) []ledger.Row {
	t.Helper()
	v, err := l.OpenView(context.Background(), spec)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := v.Rows(0, v.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestUnknown_AprilTellsThatItWasJohn(t *testing.T) {
	march, april := reports2017()
	for name, order := range map[string][]storetest.Listing{"march first": {march, april}, "april first": {april, march}} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			for _, x := range order {
				storetest.Publish(t, l, x)
			}
			var got []string
			for _, row := range rowsOf(t, l, store.ViewSpec{At: "2017-04-01"}) {
				got = append(got, string(row.UserName+"|"+row.EmailAddress+"|"+row.Service+"|"+row.LastKnownName+"|"+row.LastKnownEmail+"|"+row.IdentityConfidence+"|"+row.Status+"|"+row.StatusSince))
			}
			want := []string{
				"Jane Doe|jane@contoso.com|Flow for Office 365||||unverified|",
				"Jane Doe|jane@contoso.com|PowerApps for Office 365||||unverified|",
				"Unknown|Unknown|Flow Trial|John Doe|john@contoso.com|likely|unresolved|2017-03-01T23:59:59Z/2017-04-01T23:59:59Z",
				"Unknown|Unknown|PowerApps Trial|John Doe|john@contoso.com|likely|unresolved|2017-03-01T23:59:59Z/2017-04-01T23:59:59Z",
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("April (-want +got):\n%s", d)
			}
			named := 0
			for _, row := range rowsOf(t, l, store.ViewSpec{At: "2017-03-01"}) {
				if row.UserName == "John Doe" && row.EmailAddress == "john@contoso.com" {
					named++
				}
			}
			if named != 2 {
				t.Errorf("March names John in %d rows, want 2", named)
			}
			storetest.Sound(t, l)
		})
	}
}

// account is one listing entry of the directory.
func account(id, name, address string, enabled bool) ledger.Object {
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: address, Mail: address, AccountEnabled: &enabled}}}
}

func reportRow(name, address, date string) ledger.Object {
	return ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: name, EmailAddress: address, Service: "Power Apps for Office 365", License: "Office 365 E3", AssignedDate: date}}}
}

// TestStatus walks one person through leaving, purging and a report that lags.
func TestStatus_FollowsTheDirectoryNotTheLaggingReport(t *testing.T) {
	const jane, john = "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002"
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }
	l := storetest.New(t)
	both := []ledger.Object{account(jane, "Jane", "jane@contoso.com", true), account(john, "John", "john@contoso.com", false)}
	named := []ledger.Object{reportRow("Jane", "jane@contoso.com", "2026-01-02T03:04:05Z"), reportRow("John", "john@contoso.com", "2026-01-02T03:04:06Z")}
	unknown := []ledger.Object{reportRow("Unknown", "Unknown", "2026-01-02T03:04:05Z"), named[1]}
	deleted := []ledger.Object{{Owner: jane, Facts: []ledger.Fact{ledger.DeletedUser{UserID: jane, DeletedAt: ledger.InstantOf(day(2).Add(-time.Hour))}}}}
	read := func(n int, source string, objects []ledger.Object, e ...ledger.Evidence) storetest.Listing {
		return storetest.Listing{Source: source, At: day(n), Objects: objects, Evidence: e}
	}
	storetest.Publish(t, l, read(1, ledger.SourceUsers, both), read(1, ledger.SourceDeletedUsers, nil), read(1, ledger.SourceLicenseReport, named))
	storetest.Publish(t, l, read(2, ledger.SourceUsers, both[1:], ledger.Evidence{UserID: jane, At: ledger.InstantOf(day(2)), Source: ledger.SourceUsers}),
		read(2, ledger.SourceDeletedUsers, deleted), read(2, ledger.SourceLicenseReport, named))
	storetest.Publish(t, l, read(3, ledger.SourceUsers, both[1:]), read(3, ledger.SourceDeletedUsers, deleted), read(3, ledger.SourceLicenseReport, unknown))
	storetest.Publish(t, l, read(4, ledger.SourceUsers, both[1:]), read(4, ledger.SourceDeletedUsers, nil), read(4, ledger.SourceLicenseReport, unknown))
	left := "2026-03-02T05:30:00Z"
	for date, want := range map[string][2]string{
		"2026-03-01": {"Jane|present|||", "John|blocked|||"},
		"2026-03-02": {"Unknown|soft_deleted|" + left + "|Jane|", "John|blocked|||"},
		"2026-03-03": {"Unknown|soft_deleted|" + left + "|Jane|likely", "John|blocked|||"},
		"2026-03-04": {"Unknown|gone|" + left + "|Jane|likely", "John|blocked|||"},
	} {
		rows := rowsOf(t, l, store.ViewSpec{At: date})
		var got [2]string
		for i, row := range rows {
			got[i] = string(row.UserName + "|" + row.Status + "|" + row.StatusSince + "|" + row.LastKnownName + "|" + row.IdentityConfidence)
		}
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", date, got, want)
		}
	}
	departed := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewDeparted})
	if len(departed) != 1 || departed[0].LastKnownName != "Jane" || departed[0].Status != "gone" {
		t.Errorf("departed: %+v", departed)
	}
	storetest.Sound(t, l)
}

// TestIdentity_CertainNeedsTheDirectory: the report named Jane, then the
// directory said she was gone, then the report said Unknown.
func TestIdentity_CertainNeedsTheDirectoryBetweenNameAndUnknown(t *testing.T) {
	const jane = "11111111-0000-0000-0000-000000000001"
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }
	for name, tt := range map[string]struct {
		date string
		gone bool
		want ledger.Text
	}{
		"the directory confirms":       {"2026-01-02T03:04:05Z", true, "certain"},
		"no time of day":               {"2026-01-02", true, "likely"},
		"the directory still has Jane": {"2026-01-02T03:04:05Z", false, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			here := []ledger.Object{account(jane, "Jane", "jane@contoso.com", true)}
			there := here
			if tt.gone {
				there = nil
			}
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(1), Objects: here},
				storetest.Listing{Source: ledger.SourceLicenseReport, At: day(1), Objects: []ledger.Object{reportRow("Jane", "jane@contoso.com", tt.date)}})
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(2), Objects: there,
				Evidence: []ledger.Evidence{{UserID: jane, At: ledger.InstantOf(day(2)), Found: !tt.gone, Source: ledger.SourceUsers}}},
				storetest.Listing{Source: ledger.SourceLicenseReport, At: day(2).Add(time.Minute), Objects: []ledger.Object{reportRow("Unknown", "Unknown", tt.date)}})
			rows := rowsOf(t, l, store.ViewSpec{})
			if len(rows) != 1 || rows[0].IdentityConfidence != tt.want {
				t.Errorf("rows: %+v, want confidence %s", rows, tt.want)
			}
		})
	}
}
