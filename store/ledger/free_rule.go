package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// LicensePlans gives the service plans that people can use of a built-in
// license. ok is false when the table does not have the license.
func LicensePlans(skuID string) (plans []ServicePlan, ok bool) {
	l := catalog().licenseByID[strings.ToLower(strings.TrimSpace(skuID))]
	if l == nil {
		return nil, false
	}
	for _, plan := range l.plans {
		plans = append(plans, *plan)
	}
	return plans, true
}

// IsStandalone tells whether a license with these services of Power Apps and
// Power Automate is bought for them alone: the others are bundles, which nobody
// takes from a person because of these products.
func IsStandalone(plans []ServicePlan) bool {
	return len(plans) > 0 && !slices.ContainsFunc(plans, func(p ServicePlan) bool { return p.Origin != OriginStandalone })
}

// IsForApps tells whether units of a license work without being assigned to
// anybody: they are allocated to environments, and apps and flows use them up.
// https://learn.microsoft.com/power-platform/admin/about-powerapps-perapp
func IsForApps(plans []ServicePlan) bool {
	return slices.ContainsFunc(plans, func(p ServicePlan) bool {
		name := strings.ToUpper(p.Name)
		return strings.HasPrefix(name, "POWERAPPS_PER_APP") || strings.HasPrefix(name, "FLOW_BUSINESS_PROCESS") || strings.HasPrefix(name, "POWER_AUTOMATE_UNATTENDED")
	})
}

// freeWatchLag is how many days the newest watched day may lie back: sources of
// activity are late by a day or two.
const freeWatchLag = 7

// WatchFor judges whether no use of a product over some days can be told on a
// day: only if all of them were watched. since and until are the stretch of days
// without a gap that was watched last; "" when none was. All are 2006-01-02.
func WatchFor(product Product, since, until, day string, days int) FreeWatch {
	w := FreeWatch{Product: product, Since: Text(since), Until: Text(until)}
	switch {
	case since == "":
		w.Off = FreeOffNotRead
	case until < addDays(day, -freeWatchLag):
		w.Off = FreeOffStopped
	case since > addDays(day, -days):
		w.Off = FreeOffShort
		w.From = Text(addDays(since, days))
	}
	return w
}

// NoUseSince tells whether a last use, which is a day or a month, lies more than
// some days before a day. Where only months are kept a use counts as of the last
// day of its month.
func NoUseSince(lastUsed, day string, days int) bool {
	return lastUsed == "" || lastDayOf(lastUsed) < addDays(day, -days)
}

func lastDayOf(used string) string {
	month, err := time.Parse("2006-01", used)
	if err != nil {
		return used
	}
	return month.AddDate(0, 1, -1).Format(time.DateOnly)
}

// FreeSeats is what is gained of one license: units are handed out to lines in
// their order.
type FreeSeats struct {
	Over int64 // held beyond what was bought: the first so many lines gain nothing
	Left int64 // of what was bought, not yet gained
}

// FreeSeatsOf begins with what was bought and assigned.
func FreeSeatsOf(bought, assigned int64) FreeSeats {
	return FreeSeats{Over: max(0, assigned-bought), Left: max(0, bought)}
}

// Take gives what one person's license gains, 0 or 1: taken back, it first makes
// good for units that are held beyond what was bought.
func (s *FreeSeats) Take() int64 {
	switch {
	case s.Over > 0:
		s.Over--
		return 0
	case s.Left > 0:
		s.Left--
		return 1
	}
	return 0
}

// Rest gives what is gained by units that nobody has.
func (s *FreeSeats) Rest(free int64) int64 {
	gain := min(max(0, free), s.Left)
	s.Left -= gain
	return gain
}

// LaterUse gives the later of two last uses, of which "" is none. A day is later
// than its own month.
func LaterUse(a, b string) string {
	if c := cmp.Compare(lastDayOf(a), lastDayOf(b)); c > 0 || c == 0 && len(a) > len(b) {
		return a
	}
	return b
}
