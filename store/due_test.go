package store_test

import (
	"slices"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// troubled is a sync that could read nothing of some sources.
func troubled(t *testing.T, l *store.Ledger, code string, sources ...string) {
	t.Helper()
	run, err := l.BeginRun(t.Context(), ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	var warnings []ledger.Warning
	for _, source := range sources {
		warnings = append(warnings, ledger.Warning{Code: code, Source: source, Text: "Sign in.", Count: 1})
	}
	if err := l.EndRun(t.Context(), run, ledger.RunFailed, warnings); err != nil {
		t.Fatal(err)
	}
}

// TestDue_UntilItIsRead: a source is due from the first sync that lacked a person to
// the first that reads it.
func TestDue_UntilItIsRead(t *testing.T) {
	t.Parallel()
	l := storetest.New(t)
	at := time.Date(2026, 3, 2, 6, 30, 0, 0, time.UTC)
	read := func(source string) {
		at = at.Add(24 * time.Hour)
		storetest.Publish(t, l, storetest.Listing{Source: source, At: at})
	}
	first := ""
	due := func(want ...string) {
		t.Helper()
		all, err := l.Due(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range all {
			got = append(got, one.Source)
			if one.Source != ledger.SourceLicenseReport {
				continue
			}
			if first == "" {
				first = one.Since
			}
			if one.Since != first || first == "" {
				t.Errorf("the list is due since %s, and was since %s", one.Since, first)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("due are %v, want %v", got, want)
		}
	}
	due()
	troubled(t, l, ledger.WarnUnreachable, ledger.SourceUsers)
	due()
	troubled(t, l, ledger.WarnSignIn, ledger.SourceSignIns, ledger.SourceLicenseReport, ledger.SourceUsers)
	due(ledger.SourceUsers, ledger.SourceLicenseReport, ledger.SourceSignIns)
	read(ledger.SourceUsers) // and what is used with the same sign-in may be read
	due(ledger.SourceLicenseReport)
	troubled(t, l, ledger.WarnSignInRefused, ledger.SourceLicenseReport, ledger.SourceSignIns)
	due(ledger.SourceLicenseReport, ledger.SourceSignIns)
	troubled(t, l, ledger.WarnUnreachable, ledger.SourceLicenseReport) // it waits all the same
	due(ledger.SourceLicenseReport, ledger.SourceSignIns)
	read(ledger.SourceLicenseReport)
	due(ledger.SourceSignIns)
	read(ledger.SourceUsers)
	due()
}
