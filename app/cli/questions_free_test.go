package cli_test

import (
	"fmt"
	"strings"
	"testing"
)

// covering is what the demo has of licenses that bring all of another.
var covering = map[string]string{"Power Apps per app plan (1 app or portal)": premium, "Power Automate per user plan": "Power Automate Premium"}

// freeUp counts the licenses that can be taken back, each of each person once,
// and what they cost.
func (d demoTruth) freeUp(t *testing.T, users map[string]truthLine) answered {
	month, free := demoPrices(t)
	held, costs := map[string]map[string]string{}, map[string]float64{} // person -> license -> its id
	for _, r := range d.on("row", lastDay) {
		if !r.Held || r.LicenseID == "" || users[r.UserID].State != "present" {
			continue
		}
		if held[r.UserID] == nil {
			held[r.UserID] = map[string]string{}
		}
		held[r.UserID][r.License] = r.LicenseID
	}
	licenses, people := map[string]int{}, map[string]int{}
	for id, own := range held {
		found := map[string]bool{}
		for license, sku := range own {
			group := ""
			switch {
			case free[sku]:
			case users[id].Blocked:
				group = "blocked"
			case covering[license] != "" && own[covering[license]] != "":
				group = "twice"
			}
			if group == "" {
				continue
			}
			licenses[group]++
			costs[group] += month[sku]
			if !found[group] {
				found[group] = true
				people[group]++
			}
		}
	}
	seats := 0
	for _, l := range d.on("seat", lastDay) {
		alone := strings.HasPrefix(l.License, "Power A") && !strings.Contains(l.License, "per app")
		if n := l.Bought - l.Assigned; alone && n > 0 && !free[l.LicenseID] {
			seats += n
			costs["not-assigned"] += float64(n) * month[l.LicenseID]
		}
	}
	left := d.left(users)
	told := answered{console: []string{
		fmt.Sprintf("not-assigned: %d units. To give to somebody else today: 0. To cancel at renewal: %d (%.2f EUR a month)", seats, seats, costs["not-assigned"]),
		fmt.Sprintf("%d accounts were deleted: their %d licenses came back", left.people, left.licenses),
	}, window: []string{
		fmt.Sprintf("“%d seats that nobody has”", seats),
		fmt.Sprintf("“€%.2f a month”", costs["blocked"]+costs["twice"]+costs["not-assigned"]),
	}}
	for _, group := range []string{"blocked", "twice"} {
		n := licenses[group]
		told.console = append(told.console, fmt.Sprintf("%s: %d licenses of %d people. To give to somebody else today: %d (%.2f EUR a month)", group, n, people[group], n, costs[group]))
		told.window = append(told.window, fmt.Sprintf("%d licenses of %d people”", n, people[group]))
	}
	return told
}
