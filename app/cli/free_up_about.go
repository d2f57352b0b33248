package cli

import (
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// aboutFreeUp tells beside the lines what they add up to, what is not told, and
// what is left out.
func aboutFreeUp(s *streams, f ledger.FreeSummary, leftOut bool) {
	what := "can be taken back"
	if leftOut {
		what = "are left out"
	}
	for _, g := range f.Groups {
		switch {
		case g.Off == "":
			s.note("%s: %s", g.Group, sumText(g))
		case g.Group == ledger.FreeNoUse:
			s.note("%s: off. %s", g.Group, strings.Join(watchTexts(f), " "))
		default:
			s.note("%s: off. %s", g.Group, offTexts[g.Off])
		}
	}
	all := f.Total()
	s.note("All: %s of %s, and %s that nobody has, %s.", ledger.Counted(all.Licenses, "license", "licenses"), ledger.Counted(f.People, "person", "people"),
		ledger.Counted(all.Units-int64(all.Licenses), "unit", "units"), what)
	for _, l := range f.LeftOut {
		s.note("Left out: %s, %s.", ledger.Counted(l.Units, "unit", "units"), leftOutTexts[l.Reason])
	}
	if b := f.CameBack; b != nil && b.People > 0 {
		var each []string
		for _, l := range b.By {
			each = append(each, fmt.Sprintf("%d %s", l.Licenses, l.License))
		}
		s.note("%s deleted: their %s came back by themselves (%s).", ledger.Counted(b.People, "account was", "accounts were"), ledger.Counted(b.Licenses, "license", "licenses"), strings.Join(each, ", "))
	}
	s.note("Snapshot %d of %s.", f.SnapshotID, f.At)
}

func sumText(g ledger.FreeSum) string {
	text := fmt.Sprintf("%s of %s. ", ledger.Counted(g.Licenses, "license", "licenses"), ledger.Counted(g.People, "person", "people"))
	if g.Group == ledger.FreeNotAssigned {
		text = ledger.Counted(g.Units, "unit", "units") + ". "
	}
	text += fmt.Sprintf("To give to somebody else today: %s. To cancel at renewal: %s.", gainText(g.Today), gainText(g.AtRenewal))
	if g.Unknown > 0 {
		text += fmt.Sprintf(" What %d of them gain is not known: nothing tells what was bought.", g.Unknown)
	}
	return text
}

// gainText counts units and values those that have a price.
func gainText(g ledger.FreeGain) string {
	text := fmt.Sprint(g.Units)
	if sums := costsText(g.Cost); sums != "" {
		text += " (" + sums + " a month"
		if g.Cost.Unpriced > 0 {
			text += fmt.Sprintf(", and %d without a price", g.Cost.Unpriced)
		}
		text += ")"
	}
	return text
}

var offTexts = map[ledger.FreeOff]string{
	ledger.FreeOffDirectory: "Nobody knows who holds what: the directory was not read.",
	ledger.FreeOffSeats:     "Nobody knows what was bought: the licenses of the tenant were not read.",
}

var productTexts = map[ledger.Product]string{ledger.ProductPowerApps: "Power Apps", ledger.ProductPowerAutomate: "Power Automate"}

// watchTexts tells for each product why no use of it can be told.
func watchTexts(f ledger.FreeSummary) []string {
	var all []string
	for _, w := range f.Watches {
		product := productTexts[w.Product]
		switch w.Off {
		case ledger.FreeOffNotKept:
			all = append(all, fmt.Sprintf("Use of %s is not kept in this history file.", product))
		case ledger.FreeOffNotRead:
			all = append(all, fmt.Sprintf("Nothing tells of use of %s: no sign-ins and no launches were read.", product))
		case ledger.FreeOffStopped:
			all = append(all, fmt.Sprintf("Use of %s was last watched on %s.", product, w.Until))
		case ledger.FreeOffShort:
			all = append(all, fmt.Sprintf("Use of %s is watched since %s; %d days are watched on %s.", product, w.Since, f.Rules.NoUseDays, w.From))
		}
	}
	return all
}

var leftOutTexts = map[ledger.LeftOut]string{
	ledger.LeftOutTrial:      "trials of Microsoft's that cost nothing",
	ledger.LeftOutFree:       "free for good",
	ledger.LeftOutCapacity:   "bought for the tenant as a whole, not for people",
	ledger.LeftOutApps:       "that apps and flows use up without being assigned to people: see the capacity in the Power Platform admin center",
	ledger.LeftOutOther:      "not assigned, of licenses that are not Power Apps or Power Automate alone: see \"licensectl licenses\"",
	ledger.LeftOutKept:       "of people who were chosen to be left out",
	ledger.LeftOutYoung:      "of accounts that are new",
	ledger.LeftOutFilter:     "by a condition that was set",
	ledger.LeftOutNewLicense: "without use seen, but given to their people too lately to tell",
}
