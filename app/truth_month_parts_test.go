package app_test

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
)

// parts: the cost centers of a license, what nobody has and what is held beyond
// it are the license, to the cent, and all of them the summary's total.
func (b *monthFile) parts() {
	lines, _ := b.sheet("Cost centers by license")
	units, costs := map[string]int64{}, map[string]map[string]int64{}
	centers, centerCosts := map[string]int64{}, map[string]map[string]int64{}
	held := map[string]int64{}
	for _, line := range lines {
		id, center, n := line["License ID"], line["Cost center"], b.number(line, "Units")
		units[id] += n
		centers[center] += n
		if costs[id] == nil {
			costs[id] = map[string]int64{}
		}
		if centerCosts[center] == nil {
			centerCosts[center] = map[string]int64{}
		}
		addTo(costs[id], b.money(line, "Cost a month"))
		addTo(centerCosts[center], b.money(line, "Cost a month"))
		if !strings.HasPrefix(center, "(") || center == "(no cost center)" {
			held[center+" "+id] = n
		}
	}
	wantHeld := map[string]int64{}
	for _, x := range b.is.seats {
		if _, divided := units[x.LicenseID]; !divided {
			continue
		}
		if units[x.LicenseID] != int64(x.Bought) {
			b.t.Errorf("the parts of %s are %d units, want %d", x.LicenseID, units[x.LicenseID], x.Bought)
		}
		b.same("what the parts of "+x.LicenseID+" cost", b.costs[x.LicenseID], costs[x.LicenseID])
		for user := range b.is.holding(x.LicenseID) {
			center := value(b.is.users[user].CostCenter)
			if center == "" {
				center = "(no cost center)"
			}
			wantHeld[center+" "+x.LicenseID]++
		}
	}
	b.same("who holds it", wantHeld, held)
	lines, totals := b.sheet("By cost center")
	sum, total := map[string]int64{}, int64(0)
	for _, line := range lines {
		center := line["Cost center"]
		total += b.number(line, "Units")
		addTo(sum, b.money(line, "Cost a month"))
		if b.number(line, "Units") != centers[center] {
			b.t.Errorf("%v, want %d units", line, centers[center])
		}
		b.same("the cost of "+center, centerCosts[center], b.money(line, "Cost a month"))
	}
	_, summed := b.sheet("Summary")
	b.same("the cost of all cost centers", b.money(summed[0], "Cost a month"), sum)
	b.same("the total", b.money(summed[0], "Cost a month"), b.money(totals[0], "Cost a month"))
	if total != b.number(summed[0], "Bought") || total != b.number(totals[0], "Units") || b.number(summed[0], "Units without a price") != b.number(totals[0], "Units without a price") {
		b.t.Errorf("%v and %v, want %d units", totals[0], summed[0], total)
	}
}

// people: each person has each license once, and the rows of a cost center and
// license add up to what that costs it.
func (b *monthFile) people(rows int) {
	lines, _ := b.sheet("People")
	got, want, costs := map[string]int{}, map[string]int{}, map[string]map[string]int64{}
	for _, line := range lines {
		got[line["User ID"]+" "+line["License ID"]]++
		center := line["Cost center"]
		if center == "" {
			center = "(no cost center)"
		}
		key := center + " " + line["License ID"]
		if costs[key] == nil {
			costs[key] = map[string]int64{}
		}
		addTo(costs[key], b.money(line, "Cost a month"))
	}
	for _, x := range b.is.seats {
		for user := range b.is.holding(x.LicenseID) {
			want[user+" "+x.LicenseID] = 1
		}
	}
	b.same("who holds what", want, got)
	if len(lines) != rows {
		b.t.Errorf("%d rows, told are %d", len(lines), rows)
	}
	parts, _ := b.sheet("Cost centers by license")
	for _, line := range parts {
		if center := line["Cost center"]; !strings.HasPrefix(center, "(") || center == "(no cost center)" {
			key := center + " " + line["License ID"]
			b.same("the rows of "+key, b.money(line, "Cost a month"), costs[key])
		}
	}
}

// cameBack: who left between the readings, with what they held on their last
// day; of it, what they held at the start is what the movement calls left.
func (b *monthFile) cameBack() {
	lines, _ := b.sheet("Seats that came back")
	if b.was == nil {
		if len(lines) > 0 {
			b.t.Errorf("nothing was read before, yet came back: %v", lines)
		}
		return
	}
	got, want, left := map[string]bool{}, map[string]bool{}, map[string]int64{}
	for _, line := range lines {
		got[line["User ID"]+" "+line["License"]] = true
		if line["Held at the start"] == "1" {
			left[line["License"]]++
		}
	}
	for user, u := range b.is.users {
		if u.State == "present" || b.was.users[user].State == "soft_deleted" || b.was.users[user].State == "gone" {
			continue
		}
		for _, id := range b.s.lastLicenses(user, b.is) {
			want[user+" "+b.s.nameOf(id)] = true
		}
	}
	b.same("what came back", want, got)
	moved, _ := b.sheet("Movement")
	for _, line := range moved {
		if n := b.number(line, "Left"); n != left[line["License"]] {
			b.t.Errorf("%v: %d of it came back", line, left[line["License"]])
		}
	}
}

func (s *truthful) nameOf(id string) string {
	for _, d := range s.days {
		for _, r := range d.rows {
			if r.LicenseID == id {
				return r.License
			}
		}
	}
	return id
}

// ofTheDay: the workbook of the last day of the month has what that of the month
// says of licenses and of what can be freed up, but for licenses of which only
// holders are known; with pseudonyms too.
func (b *monthFile) ofTheDay() {
	for _, redact := range []bool{false, true} {
		day, month := filepath.Join(b.t.TempDir(), "day.xlsx"), b.path
		result, err := b.s.ledger.Export(b.t.Context(), app.ExportSpec{ViewSpec: app.ViewSpec{At: b.is.day}, Layout: export.LayoutCost, Out: day, Redact: redact}, nil)
		if err != nil {
			b.t.Fatal(err)
		}
		if redact {
			month = filepath.Join(b.t.TempDir(), "month.xlsx")
			if _, err := b.s.ledger.Export(b.t.Context(), app.ExportSpec{Layout: export.LayoutMonth, Month: b.is.day[:7], Out: month, Redact: true}, nil); err != nil {
				b.t.Fatal(err)
			}
		}
		want, got := exporttest.Book(b.t, month), exporttest.Book(b.t, day)
		b.same("sheets", []string{"About", "Summary", "To free up"}, slices.Sorted(maps.Keys(got)))
		b.same("to free up", want["To free up"], got["To free up"])
		isUnread := func(line []string) bool {
			return len(line) > 2 && line[1] == "" && line[0] != "" && line[0] != "The month before"
		}
		b.same("licenses", slices.DeleteFunc(want["Summary"], isUnread), got["Summary"])
		lines, _ := (&monthFile{t: b.t, path: day}).sheet("Summary")
		if free := len(got["To free up"]) - 1; len(lines) == 0 || free == 0 || result.Rows != len(lines)+free {
			b.t.Errorf("%d rows, of %d licenses and %d to free up", result.Rows, len(lines), free)
		}
	}
}

// monthNamesNobody: with pseudonyms no sheet names anybody, managers included,
// and the sums are the same.
func (s *truthful) monthNamesNobody(t *testing.T) {
	export := func(redact bool) map[string][][]string {
		path := filepath.Join(t.TempDir(), "month.xlsx")
		if _, err := s.ledger.Export(t.Context(), app.ExportSpec{Layout: export.LayoutMonth, Month: "2026-02", Out: path, Redact: redact}, nil); err != nil {
			t.Fatal(err)
		}
		return exporttest.Book(t, path)
	}
	plain, redacted := export(false), export(true)
	secrets := map[string]bool{}
	for _, d := range s.days {
		for id, u := range d.users {
			for _, text := range []string{id, u.UserName, strings.ToLower(u.EmailAddress)} {
				secrets[text] = text != ""
			}
		}
	}
	found := 0
	for name, lines := range plain {
		if len(lines) != len(redacted[name]) && name != "About" { // which says that they are pseudonyms
			t.Errorf("%s has %d lines, and %d with pseudonyms", name, len(lines), len(redacted[name]))
		}
		for n, line := range lines {
			for _, text := range line {
				if secrets[text] || secrets[strings.ToLower(text)] {
					found++
				}
			}
			if name == "Summary" || name == "Movement" || name == "By cost center" {
				if d := cmp.Diff(line, redacted[name][n]); d != "" {
					t.Errorf("%s (-want +got):\n%s", name, d)
				}
			}
		}
		for _, line := range redacted[name] {
			for _, text := range line {
				if secrets[text] || secrets[strings.ToLower(text)] {
					t.Errorf("%s names %q", name, text)
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d cells name somebody without pseudonyms", found)
	}
}
