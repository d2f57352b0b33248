package ledger

import (
	"testing"
	"time"
)

func TestParseDateText(t *testing.T) {
	for _, test := range []struct {
		in            string
		want          time.Time
		wantPrecision Precision
		wantOK        bool
	}{
		{"2017-02-21", time.Date(2017, 2, 21, 0, 0, 0, 0, time.UTC), PrecisionDay, true},
		{"2022-02-28T04:00Z", time.Date(2022, 2, 28, 4, 0, 0, 0, time.UTC), PrecisionMinute, true},
		{"2022-02-28T04:00:48Z", time.Date(2022, 2, 28, 4, 0, 48, 0, time.UTC), PrecisionSecond, true},
		{"2017-02-30", time.Time{}, 0, false},
		{"2/21/2017", time.Time{}, 0, false},
		{"2022-02-28T04:00+01", time.Time{}, 0, false},
		{"", time.Time{}, 0, false},
	} {
		got, precision, ok := ParseDateText(test.in)
		if !got.Equal(test.want) || precision != test.wantPrecision || ok != test.wantOK {
			t.Errorf("%q: got %v, %v, %v", test.in, got, precision, ok)
		}
		if ok && FormatDateText(got, precision) != test.in {
			t.Errorf("%q is written as %q", test.in, FormatDateText(got, precision))
		}
	}
}

func TestSameDate(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"2022-02-28", "2022-02-28T04:00:48Z", true},
		{"2022-02-28T04:00Z", "2022-02-28T04:00:48Z", true},
		{"2022-02-28T04:01Z", "2022-02-28T04:00:48Z", false},
		{"2022-02-28T04:00:47Z", "2022-02-28T04:00:48Z", false},
		{"2022-02-27", "2022-02-28T04:00:48Z", false},
		{"", "", true},
		{"", "2022-02-28", false},
		{"soon", "soon", true},
		{"soon", "later", false},
	} {
		if got := SameDate(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: got %v", test.a, test.b, got)
		}
		if got := SameDate(test.b, test.a); got != test.want {
			t.Errorf("%q and %q: got %v", test.b, test.a, got)
		}
	}
}
