package importer

import (
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

func TestTaken(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Skip(err)
	}
	written := time.Date(2022, 6, 1, 10, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name, given, latest string
		zone                *time.Location
		want                string
		rule                ledger.AtRule
		text                string
	}{
		{"licenses.csv", "", "", nil, "2022-06-01T10:00:00Z", ledger.AtFileTime, "2022-06-01T10:00:00Z"},
		{"licenses 2022-04-15.csv", "", "", nil, "2022-04-15T23:59:59Z", ledger.AtFileName, "2022-04-15"},
		{"licenses 2022-04-15.csv", "", "", amsterdam, "2022-04-15T21:59:59Z", ledger.AtFileName, "2022-04-15"},
		{"licenses 2022-04-15.csv", "2022-04-10", "", nil, "2022-04-10T23:59:59Z", ledger.AtGiven, "2022-04-10"},
		{"licenses 2022-04-15.csv", "2022-04-10T09:00:00+02:00", "", nil, "2022-04-10T07:00:00Z", ledger.AtGiven, "2022-04-10T09:00:00+02:00"},
		{"licenses 2022-04-15.csv", "", "2022-04-15T23:00:00Z", nil, "2022-04-15T23:59:59Z", ledger.AtFileName, "2022-04-15"},
		{"licenses 2022-04-15.csv", "", "2022-04-16T08:00:00Z", nil, "2022-04-16T08:00:00Z", ledger.AtLatestAssigned, "2022-04-16T08:00:00Z"},
		{"licenses 2022-04-15.csv", "", "2022-04-15", amsterdam, "2022-04-15T21:59:59Z", ledger.AtFileName, "2022-04-15"},
		{"licenses 2022-04-15.csv", "", "2022-04-20", amsterdam, "2022-04-20T21:59:59Z", ledger.AtLatestAssigned, "2022-04-20"},
		{"licenses 2022-06-01.csv", "", "", nil, "2022-06-01T10:00:00Z", ledger.AtFileName, "2022-06-01"}, // written on the day itself
		{"licenses 2022-06-01.csv", "", "2022-06-01", nil, "2022-06-01T10:00:00Z", ledger.AtFileName, "2022-06-01"},
		{"licenses 2022-06-01.csv", "2022-06-01", "", amsterdam, "2022-06-01T10:00:00Z", ledger.AtGiven, "2022-06-01"},
		{"licenses 2022-06-01.csv", "2022-06-01T23:59:59Z", "", amsterdam, "2022-06-01T23:59:59Z", ledger.AtGiven, "2022-06-01T23:59:59Z"},
		{"x.csv", "2022-04-10", "2022-04-20", nil, "2022-04-20T23:59:59Z", ledger.AtLatestAssigned, "2022-04-20"},
	} {
		got, err := taken(Options{Zone: test.zone, TakenAt: test.given}, test.name, written, test.latest)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if got.At.String() != test.want || got.Rule != test.rule || got.Text != test.text {
			t.Errorf("%s, given %q, latest %q: got %s by %s from %q", test.name, test.given, test.latest, got.At, got.Rule, got.Text)
		}
	}
}

func TestDateInName(t *testing.T) {
	for name, want := range map[string]string{
		"2017-03-01 active user licenses.csv":      "2017-03-01",
		"licenses_20220415.csv":                    "2022-04-15",
		"licenses 2022.04.15 (2).csv":              "2022-04-15",
		"licenses-2022_04_15-final.csv":            "2022-04-15",
		"lijst 15-05-2022.csv":                     "2022-05-15",
		"list 5.15.2022.csv":                       "2022-05-15",
		"lijst 05-05-2022.csv":                     "2022-05-05",
		"2022-04-15 (copy of 2022-04-15).csv":      "2022-04-15",
		"lijst 05-04-2022.csv":                     "", // which is the day?
		"2022-04-15 to 2022-05-15.csv":             "",
		"2022-13-01.csv":                           "",
		"2022-02-30.csv":                           "",
		"2022-0415.csv":                            "",
		"tenant 120220415.csv":                     "",
		"list 1999-01-01.csv":                      "",
		"licenses.csv":                             "",
		"3f2504e0-4f89-11d3-9a0c-0305e82c3301.csv": "",
	} {
		day, text, ok := dateInName(name)
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
			if !strings.Contains(name, text) {
				t.Errorf("%s: says it read %q", name, text)
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
