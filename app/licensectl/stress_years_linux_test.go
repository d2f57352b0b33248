//go:build stress

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest/tenant"
)

var (
	yearsReadings = flag.Int("readings", 3650, "daily readings of the history of years")
	yearsPeople   = flag.Int("people", 2000, "accounts of its tenant")
)

// TestStress_TenYears makes a history of ten years of daily readings, in which people
// join, leave, come back and get other licenses, and goes every road over it: none may
// take longer with every reading that there is, as long as it is about a day of them.
func TestStress_TenYears(t *testing.T) {
	r := &roads{t: t, dir: t.TempDir(), kind: "years", most: 20 * time.Second, mostMB: 300}
	all := r.live(*yearsReadings, *yearsPeople)
	first, middle, last := all[0], all[len(all)/2], all[len(all)-1]
	r.looks(first, middle, last)
	r.trend(len(all))
	r.writes(last)
	r.counts()
}

// live makes the history by publication, as syncs do, and gives its days.
func (r *roads) live(days, people int) (all []time.Time) {
	r.t.Helper()
	ctx := r.t.Context()
	l, err := store.Create(ctx, filepath.Join(r.dir, "years.ledger"), store.Options{AppVersion: "test"})
	if err != nil {
		r.t.Fatal(err)
	}
	defer l.Close()
	big := tenant.NewFrom(time.Date(2016, time.July, 1, 5, 0, 0, 0, time.UTC), people, 10)
	took := make([]time.Duration, 0, days)
	for day := range days {
		publish := big.PublishChanges
		if day == 0 {
			publish = big.PublishWhole
		} else {
			big.Day()
			if day%7 == 3 {
				big.Return(1)
			}
		}
		began := worked(r.t)
		if err := publish(ctx, l); err != nil {
			r.t.Fatalf("day %d: %v", day+1, err)
		}
		took = append(took, worked(r.t)-began)
		if day == days/2 {
			if err := l.Backup(ctx, filepath.Join(r.dir, "half.ledger")); err != nil {
				r.t.Fatal(err)
			}
		}
		all = append(all, big.ReadAt(ledger.SourceLicenseReport))
		if day%365 == 364 {
			r.t.Logf("year %d: a reading takes %v", day/365+1, median(took[day-99:]))
		}
	}
	// A reading looks at the people of the tenant and at where the readings lie. Ten years
	// are as much as the people again, not ten times as much.
	early, late := median(took[days/20:days/10]), median(took[days-days/20:])
	r.t.Attr("years-readings", fmt.Sprint(days))
	r.t.Attr("years-reading-early-ms", fmt.Sprint(early.Milliseconds()))
	r.t.Attr("years-reading-late-ms", fmt.Sprint(late.Milliseconds()))
	if late > 6*early {
		r.t.Errorf("a reading takes %v in the first year and %v in the last", early, late)
	}
	return all
}

func median(of []time.Duration) time.Duration { return slices.Sorted(slices.Values(of))[len(of)/2] }

// looks goes the roads that only read.
func (r *roads) looks(first, middle, last time.Time) {
	r.t.Helper()
	const l = "years.ledger"
	day := func(at time.Time) string { return at.Format(time.DateOnly) }
	r.road("open", "snapshots", l)
	for name, at := range map[string]time.Time{"first": first, "middle": middle, "last": last} {
		if rows := lines[ledger.Row](r.t, r.road("list of the "+name, "list", l, "--at", day(at), "--json")); len(rows) < *yearsPeople {
			r.t.Errorf("the list of %s has %d rows of %d people", day(at), len(rows), *yearsPeople)
		}
		r.road("overview of the "+name, "overview", l, "--at", day(at), "--json")
	}
	changes := r.road("changes of all years", "diff", l, day(first), day(last), "--json")
	for _, want := range []string{ledger.ChangeDeparted, ledger.ChangeGained, ledger.ChangeLost} {
		if !strings.Contains(changes, `"`+want+`"`) {
			r.t.Errorf("nobody %s in all years", want)
		}
	}
	r.road("changes of half", "diff", l, day(middle), day(last), "--json")
	people := lines[ledger.Row](r.t, r.road("people of the last", "list", l, "--view", "users", "--json"))
	r.road("history of somebody", "user", l, string(people[len(people)/2].UserID))
	gone := lines[ledger.Row](r.t, r.road("who left", "list", l, "--view", "departed", "--json"))
	if len(gone) > 0 {
		r.road("history of a leaver", "user", l, string(gone[0].UserID))
	}
	r.road("search", "list", l, "--search", "anna", "--json")
	r.road("licenses", "licenses", l)
	r.road("summary", "summary", l, "--by", "department", "--since", day(middle))
	r.road("free up", "free-up", l, "--json")
	r.road("months", "month", "list", l)
	r.road("check", "check", l)
}

// trend asks for what the chart of the Overview shows, which the console does not tell.
func (r *roads) trend(days int) {
	r.t.Helper()
	r.tried++
	l, err := app.Open(r.t.Context(), filepath.Join(r.dir, "years.ledger"), app.OpenOptions{ReadOnly: true})
	if err != nil {
		r.t.Fatal(err)
	}
	defer l.Close()
	began := worked(r.t)
	points, err := l.Trend(r.t.Context())
	took := worked(r.t) - began
	r.t.Logf("%-24s %8.2f s", "trend", took.Seconds())
	if err != nil || len(points) != days || took > r.most {
		r.t.Errorf("the trend has %d points of %d, and took %v: %v", len(points), days, took, err)
		return
	}
	r.went++
}

// writes goes the roads that write, on copies where something goes.
func (r *roads) writes(last time.Time) {
	r.t.Helper()
	const l = "years.ledger"
	over := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1).Format("2006-01")
	r.road("set a price", "prices", "set", l, "ENTERPRISEPACK", "31.40", "EUR", "--from", "2016-07-02")
	r.road("close a month", "month", "close", l, over)
	r.road("workbook of a month", "export", l, "--layout", "month", "--month", over, "--out", "month.xlsx")
	r.road("workbook", "export", l, "--layout", "full", "--out", "full.xlsx")
	r.road("CSV", "export", l, "--out", "list.csv")
	r.road("cost", "export", l, "--layout", "cost", "--out", "cost.xlsx")
	r.has("month.xlsx", "PK", 5000)
	r.has("full.xlsx", "PK", 50_000)
	r.has("list.csv", "User name,", 50_000)
	r.road("backup", "backup", l, "copy.ledger")
	r.road("shared copy", "share", l, "shared.ledger", "--without", "names")
	r.road("thin, looked at", "thin", l, "--preview")
	before := r.days("copy.ledger")
	r.road("thin", "thin", "copy.ledger")
	if after := r.days("copy.ledger"); *yearsReadings > 1000 && after > before/4 {
		r.t.Errorf("thinning kept %d of %d readings", after, before)
	}
	r.road("compact", "compact", "copy.ledger")
	r.road("check of the thinned", "check", "copy.ledger")
	r.within("merge", 5*r.most, r.mostMB, "import", "half.ledger", l)
	r.road("check of the merged", "check", "half.ledger")
	if merged := r.days("half.ledger"); merged != before {
		r.t.Errorf("the merged history has %d readings that can be opened, of %d", merged, before)
	}
	gone := lines[ledger.Row](r.t, done(r.t, r.dir, "list", l, "--view", "departed", "--limit", "1", "--json"))
	if len(gone) > 0 {
		r.road("forget", "forget", l, string(gone[0].UserID))
	}
	if info, err := os.Stat(filepath.Join(r.dir, l)); err == nil {
		r.t.Attr("years-ledger-bytes", fmt.Sprint(info.Size()))
	}
}

// days counts the readings that can be opened.
func (r *roads) days(name string) int {
	r.t.Helper()
	l, err := store.Open(context.Background(), filepath.Join(r.dir, name), store.Options{ReadOnly: true})
	if err != nil {
		r.t.Fatal(err)
	}
	defer l.Close()
	all, err := l.Snapshots(context.Background())
	if err != nil {
		r.t.Fatal(err)
	}
	return len(all)
}
