package ledger

import "testing"

func TestOriginOfTrial(t *testing.T) {
	const viral = "dcb1a3ae-b33f-4487-846a-a640262fadf4"
	for _, c := range []struct {
		license, sku string
		byGroup      bool
		want         TrialOrigin
	}{
		{"Power Apps Per User Plan trial", "", false, TrialSelfService}, // the words of a plan where a license stands
		{"PowerApps per user plan Trial", "", false, TrialSelfService},
		{"Microsoft Power Apps Plan 2 Trial", viral, false, TrialSignUp},
		{"Microsoft Power Apps Plan 2 Trial", viral, true, TrialAdmin},
		{"Dynamics 365 Customer Voice Trial", "bc946dac-7877-4271-b2f7-99d2db13cd2c", false, ""}, // bought as a trial, or by somebody for themselves
		{"Microsoft Power Apps & Flow", "", false, ""},
		{"PowerApps Trial", "", false, ""}, // of 2017: it was one license for all
		{"", "", false, ""},
	} {
		if got := OriginOfTrial(c.license, c.sku, c.byGroup); got != c.want {
			t.Errorf("%q %q %v: %q, want %q", c.license, c.sku, c.byGroup, got, c.want)
		}
	}
}

func TestHasEnded(t *testing.T) {
	for _, c := range []struct {
		ends, at string
		want     Flag
	}{
		{"", "2026-03-05T05:00:00Z", ""}, {"2026-03-05", "", ""},
		{"2026-03-04", "2026-03-05T05:00:00Z", FlagTrue}, {"2026-03-05", "2026-03-05T23:00:00Z", FlagFalse}, {"2026-03-06", "2026-03-05T05:00:00Z", FlagFalse},
		{"2026-03-05T04:59:59Z", "2026-03-05T05:00:00Z", FlagTrue}, {"2026-03-05T05:00:00Z", "2026-03-05T05:00:00Z", FlagFalse},
		{"2026-03-05T04:59Z", "2026-03-05T05:00:00Z", FlagTrue}, {"2026-03-05T05:01Z", "2026-03-05T05:00:00Z", FlagFalse},
	} {
		if got := HasEnded(c.ends, c.at); got != c.want {
			t.Errorf("%s at %s: %q, want %q", c.ends, c.at, got, c.want)
		}
	}
}
