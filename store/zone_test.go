package store_test

import (
	"fmt"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// download is a list of ten people as somebody downloads it who lives in a zone:
// dates are written by the clock there. The first of them left if away is set.
func download(source string, day int, zone time.Duration, precision ledger.Precision, away bool) storetest.Listing {
	x := storetest.Listing{Source: source, At: marchDay(day)}
	for n := range 10 {
		name, address := fmt.Sprintf("Person %d", n), fmt.Sprintf("p%d@contoso.com", n)
		if away && n == 0 {
			name, address = "Unknown", "Unknown"
		}
		at := time.Date(2025, 3, 1+n, 23, 30, n, 0, time.UTC).Add(zone)
		x.Objects = append(x.Objects, reportRow(name, address, ledger.FormatDateText(at, precision)))
	}
	return x
}

// TestZones: rows named in both lists tell by how much one is ahead, and then
// whose Unknown row of one is a named row of the other.
func TestZones_TellWhoARowOfAnotherZoneWas(t *testing.T) {
	second, minute, day := ledger.PrecisionSecond, ledger.PrecisionMinute, ledger.PrecisionDay
	for _, tt := range []struct {
		name     string
		listings []storetest.Listing
		want     string
	}{
		{"one source, then an hour ahead", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 0, second, false), download(ledger.SourceFileReport2022, 3, time.Hour, second, true)}, "likely Person 0"},
		{"one source, then in UTC", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 330*time.Minute, second, false), download(ledger.SourceFileReport2022, 3, 0, second, true)}, "likely Person 0"},
		{"to the minute", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 0, second, false), download(ledger.SourceFileReport2022, 3, -8*time.Hour, minute, true)}, "likely Person 0"},
		{"a file beside what is synced", []storetest.Listing{
			download(ledger.SourceLicenseReport, 1, 0, second, false), download(ledger.SourceFileReport2022, 3, 2*time.Hour, second, true)}, "likely Person 0"},
		{"a sync after a file", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 2*time.Hour, second, false), download(ledger.SourceLicenseReport, 3, 0, second, true)}, "likely Person 0"},
		{"every date a day later", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 0, day, false), download(ledger.SourceFileReport2022, 3, 24*time.Hour, day, true)}, "likely Person 0"},
		{"seven minutes are no zone", []storetest.Listing{
			download(ledger.SourceFileReport2022, 1, 0, second, false), download(ledger.SourceFileReport2022, 3, 7*time.Minute, second, true)}, "none "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if told := unknownToday(t, tt.listings...); len(told) != 1 || told[0] != tt.want {
				t.Errorf("told %q, want %q", told, tt.want)
			}
		})
	}
}

// TestZones_AreEnoughForLikelyOnly: with the directory's word that the person
// left in between, but through an offset that was measured.
func TestZones_AreEnoughForLikelyOnly(t *testing.T) {
	here := account(firstUser, "Person 0", "p0@contoso.com", true)
	for zone, want := range map[time.Duration]string{0: "certain Person 0", time.Hour: "likely Person 0"} {
		told := unknownToday(t, directoryOn(0, here), download(ledger.SourceLicenseReport, 1, 0, ledger.PrecisionSecond, false), directoryOn(2),
			download(ledger.SourceLicenseReport, 3, zone, ledger.PrecisionSecond, true))
		if len(told) != 1 || told[0] != want {
			t.Errorf("%s ahead: told %q, want %q", zone, told, want)
		}
	}
}

// TestZones_AreMeasuredAnewByALaterList: who is only now told was named by
// neither of the lists that tell the offset.
func TestZones_AreMeasuredAnewByALaterList(t *testing.T) {
	few, all := download(ledger.SourceLicenseReport, 1, 0, ledger.PrecisionSecond, false), download(ledger.SourceLicenseReport, 4, 0, ledger.PrecisionSecond, false)
	few.Objects, all.Objects = few.Objects[:2], all.Objects[1:]
	elsewhere := download(ledger.SourceFileReport2022, 5, time.Hour, ledger.PrecisionSecond, true)
	if told := unknownToday(t, few, elsewhere); len(told) != 1 || told[0] != "none " {
		t.Errorf("with two rows in both, told %q", told)
	}
	if told := unknownToday(t, few, elsewhere, all); len(told) != 1 || told[0] != "likely Person 0" {
		t.Errorf("with nine rows in both, told %q", told)
	}
}

// TestZones_AreTheSameWhateverOrderListsComeIn: a list can be read later than
// those that were made after it.
func TestZones_AreTheSameWhateverOrderListsComeIn(t *testing.T) {
	first := download(ledger.SourceFileReport2022, 1, 0, ledger.PrecisionSecond, false)
	middle := download(ledger.SourceFileReport2022, 3, time.Hour, ledger.PrecisionSecond, false)
	last := download(ledger.SourceFileReport2022, 5, time.Hour, ledger.PrecisionSecond, true)
	synced := download(ledger.SourceLicenseReport, 2, 0, ledger.PrecisionSecond, false)
	want := ""
	for n, order := range [][]storetest.Listing{{first, synced, middle, last}, {last, middle, synced, first}, {synced, last, first, middle}, {middle, first, last, synced}} {
		l := storetest.New(t)
		for _, x := range order {
			storetest.Publish(t, l, x)
			sameAsEverything(t, l, x)
		}
		rows := rowsOf(t, l, store.ViewSpec{})
		if got := storetest.Dump(t, l); n == 0 {
			want = got
		} else if got != want {
			t.Errorf("order %d gives another ledger", n)
		}
		told := false
		for _, row := range rows {
			told = told || row.UserName == ledger.UnknownWord && row.IdentityConfidence == "likely" && row.LastKnownName == "Person 0"
		}
		if !told {
			t.Errorf("order %d: nobody is told", n)
		}
	}
}
