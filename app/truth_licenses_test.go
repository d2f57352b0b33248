package app_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// licenses compares what is said of every license of a day: what was bought
// and assigned, who holds it, and who was seen using it.
func (s *truthful) licenses(t *testing.T, _ int, d *truthDay) {
	_, rows, err := s.ledger.Seats(t.Context(), d.day)
	if err != nil {
		t.Fatal(err)
	}
	type seat struct{ Bought, Assigned, Free, Holders, Blocked int64 }
	got, want := map[string]seat{}, map[string]seat{}
	for _, r := range rows {
		if r.Holders == nil || r.BlockedHolders == nil {
			t.Fatalf("%s: who holds it is not known", r.License)
		}
		got[string(r.LicenseID)] = seat{r.Bought, r.Assigned, r.Free, int64(*r.Holders), int64(*r.BlockedHolders)}
		s.inUse(t, d, r)
	}
	for _, b := range d.seats {
		x := seat{Bought: int64(b.Bought), Assigned: int64(b.Assigned), Free: int64(b.Bought - b.Assigned)}
		for id := range d.holding(b.LicenseID) {
			x.Holders++
			if d.users[id].Blocked {
				x.Blocked++
			}
		}
		want[b.LicenseID] = x
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the licenses (-want +got):\n%s", diff)
	}
}

// holding gives the accounts that hold a license.
func (d *truthDay) holding(licenseID string) map[string]bool {
	who := map[string]bool{}
	for _, r := range d.rows {
		if r.Held && r.LicenseID == licenseID && d.users[r.UserID].State == "present" {
			who[r.UserID] = true
		}
	}
	return who
}

// inUse checks that the named people of the report with a license are among
// those who use it, and that the others are Unknown.
func (s *truthful) inUse(t *testing.T, d *truthDay, r ledger.SeatRow) {
	if r.InUse == nil || r.InUseUnknown == nil {
		t.Errorf("%s: who uses it is not known", r.License)
		return
	}
	named := map[string]bool{}
	unknown := 0
	for _, row := range d.rows {
		switch {
		case !row.Reported || row.LicenseID != string(r.LicenseID) || d.about(row.ExpirationDate):
		case row.ReportedUnknown:
			unknown++
		case d.users[row.UserID].State == "present":
			named[row.UserID] = true
		default:
			unknown++ // left since the report was made
		}
	}
	if *r.InUse-*r.InUseUnknown != len(named) || (*r.InUseUnknown > 0) != (unknown > 0) || *r.InUseUnknown > unknown {
		t.Errorf("%s: %d in use, %d of them Unknown; the report names %d, and has %d rows of others", r.License, *r.InUse, *r.InUseUnknown, len(named), unknown)
	}
}

// about tells whether something happened while the day was read: the truth is
// of its beginning.
func (d *truthDay) about(instant string) bool {
	at, err := time.Parse(time.RFC3339, d.at)
	return err == nil && instant > d.at && instant <= at.Add(5*time.Minute).Format(time.RFC3339)
}

// overview compares the counts of a day.
func (s *truthful) overview(t *testing.T, n int, d *truthDay) {
	o, err := s.ledger.Overview(t.Context(), d.day)
	if err != nil {
		t.Fatal(err)
	}
	type counts struct{ People, Blocked, Departed, Recent, AssignedPeople, BlockedPeople int }
	var want counts
	at, err := time.Parse(time.RFC3339, o.At) // a sync takes seconds
	if err != nil {
		t.Fatal(err)
	}
	recently := at.AddDate(0, 0, -ledger.RecentDays)
	for id, u := range d.users {
		switch {
		case u.State == "present":
			want.People++
			if u.Blocked {
				want.Blocked++
			}
			if d.holdsAnything(id) {
				want.AssignedPeople++
				if u.Blocked {
					want.BlockedPeople++
				}
			}
		case s.everSeen(id, n):
			want.Departed++
			if left, err := time.Parse(time.RFC3339, u.LeftAt); err == nil && left.After(recently) {
				want.Recent++
			}
		}
	}
	if o.Directory == nil || o.Departed == nil || o.Assigned == nil || o.Blocked == nil || o.SeenInUse == nil || o.NeverSeenInUse == nil {
		t.Fatalf("something was not read: %+v", o)
	}
	got := counts{o.Directory.People, o.Directory.ByStatus[ledger.StatusBlocked], o.Departed.People, o.Departed.Recent, o.Assigned.People, o.Blocked.People}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the overview (-want +got):\n%s", diff)
	}
	if o.SeenInUse.Rows+o.NeverSeenInUse.Rows != o.Assigned.Rows || (o.Changes == nil) != (n == 0) {
		t.Errorf("%d seen and %d never seen of %d; changes %v", o.SeenInUse.Rows, o.NeverSeenInUse.Rows, o.Assigned.Rows, o.Changes)
	}
}

func (d *truthDay) holdsAnything(id string) bool {
	return slices.ContainsFunc(d.rows, func(r truthRow) bool { return r.UserID == id && r.Held && r.LicenseID != "" })
}
