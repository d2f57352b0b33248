package app_test

import (
	"fmt"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// trials compares the trials that a day's list names, and what is told of each;
// of Unknown rows only how many there are.
func (s *truthful) trials(t *testing.T, _ int, d *truthDay) {
	paid := map[string]bool{}
	free, unknown := 0, 0
	for _, r := range d.rows {
		if r.Held && r.Tier == "paid" && d.users[r.UserID].State == "present" {
			paid[r.UserID+r.Product] = true
		}
	}
	view, rows := s.rows(t, app.ViewSpec{At: d.day, Kind: ledger.ViewTrials})
	whole, _ := s.rows(t, app.ViewSpec{At: d.day, Kind: ledger.ViewTrials, ShowFree: true})
	var want, got []string
	for _, r := range d.rows {
		ended := r.ExpirationDate != "" && len(rows) > 0 && r.ExpirationDate < string(rows[0].AsOf)
		switch {
		case !r.Reported || d.about(r.ExpirationDate):
		case r.Tier == "free" || r.Tier == "developer":
			free++
		case r.Tier != "trial":
		case r.ReportedUnknown:
			unknown++
		default:
			how := ""
			switch {
			case r.ByGroup:
				how = "admin"
			case r.LicenseID == "":
				how = "self_service" // no directory knows of it
			case r.LicenseID == "dcb1a3ae-b33f-4487-846a-a640262fadf4": // POWERAPPS_VIRAL
				how = "sign_up_or_admin"
			}
			want = append(want, fmt.Sprintf("%s|%s|%s|%s|%v|%v|%s", r.UserID, r.Service, r.AssignedDate, r.ExpirationDate, ended, paid[r.UserID+r.Product], how))
		}
	}
	for _, r := range rows {
		if r.UserName == ledger.UnknownWord && r.EmailAddress == ledger.UnknownWord {
			unknown--
			continue
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%v|%v|%s", r.UserID, r.Service, r.AssignedDate, r.ExpirationDate, r.TrialEnded, r.AlsoPaid, r.TrialOrigin))
	}
	sameLines(t, got, want)
	if unknown != 0 || view.FreeHidden != free || whole.FreeHidden != 0 || whole.Counts.Rows != len(rows)+free {
		t.Errorf("%d Unknown too few; %d rows of free plans hidden, really %d; with them %d rows", unknown, view.FreeHidden, free, whole.Counts.Rows)
	}
}
