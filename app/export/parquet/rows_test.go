package parquet

import (
	"time"

	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

type (
	sliceRows    = exporttest.Slice
	numberedRows = exporttest.Numbered
)

// everySort are rows of every sort that a view has.
func everySort() sliceRows {
	yes, no := true, false
	return sliceRows{
		{
			UserID: "4f1c0f0a-5a5e-4c7e-8a52-0d4f2b1c7a11", UserName: "Jane Doe", EmailAddress: "jane@contoso.com",
			Service: "Power Apps for Office 365", ServiceID: "92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c",
			License: "Office 365 E1", LicenseID: "18181a46-0d4e-45cd-891e-60aabd171b4e",
			AssignedDate: "2017-02-21", Product: "power_apps", Origin: "office_365", Tier: "seeded", AssignedBy: "direct",
			Status: "present", LastUsed: "2026-02", LastUsedSource: "graph.signIns", WatchedSince: "2026-01-01",
			FirstSeen: "2026-01-02T05:00:00Z", Department: "Sales & Service", CostCenter: "0042",
			Source: ledger.SourceLicenseReport, Basis: "report", AsOf: "2026-03-31T04:30:00Z",
		},
		{
			UserName: "Unknown", EmailAddress: "Unknown", License: "Office 365 E5", AssignedDate: "2022-02-28T23:59Z", IsTrial: &no,
			Status: "soft_deleted", StatusSince: "2026-03-12T10:00:00Z/2026-03-13T10:00:00Z", LastKnownName: "Søren Ågård",
			IdentityConfidence: "likely", Candidates: []ledger.Candidate{{UserID: "a1", Name: "Søren Ågård", Email: "soren@contoso.com"}},
			LastUsed: "2026-03-14", RestorableUntil: "2026-04-12T10:00:00Z",
		},
		{
			UserName: "王 小明", AssignedDate: "2026-03-28T23:30:01Z", IsTrial: &yes, ExpirationDate: "2026-04-27T00:00:00Z",
			Status: "blocked", StatusSince: "2026-03-30T09:00:00Z",
		},
		{UserName: "Unknown", StatusSince: "../2026-03-31T04:30:00Z", AssignedDate: "0001-01-01"},
		{},
	}
}

func meta() export.Meta {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return export.Meta{
		Tenant: "Contoso & Zonen", TenantID: "84841066-274d-4ec0-a5c1-276be684bdd3", Sample: true,
		At: ledger.InstantOf(time.Date(2026, 3, 31, 22, 30, 0, 0, time.UTC)), Zone: zone, Basis: ledger.BasisReport, View: ledger.ViewList,
		Filter: []string{"Department is Sales", `Name has "`}, Counts: ledger.Counts{People: 3, Unknown: 2},
		Warnings:   []ledger.Warning{{Code: "permission_missing", Source: ledger.SourceDeletedUsers, Text: "Deleted people were not read.", Count: 1}},
		AppVersion: "1.2.3", Language: "nl", MadeAt: time.Date(2026, 4, 1, 7, 0, 0, 0, time.UTC),
	}
}
