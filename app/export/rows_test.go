package export

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

var update = flag.Bool("update", false, "rewrite testdata/*.golden from what the code gives now")

type (
	sliceRows    = exporttest.Slice
	numberedRows = exporttest.Numbered
)

// contoso are rows of every sort that a view has.
func contoso() sliceRows {
	yes, no := true, false
	return sliceRows{
		{
			UserID: "4f1c0f0a-5a5e-4c7e-8a52-0d4f2b1c7a11", UserName: "Jane Doe", EmailAddress: "jane@contoso.com",
			Service: "Power Apps for Office 365", ServiceID: "92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c",
			License: "Office 365 E1", LicenseID: "18181a46-0d4e-45cd-891e-60aabd171b4e",
			AssignedDate: "2017-02-21", Product: "power_apps", Origin: "office_365", Tier: "seeded", AssignedBy: "direct",
			Status: "present", LastUsed: "2026-03", LastUsedSource: "graph.signIns", WatchedSince: "2026-01-01",
			FirstSeen: "2026-01-02T05:00:00Z", Department: "Sales & Service", CostCenter: "0042",
			Source: ledger.SourceLicenseReport, Basis: "report", AsOf: "2026-03-31T04:30:00Z",
		},
		{
			UserName: "Unknown", EmailAddress: "Unknown", Service: "Power Automate for Office 365", License: "Office 365 E5",
			AssignedDate: "2022-02-28T04:00:48Z", IsTrial: &no, Status: "soft_deleted", StatusSince: "2026-03-12T10:00:00Z/2026-03-13T10:00:00Z",
			LastKnownName: "Søren Ågård", LastKnownEmail: "soren@contoso.com", IdentityConfidence: "likely",
			Candidates: []ledger.Candidate{{UserID: "a1", Name: "Søren Ågård", Email: "soren@contoso.com"}},
			Source:     ledger.SourceLicenseReport, Basis: "report", AsOf: "2026-03-31T04:30:00Z",
		},
		{
			UserName: "王 小明", EmailAddress: "xiaoming.wang@contoso.com", Service: "Power Apps per user plan", License: "Power Apps Premium",
			AssignedDate: "2026-03-28T23:30:00Z", IsTrial: &yes, ExpirationDate: "2026-04-27", Tier: "trial", Origin: "standalone",
			AssignedBy: "group", GroupName: "Makers; Europe", Status: "blocked", StatusSince: "2026-03-30T09:00:00Z",
			Source: ledger.SourceLicenseReport, Basis: "report", AsOf: "2026-03-31T04:30:00Z",
		},
		{
			UserName: "Unknown", EmailAddress: "Unknown", Status: "unresolved", StatusSince: "../2026-03-31T04:30:00Z", IdentityConfidence: "one_of_n",
			Candidates: []ledger.Candidate{{UserID: "b1"}, {UserID: "b2", Name: "Ann Roe"}, {UserID: "b3", Email: "bo@contoso.com"}},
		},
	}
}

func contosoMeta(t testing.TB, language string) Meta {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	at := func(s string) ledger.Instant {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return ledger.InstantOf(when)
	}
	return Meta{
		Tenant: "Contoso & Zonen", TenantID: "84841066-274d-4ec0-a5c1-276be684bdd3", Sample: true,
		At: at("2026-03-31T22:30:00Z"), Zone: zone, Basis: ledger.BasisReport, View: ledger.ViewList,
		Coverage: []ledger.Coverage{
			{Source: ledger.SourceUsers, AsOf: "2026-03-31T22:10:00Z", Rows: 2000},
			{Source: ledger.SourceLicenseReport, AsOf: "2026-03-27T05:00:00Z", Rows: 4},
			{Source: ledger.SourceDeletedUsers},
		},
		Filter: []string{"Department is Sales"}, Search: "=doe", Sort: "User name",
		Counts:     ledger.Counts{Rows: 4, People: 3, Unknown: 2},
		Warnings:   []ledger.Warning{{Code: "permission_missing", Source: ledger.SourceDeletedUsers, Text: "Deleted people were not read. Grant User.Read.All.", Count: 1}},
		AppVersion: "1.2.3", Language: language, MadeAt: time.Date(2026, 4, 1, 7, 0, 0, 0, time.UTC),
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
