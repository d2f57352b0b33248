package cli_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sentences are what the window says of each kind of change.
var sentences = map[string][2]string{
	"blocked":  {"%d person can no longer sign in", "%d people can no longer sign in"},
	"departed": {"%d person left", "%d people left"},
	"gained":   {"%d license gained", "%d licenses gained"},
	"lost":     {"%d license lost", "%d licenses lost"},
	"renamed":  {"%d person has another name or address", "%d people have another name or address"},
	"returned": {"%d person came back", "%d people came back"},
	"swapped":  {"%d license swapped for another", "%d licenses swapped for others"},
}

// changed counts what changed from one day to another.
func (d demoTruth) changed(t *testing.T, from, to string) answered {
	t.Helper()
	counts := map[string]int{}
	before, after := d.users(from), d.users(to)
	for id, u := range after {
		was, known := before[id]
		switch {
		case !known:
		case was.State == "present" && u.State != "present":
			counts["departed"]++
		case was.State != "present" && u.State == "present":
			counts["returned"]++
		case u.State != "present":
		default:
			if u.Blocked && !was.Blocked {
				counts["blocked"]++
			}
			if u.UserName != was.UserName || u.EmailAddress != was.EmailAddress {
				counts["renamed"]++
			}
		}
	}
	gone, came := d.only(from, to), d.only(to, from)
	// What somebody lost of a product and has of it otherwise was swapped.
	for _, r := range came {
		if n := slices.IndexFunc(gone, func(was truthLine) bool { return was.UserID == r.UserID && was.Product == r.Product }); n >= 0 {
			gone = slices.Delete(gone, n, n+1)
			counts["swapped"]++
		} else {
			counts["gained"]++
		}
	}
	for _, r := range gone {
		if after[r.UserID].State == "present" {
			counts["lost"]++
		}
	}
	var told answered
	total, kinds := 0, []string{}
	for kind, n := range counts {
		total += n
		kinds = append(kinds, fmt.Sprintf("%d %s", n, kind))
		sentence := sentences[kind][1]
		if n == 1 {
			sentence = sentences[kind][0]
		}
		told.window = append(told.window, "“"+fmt.Sprintf(sentence, n)+"”")
	}
	slices.SortFunc(kinds, func(a, b string) int { return strings.Compare(a[strings.Index(a, " "):], b[strings.Index(b, " "):]) })
	told.console = []string{fmt.Sprintf("%d of %d changes: %s.", total, total, strings.Join(kinds, ", "))}
	told.window = append(told.window, fmt.Sprintf("“All %d changes”", total))
	return told
}

// only gives the rows of the list of a day that the list of another has not.
func (d demoTruth) only(day, other string) []truthLine {
	key := func(r truthLine) string { return r.UserID + "|" + r.mark() }
	there := map[string]bool{}
	for _, r := range d.on("row", other) {
		there[key(r)] = there[key(r)] || r.Reported
	}
	return slices.DeleteFunc(d.on("row", day), func(r truthLine) bool { return !r.Reported || there[key(r)] })
}

// compared says how the list of one day differs from that of another, and why.
func (d demoTruth) compared(file, here string) answered {
	before, after := d.users(file), d.users(here)
	counts := map[string]int{}
	for _, r := range d.only(file, here) {
		reason := "lost_since"
		if after[r.UserID].State != "present" {
			reason = "left_since"
		}
		counts["only_there\t"+reason]++
	}
	for _, r := range d.only(here, file) {
		reason := "gained_since"
		if _, known := before[r.UserID]; !known {
			reason = "joined_since"
		}
		counts["only_here\t"+reason]++
	}
	for _, r := range d.on("row", here) {
		was, is := before[r.UserID], after[r.UserID]
		if r.Reported && !r.ReportedUnknown && was.UserID != "" && (was.UserName != is.UserName || was.EmailAddress != is.EmailAddress) {
			counts["different\trenamed"]++
		}
	}
	words := map[string]string{"lost_since": "Lost the license in between", "gained_since": "Got the license in between", "renamed": "Renamed",
		"left_since": "Left in between", "joined_since": "Account made in between"}
	var told answered
	for what, n := range counts {
		_, reason, _ := strings.Cut(what, "\t")
		told.console = append(told.console, fmt.Sprintf("%s\t%d", what, n))
		told.window = append(told.window, fmt.Sprintf("“%s %d”", words[reason], n))
	}
	return told
}
