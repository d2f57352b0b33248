package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func useLine(line ledger.LicenseUse) ledger.Object {
	return ledger.Object{Facts: []ledger.Fact{line}}
}

// TestTimeline_TellsWhatLicenseDownloadsSay: launches once and as exactly as
// the download tells them, licenses while the download has them, and what is
// missing; by id or by address, and nothing of somebody else.
func TestTimeline_TellsWhatLicenseDownloadsSay(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	const jane, john = "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002"
	at := func(n int) time.Time { return time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC) }
	publish := func(source string, n int, lines ...ledger.LicenseUse) {
		x := storetest.Listing{Source: source, At: at(n)}
		for _, line := range lines {
			x.Objects = append(x.Objects, useLine(line))
		}
		storetest.Publish(t, l, x)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: at(1), Objects: []ledger.Object{
		account(jane, "Jane", "jane@contoso.com", true), account(john, "John", "john@contoso.com", true)}})
	leave := ledger.LicenseUse{EmailAddress: "JANE@contoso.com", License: "Power Apps Premium", App: "Leave", Environment: "Production", LastUsed: "2026-03-01T09:08:07Z"}
	visits := ledger.LicenseUse{UserID: jane, EmailAddress: "old@contoso.com", License: "App pass", App: "Visits", LastUsed: "2026-03-02"}
	other := ledger.LicenseUse{UserID: john, EmailAddress: "jane@contoso.com", License: "Power Apps Premium", App: "Secrets", LastUsed: "2026-03-02"}
	publish(ledger.SourceFileUse, 3, leave, visits, other)
	again := leave
	again.LastUsed = "2026-03-04T01:02Z"
	publish(ledger.SourceFileUse, 5, visits, leave, again)
	held := ledger.LicenseUse{EmailAddress: "jane@contoso.com", License: "Power Apps Premium"}
	publish(ledger.SourceFileLicensed, 6, held)
	publish(ledger.SourceFileLicensed, 7)
	missing := ledger.LicenseUse{EmailAddress: "jane@contoso.com", License: "Office 365 E3", RequiredLicense: "Power Apps Premium", App: "Leave"}
	publish(ledger.SourceFileRequired, 8, missing)
	elsewhere := missing
	elsewhere.App = "Visits"
	publish(ledger.SourceFileRequired, 9, elsewhere)

	person, events, err := l.Timeline(ctx, jane)
	if err != nil {
		t.Fatal(err)
	}
	if person.Name != "Jane" {
		t.Errorf("person %+v", person)
	}
	var got []string
	for _, e := range events {
		if e.Source != ledger.SourceUsers {
			got = append(got, string(e.At+" "+e.AtUntil)+" "+string(e.Event)+" "+string(e.License+" "+e.Detail))
		}
	}
	want := []string{
		"2026-03-01T09:08:07Z 2026-03-01T09:08:07Z launched Power Apps Premium Leave",
		"2026-03-02T00:00:00Z 2026-03-02T23:59:59Z launched App pass Visits",
		"2026-03-04T01:02:00Z 2026-03-04T01:02:59Z launched Power Apps Premium Leave",
		" 2026-03-06T12:00:00Z reported Power Apps Premium ",
		"2026-03-06T12:00:00Z 2026-03-07T12:00:00Z unreported Power Apps Premium ",
		" 2026-03-08T12:00:00Z license_missing Power Apps Premium ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +told:\n%s", d)
	}
}

// TestTimeline_OfSomebodyOnlyLicenseDownloadsKnow finds a person by an address
// that neither a directory nor a report ever told.
func TestTimeline_OfSomebodyOnlyLicenseDownloadsKnow(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceFileUse, At: onDay(3), Objects: []ledger.Object{
		useLine(ledger.LicenseUse{UserName: "Jane Doe", EmailAddress: "Jane@contoso.com", License: "Power Apps Premium", App: "Leave"})}})
	person, events, err := l.Timeline(context.Background(), "jane@CONTOSO.com")
	if err != nil {
		t.Fatal(err)
	}
	if person.Name != "Jane Doe" || len(events) != 1 || events[0].Event != ledger.EventLaunched {
		t.Errorf("%+v %+v", person, events)
	}
}
