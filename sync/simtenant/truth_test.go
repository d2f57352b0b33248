package simtenant

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// The truth and the wire are two readings of one world; here they are compared
// line by line, on several days.
func TestTruthAgreesWithTheWire(t *testing.T) {
	c := newCaller(t, Config{Users: 400, Seed: 11})
	for range 5 {
		c.tenant.Clock().Advance(15 * 24 * time.Hour)
		tr := c.truth()
		compareUsers(t, tr, c)
		compareReport(t, tr, c)
		comparePlans(t, tr, c)
		compareSeats(t, tr, c)
	}
	if refused := c.tenant.Refused(); len(refused) > 0 {
		t.Errorf("refused: %q", refused)
	}
}

func compareUsers(t *testing.T, tr truth, c *caller) {
	t.Helper()
	var want, got []string
	for _, u := range tr.users {
		if u.State == "gone" {
			continue
		}
		cost := ""
		if u.CostCenter != nil {
			cost = *u.CostCenter
		}
		want = append(want, fmt.Sprint(u.UserID, u.State, u.UserName, u.UPN, u.Blocked, u.Guest, u.CreatedAt, cost))
	}
	for state, list := range map[string][]wireUser{"present": c.users(), "soft_deleted": c.deleted()} {
		for _, u := range list {
			cost := ""
			if u.EmployeeOrgData != nil {
				cost = u.EmployeeOrgData.CostCenter
			}
			got = append(got, fmt.Sprint(u.ID, state, u.DisplayName, u.UserPrincipalName, !u.AccountEnabled, u.UserType == "Guest", u.CreatedDateTime, cost))
		}
	}
	same(t, "users", want, got)
}

func compareReport(t *testing.T, tr truth, c *caller) {
	t.Helper()
	const layout = "1/2/2006 3:04:05 PM"
	var want, got []string
	for _, r := range tr.rows {
		if !r.Reported {
			continue
		}
		name, address := r.UserName, r.EmailAddress
		if r.ReportedUnknown {
			name, address = "Unknown", "Unknown"
		}
		at, err := time.Parse(time.RFC3339, r.AssignedDate)
		must(t, err)
		ends := ""
		if r.ExpirationDate != nil {
			e, err := time.Parse(time.RFC3339, *r.ExpirationDate)
			must(t, err)
			ends = e.Format(layout)
		}
		want = append(want, strings.Join([]string{name, address, r.Service, r.License, at.Format(layout), strings.ToUpper(fmt.Sprint(r.IsTrial)), ends}, "|"))
	}
	for _, row := range c.report() {
		got = append(got, strings.Join(row, "|"))
	}
	same(t, "report", want, got)
}

// comparePlans checks that what is held is what assignedPlans shows as enabled,
// with the dates of the report.
func comparePlans(t *testing.T, tr truth, c *caller) {
	t.Helper()
	ours := map[string]bool{}
	for i := range catalog {
		for _, p := range catalog[i].plans {
			ours[p.id] = p.product != ""
		}
	}
	var want, got []string
	for _, r := range tr.rows {
		if r.Held && r.ServiceID != nil {
			want = append(want, r.UserID+" "+*r.ServiceID+" "+r.AssignedDate)
		}
	}
	for _, u := range c.users() {
		for _, p := range u.AssignedPlans {
			if p.CapabilityStatus == "Enabled" && ours[p.ServicePlanID] {
				got = append(got, u.ID+" "+p.ServicePlanID+" "+p.AssignedDateTime)
			}
		}
	}
	same(t, "plans", want, got)
}

// compareSeats checks consumed units against assignments counted on the wire.
func compareSeats(t *testing.T, tr truth, c *caller) {
	t.Helper()
	assigned := map[string]int{}
	for _, u := range c.users() {
		for _, l := range u.AssignedLicenses {
			assigned[l.SKUID]++
		}
	}
	var body struct {
		Value []struct {
			SKUID         string
			ConsumedUnits int
			PrepaidUnits  struct{ Enabled int }
		}
	}
	c.getJSON("/v1.0/subscribedSkus", &body)
	var want, got []string
	for _, s := range tr.seats {
		want = append(want, fmt.Sprint(s.LicenseID, s.Bought, s.Assigned))
	}
	for _, s := range body.Value {
		got = append(got, fmt.Sprint(s.SKUID, s.PrepaidUnits.Enabled, s.ConsumedUnits))
		if s.ConsumedUnits != assigned[s.SKUID] || s.ConsumedUnits > s.PrepaidUnits.Enabled {
			t.Errorf("%s: consumed %d, assigned %d, bought %d", s.SKUID, s.ConsumedUnits, assigned[s.SKUID], s.PrepaidUnits.Enabled)
		}
	}
	same(t, "seats", want, got)
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	if slices.Equal(want, got) {
		return
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s: true and not served: %s", what, w)
			break
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("%s: served and not true: %s", what, g)
			break
		}
	}
	t.Errorf("%s: %d true, %d served", what, len(want), len(got))
}

// A leaver is Unknown from the very second, keeps a prefixed UPN for 30 days,
// and is gone to the second after.
func TestALeaverBecomesUnknownAtThatInstantAndIsPurgedAfter30Days(t *testing.T) {
	c := newCaller(t, Config{Users: 400, Seed: 4})
	who, at := c.nextEvent("left", func(e truthEvent) bool { return c.inReport(e.UserID) })
	before := newCaller(t, Config{Users: 400, Seed: 4})
	before.tenant.Clock().AdvanceTo(at.Add(-time.Second))
	person := before.truthOf(who)
	if person.State != "present" || before.get("/v1.0/users/"+who).Code != 200 {
		t.Fatalf("a second before: %+v", person)
	}
	if !before.named(person.EmailAddress) {
		t.Fatalf("%s is not in the report the second before", person.EmailAddress)
	}
	unknown := before.unknownRows()
	before.tenant.Clock().Advance(time.Second)
	if before.get("/v1.0/users/"+who).Code != 404 {
		t.Error("the leaver is still served")
	}
	if before.named(person.EmailAddress) || before.unknownRows() <= unknown {
		t.Error("the leaver is not Unknown in the report")
	}
	var gone wireUser
	before.getJSON("/v1.0/directory/deletedItems/microsoft.graph.user/"+who+"?$select=userPrincipalName,deletedDateTime", &gone)
	if want := strings.ReplaceAll(who, "-", "") + person.UPN; gone.UserPrincipalName != want || gone.DeletedDateTime != at.Format(time.RFC3339) {
		t.Errorf("deleted user is %+v, want UPN %s and %s", gone, want, at)
	}
	before.tenant.Clock().Advance(30*24*time.Hour - time.Second)
	if before.get("/v1.0/directory/deletedItems/microsoft.graph.user/"+who).Code != 200 {
		t.Error("purged a second too early")
	}
	before.tenant.Clock().Advance(time.Second)
	if before.get("/v1.0/directory/deletedItems/microsoft.graph.user/"+who).Code != 404 {
		t.Error("not purged after 30 days")
	}
	if got := before.truthOf(who); got.State != "gone" || got.UserName != person.UserName || got.UPN == "" {
		t.Errorf("the truth forgets: %+v", got)
	}
}

// nextEvent runs 40 days and finds an event of the kind that fits, of somebody
// who does not come back meanwhile.
func (c *caller) nextEvent(kind string, fits func(truthEvent) bool) (id string, at time.Time) {
	c.tb.Helper()
	var found []truthEvent
	returned := map[string]bool{}
	c.tenant.Clock().Advance(40 * 24 * time.Hour)
	for _, e := range c.truth().events {
		if e.Event == kind && fits(e) {
			found = append(found, e)
		}
		returned[e.UserID] = returned[e.UserID] || e.Event == "returned"
	}
	for _, e := range found {
		if !returned[e.UserID] {
			at, err := time.Parse(time.RFC3339, e.At)
			must(c.tb, err)
			return e.UserID, at
		}
	}
	c.tb.Fatalf("no event %s", kind)
	return "", at
}

func (c *caller) inReport(id string) bool {
	for _, r := range c.truth().rows {
		if r.UserID == id && r.Reported {
			return true
		}
	}
	return false
}

func (c *caller) truthOf(id string) truthUser {
	c.tb.Helper()
	for _, u := range c.truth().users {
		if u.UserID == id {
			return u
		}
	}
	c.tb.Fatalf("no user %s", id)
	return truthUser{}
}

func (c *caller) named(address string) bool {
	return slices.ContainsFunc(c.report(), func(row []string) bool { return row[1] == address })
}

func (c *caller) unknownRows() int {
	n := 0
	for _, row := range c.report() {
		if row[0] == "Unknown" && row[1] == "Unknown" {
			n++
		}
	}
	return n
}
