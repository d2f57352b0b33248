//go:build stress

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

var millionPeople = flag.Int("million", 1_000_000, "accounts of the largest tenant")

// TestStress_AMillionPeople reads the largest tenant by a real sync, and what changed of it
// half a day later, and goes every road over its ledger: none may hold the tenant in memory,
// or take as long as reading it.
func TestStress_AMillionPeople(t *testing.T) {
	r := &roads{t: t, dir: t.TempDir(), kind: "million", most: 60 * time.Second, mostMB: 360}
	const l = "million.ledger"
	tenant := simulate(t, r.dir, fmt.Sprint(*millionPeople), "--page-size", "999")
	done(t, r.dir, tenant.connect(l)...)
	first := r.read(l, 350)
	tenant.post(t, "/advance?by=12h", "")
	changes := r.read(l, 320)
	if changes.rows < first.rows*9/10 || changes.began == 0 || changes.began > first.began/20 {
		t.Errorf("after %+v, half a day is %+v", first, changes)
	}
	r.looksAtMillions(l)
	r.exportsMillions(l)
	r.keepsMillions(l)
	r.counts()
	if info, err := os.Stat(filepath.Join(r.dir, l)); err == nil {
		t.Attr("million-ledger-bytes", fmt.Sprint(info.Size()))
	}
}

// reading is what a sync read, of all sources.
type reading struct{ rows, began int64 }

// read syncs, in so much memory.
func (r *roads) read(name string, mostMB int64) (all reading) {
	r.t.Helper()
	for _, one := range lines[struct {
		State     string
		Published []struct{ Rows, Began int64 }
	}](r.t, r.within("sync", 30*time.Minute, mostMB, "sync", name, "--json")) {
		for _, of := range one.Published {
			all.rows, all.began = all.rows+of.Rows, all.began+of.Began
		}
	}
	return all
}

// looksAtMillions goes the roads that only read.
func (r *roads) looksAtMillions(l string) {
	r.t.Helper()
	rows := lines[ledger.Row](r.t, r.road("list", "list", l, "--limit", "1000", "--json"))
	if len(rows) != 1000 {
		r.t.Errorf("the list begins with %d rows", len(rows))
	}
	for name, args := range map[string][]string{
		"filter": {"list", l, "--filter", "department=Sales", "--sort", "-assigned_date", "--limit", "1000", "--json"},
		"search": {"list", l, "--search", "anna", "--limit", "1000", "--json"},
	} {
		if got := lines[ledger.Row](r.t, r.road(name, args...)); *millionPeople > 50_000 && len(got) != 1000 {
			r.t.Errorf("%s gives %d rows", name, len(got))
		}
	}
	if changed := r.road("what changed", "diff", l, "1", "2", "--json"); !strings.Contains(changed, `"`+ledger.ChangeDeparted+`"`) {
		r.t.Error("nobody left in half a day")
	}
	r.road("overview", "overview", l, "--json")
	r.road("licenses", "licenses", l)
	r.road("summary", "summary", l, "--by", "department")
	r.road("free up", "free-up", l, "--summary")
	r.road("one person", "user", l, string(rows[len(rows)/2].UserID))
}

// exportsMillions writes all rows into files.
func (r *roads) exportsMillions(l string) {
	r.t.Helper()
	r.within("CSV", 3*time.Minute, r.mostMB, "export", l, "--out", "list.csv")
	r.within("workbook", 3*time.Minute, r.mostMB, "export", l, "--out", "list.xlsx")
	r.within("cost", r.most, r.mostMB, "export", l, "--layout", "cost", "--out", "cost.xlsx")
	r.has("list.csv", "User name,", int64(*millionPeople)*50)
	r.has("list.xlsx", "PK", int64(*millionPeople)*10)
	for _, name := range []string{"list.csv", "list.xlsx"} {
		if err := os.Remove(filepath.Join(r.dir, name)); err != nil {
			r.t.Error(err)
		}
	}
}

// keepsMillions takes a copy, forgets somebody, and brings the copy back in, by which the
// person must not come back.
func (r *roads) keepsMillions(l string) {
	r.t.Helper()
	r.road("backup", "backup", l, "copy.ledger")
	r.within("merge of what is known", 10*time.Second, 100, "import", l, "copy.ledger")
	var who ledger.Row
	for _, row := range lines[ledger.Row](r.t, done(r.t, r.dir, "list", l, "--limit", "1000", "--json")) {
		if strings.Contains(string(row.UserName), " ") {
			who = row
		}
	}
	r.within("forget", 2*time.Minute, 250, "forget", l, string(who.UserID))
	r.within("merge of who was forgotten", 10*time.Second, 100, "import", l, "copy.ledger")
	if left := r.road("search who was forgotten", "list", l, "--search", string(who.EmailAddress), "--json"); left != "" {
		r.t.Error("who was forgotten is found")
	}
	r.within("check", 10*time.Minute, 300, "check", l)
}
