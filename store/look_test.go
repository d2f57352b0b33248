package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestUnresolved: what counts as not known yet, and who is looked up for it.
func TestUnresolved_WhatNoConfirmedDepartureExplains(t *testing.T) {
	const jane, ann = "11111111-0000-0000-0000-000000000001", "11111111-0000-0000-0000-000000000002"
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }
	both := []ledger.Object{account(jane, "Jane", "jane@contoso.com", true), account(ann, "Ann", "ann@contoso.com", true)}
	const date = "2026-01-02T03:04:05Z"
	named := []ledger.Object{reportRow("Jane", "jane@contoso.com", date), reportRow("Ann", "ann@contoso.com", date)}
	unknown := func(n int64) ledger.Object {
		return ledger.Object{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Unknown", EmailAddress: "Unknown",
			Service: "Power Apps for Office 365", License: "Office 365 E3", AssignedDate: date, Ordinal: n}}}
	}
	for name, tt := range map[string]struct {
		directory, report []ledger.Object
		look              ledger.Look
		rows              int
		candidates        []string
	}{
		"two leavers whom nothing tells apart": {nil, []ledger.Object{unknown(0), unknown(1)}, ledger.Look{}, 0, nil},
		"one leaver":                           {both[1:], []ledger.Object{named[1], unknown(0)}, ledger.Look{}, 0, nil},
		"one of two left, one row is Unknown":  {both[1:], []ledger.Object{unknown(0)}, ledger.Look{}, 0, nil},
		"both are there":                       {both, []ledger.Object{unknown(0), unknown(1)}, ledger.Look{}, 2, []string{jane, ann}},
		"nobody ever held it": {both, append([]ledger.Object{{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Unknown", EmailAddress: "Unknown",
			Service: "Flow Free", AssignedDate: date}}}}, named...), ledger.Look{}, 1, nil},
		"looked at in vain today":     {both, []ledger.Object{unknown(0), unknown(1)}, ledger.Look{InVain: ledger.InstantOf(day(2))}, 2, []string{jane, ann}},
		"looked at in vain long ago":  {both, []ledger.Object{unknown(0), unknown(1)}, ledger.Look{InVain: ledger.InstantOf(day(1))}, 2, []string{jane, ann}},
		"everybody is named":          {both, named, ledger.Look{}, 0, nil},
		"Unknown, and named no more ": {both, nil, ledger.Look{}, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(1), Objects: both},
				storetest.Listing{Source: ledger.SourceLicenseReport, At: day(1), Objects: named})
			var gone []ledger.Evidence
			for _, id := range []string{jane, ann}[:2-len(tt.directory)] {
				gone = append(gone, ledger.Evidence{UserID: id, At: ledger.InstantOf(day(2)), Source: ledger.SourceUsers})
			}
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(2), Objects: tt.directory, Evidence: gone},
				storetest.Listing{Source: ledger.SourceLicenseReport, At: day(2).Add(time.Minute), Objects: tt.report})
			if err := l.PutLook(t.Context(), tt.look); err != nil {
				t.Fatal(err)
			}
			got, err := l.Unresolved(t.Context(), 10)
			if err != nil {
				t.Fatal(err)
			}
			newest, err := l.NewestReport(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(ledger.Unresolved{Report: newest, Rows: tt.rows, Candidates: tt.candidates}, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if few, err := l.Unresolved(t.Context(), 1); err != nil || len(few.Candidates) != min(1, len(tt.candidates)) {
				t.Errorf("one at most: %v, %v", few.Candidates, err)
			}
			// Look-ups that find everybody, or are kept twice, change nothing.
			seen := []ledger.Evidence{{UserID: jane, At: ledger.InstantOf(day(3)), Found: true, Source: ledger.SourceUsers}}
			for range 2 {
				if err := l.PutEvidence(t.Context(), seen); err != nil {
					t.Fatal(err)
				}
			}
			if again, err := l.Unresolved(t.Context(), 10); err != nil || !cmp.Equal(got, again) {
				t.Errorf("after look-ups: %+v, %v", again, err)
			}
			storetest.Sound(t, l)
		})
	}
}

// TestUnresolved_OldRowsThatWereLookedAtInVain do not count on a later day.
func TestUnresolved_OldRowsThatWereLookedAtInVain(t *testing.T) {
	l := storetest.New(t)
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 30, 0, 0, time.UTC) }
	row := []ledger.Object{reportRow("Unknown", "Unknown", "2026-01-02T03:04:05Z")}
	for n := 1; n <= 3; n++ {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceLicenseReport, At: day(n), Objects: row})
		for inVain, want := range map[ledger.Instant]int{0: 1, ledger.InstantOf(day(1)): 0} {
			if n == 1 {
				want = 1
			}
			if err := l.PutLook(t.Context(), ledger.Look{InVain: inVain}); err != nil {
				t.Fatal(err)
			}
			if got, err := l.Unresolved(t.Context(), 10); err != nil || got.Rows != want {
				t.Errorf("day %d, in vain %v: %d rows, want %d, %v", n, inVain, got.Rows, want, err)
			}
		}
	}
}
