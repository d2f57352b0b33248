package app_test

import (
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

// months compares the workbook of each month with what was really so, and
// its sheets with each other.
func (s *truthful) months(t *testing.T) {
	s.setPrices(t)
	ends := map[string]*truthDay{}
	for _, d := range s.days {
		ends[d.day[:7]] = d
	}
	var before *truthDay
	for _, month := range slices.Sorted(maps.Keys(ends)) {
		t.Run(month, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "month.xlsx")
			result, err := s.ledger.Export(t.Context(), app.ExportSpec{Layout: export.LayoutMonth, Month: month, Out: path}, nil)
			if err != nil {
				t.Fatal(err)
			}
			b := &monthFile{t: t, s: s, path: path, was: before, is: ends[month]}
			b.summary()
			b.movement()
			b.parts()
			b.people(result.Rows)
			b.cameBack()
		})
		before = ends[month]
	}
	t.Run("with pseudonyms", s.monthNamesNobody)
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

// truthPrices has a month that has no end in cents, and two currencies; the
// last license has no price.
var truthPrices = []ledger.Price{{Currency: "EUR", Per: ledger.PerMonth}, {Currency: "EUR", Per: ledger.PerYear}, {Currency: "USD", Per: ledger.PerYear}}

// setPrices gives all licenses but every fourth a price that has no round
// month; dearer from February on.
func (s *truthful) setPrices(t *testing.T) {
	t.Helper()
	_, seats, err := s.ledger.Seats(t.Context(), "LATEST")
	if err != nil {
		t.Fatal(err)
	}
	for i := range seats {
		if i%4 == 3 || seats[i].IsFree() {
			continue
		}
		p := truthPrices[i%len(truthPrices)]
		for n, from := range []string{"2026-01-01", "2026-02-03"} {
			amount := int64(1000*i + 1999 + 7*n)
			p.SkuID, p.From, p.Amount = string(seats[i].LicenseID), from, &amount
			if err := s.ledger.SetPrice(t.Context(), p); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// monthFile is the workbook of a month, with the truth of its last day and of
// that of the month before.
type monthFile struct {
	t       *testing.T
	s       *truthful
	path    string
	was, is *truthDay
	costs   map[string]map[string]int64 // by license id and currency, of the summary
}

// sheet reads lines by the headers of their columns, up to the empty line; what
// follows are totals.
func (b *monthFile) sheet(name string) (lines, totals []map[string]string) {
	b.t.Helper()
	all := exporttest.Values(b.t, b.path, name)
	into := &lines
	for _, values := range all[1:] {
		if len(values) == 0 {
			into = &totals
			continue
		}
		line := map[string]string{}
		for i, value := range values {
			line[all[0][i]] = value
		}
		*into = append(*into, line)
	}
	return lines, totals
}

// number reads a whole number; a cell without one is not known.
func (b *monthFile) number(line map[string]string, column string) int64 {
	b.t.Helper()
	n, err := strconv.ParseInt(line[column], 10, 64)
	if err != nil {
		b.t.Fatalf("%s of %v: %v", column, line, err)
	}
	return n
}

// money reads the amounts of a line, in 1/100, by currency.
func (b *monthFile) money(line map[string]string, column string) map[string]int64 {
	b.t.Helper()
	all := map[string]int64{}
	for _, currency := range []string{"EUR", "USD"} {
		if text := line[column+" ("+currency+")"]; text != "" {
			amount, err := strconv.ParseFloat(text, 64)
			if err != nil || math.Abs(amount*100-math.Round(amount*100)) > 1e-6 {
				b.t.Fatalf("%s of %v: %q", column, line, text)
			}
			all[currency] = int64(math.Round(amount * 100))
		}
	}
	return all
}

func addTo(sums, more map[string]int64) {
	for currency, cents := range more {
		sums[currency] += cents
	}
}

func (b *monthFile) same(what string, want, got any) {
	b.t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		b.t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// summary: bought and assigned are the truth's; cost is bought times price, and
// what the lines cost is the total.
func (b *monthFile) summary() {
	lines, totals := b.sheet("Summary")
	prices := b.s.prices(b.t)
	b.costs = map[string]map[string]int64{}
	type seat struct{ Bought, Assigned, Free int64 }
	got, want, was := map[string]seat{}, map[string]seat{}, map[string]int64{}
	for _, x := range b.is.seats {
		want[x.LicenseID] = seat{int64(x.Bought), int64(x.Assigned), int64(x.Bought - x.Assigned)}
	}
	if b.was != nil {
		for _, x := range b.was.seats {
			was[x.LicenseID] = int64(x.Bought)
		}
	}
	exact, wasExact, shown, change, unpriced, bought := map[string]ledger.Money{}, map[string]ledger.Money{}, map[string]int64{}, map[string]int64{}, int64(0), int64(0)
	for _, line := range lines {
		id := line["License ID"]
		x := seat{b.number(line, "Bought"), b.number(line, "Assigned"), b.number(line, "Free")}
		got[id] = x
		if b.was != nil && b.number(line, "Bought, change") != x.Bought-was[id] {
			b.t.Errorf("%v: bought %d before", line, was[id])
		}
		price, priced := ledger.PriceOn(prices, id, b.is.day)
		cost := b.money(line, "Cost a month")
		b.costs[id] = cost
		addTo(shown, cost)
		addTo(change, b.money(line, "Cost, change"))
		if ledger.IsFreeLicense(line["License"]) || !priced {
			unpriced += b.number(line, "Units without a price")
			if len(cost) != 0 {
				b.t.Errorf("%v has no price", line)
			}
			if b.number(line, "Units without a price") != 0 {
				bought += x.Bought
			}
			continue
		}
		bought += x.Bought
		month, _ := price.Month()
		money := month.Times(x.Bought)
		exact[price.Currency] += money
		if off := cost[price.Currency] - money.Cents(); len(cost) != 1 || off < -1 || off > 1 {
			b.t.Errorf("%v should cost %s", line, money)
		}
		if old, ok := ledger.PriceOn(prices, id, dayOf(b.was)); ok {
			month, _ := old.Month()
			wasExact[price.Currency] += month.Times(was[id])
		}
	}
	b.same("bought and assigned", want, got)
	total := totals[0]
	b.same("the total", rounded(exact), b.money(total, "Cost a month"))
	b.same("what the lines cost", shown, b.money(total, "Cost a month"))
	if b.number(total, "Units without a price") != unpriced || b.number(total, "Bought") != bought {
		b.t.Errorf("%v, want %d without a price of %d", total, unpriced, bought)
	}
	if b.was == nil {
		return
	}
	b.same("the month before", rounded(wasExact), b.money(totals[1], "Cost a month"))
	want2 := rounded(exact)
	for currency, cents := range rounded(wasExact) {
		want2[currency] -= cents
	}
	b.same("the change of cost", want2, change)
	b.same("the total change", want2, b.money(total, "Cost, change"))
}

func dayOf(d *truthDay) string {
	if d == nil {
		return ""
	}
	return d.day
}

func rounded(exact map[string]ledger.Money) map[string]int64 {
	all := map[string]int64{}
	for currency, money := range exact {
		all[currency] = money.Cents()
	}
	return all
}

func (s *truthful) prices(t *testing.T) []ledger.Price {
	t.Helper()
	listed, err := s.ledger.Prices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var prices []ledger.Price
	for _, p := range listed {
		if p.Price != nil {
			amount := p.Price.Cents()
			prices = append(prices, ledger.Price{SkuID: string(p.LicenseID), From: string(p.From), Currency: string(p.Currency), Per: ledger.PricePeriod(p.Per), Amount: &amount})
		}
	}
	return prices
}

// movement: start and end are the truth's holders, what lies between is what
// happened to them, and it balances.
func (b *monthFile) movement() {
	lines, totals := b.sheet("Movement")
	want := map[string]string{}
	if b.was == nil {
		for id, n := range b.holders(b.is) {
			want[id] = fmt.Sprint("? = ", n)
		}
	} else {
		want = b.moved()
	}
	got, sums := map[string]string{}, [8]int64{}
	columns := []string{"At the start", "New", "Came back", "Swapped in", "Ended", "Left", "Swapped out", "At the end"}
	for _, line := range lines {
		if b.was == nil {
			got[line["License ID"]] = fmt.Sprint("? = ", b.number(line, "At the end"))
			if line["At the start"] != "" {
				b.t.Errorf("%v: nothing was read before", line)
			}
			continue
		}
		var text []string
		for n, column := range columns {
			count := b.number(line, column)
			sums[n] += count
			text = append(text, fmt.Sprint(count))
		}
		got[line["License ID"]] = strings.Join(text, " ")
	}
	b.same("the movement", want, got)
	if b.was == nil {
		return
	}
	for n, column := range columns {
		if b.number(totals[0], column) != sums[n] {
			b.t.Errorf("the total of %s is %v, want %d", column, totals[0], sums[n])
		}
	}
	if sums[0]+sums[1]+sums[2]+sums[3]-sums[4]-sums[5]-sums[6] != sums[7] || sums[3] != sums[6] {
		b.t.Errorf("%v does not balance", sums)
	}
}

// holders counts the accounts that hold each license.
func (b *monthFile) holders(d *truthDay) map[string]int {
	all := map[string]int{}
	for _, x := range d.seats {
		if n := len(d.holding(x.LicenseID)); n > 0 {
			all[x.LicenseID] = n
		}
	}
	return all
}

// moved tells from the truth how the holders of each license became others.
func (b *monthFile) moved() map[string]string {
	products := map[string]map[string]bool{}
	for _, r := range slices.Concat(b.was.rows, b.is.rows) {
		if products[r.LicenseID] == nil {
			products[r.LicenseID] = map[string]bool{}
		}
		products[r.LicenseID][r.Product] = true
	}
	alike := func(x, y string) bool {
		for product := range products[x] {
			if products[y][product] {
				return true
			}
		}
		return false
	}
	counts := map[string]*[8]int{}
	of := func(id string) *[8]int {
		if counts[id] == nil {
			counts[id] = &[8]int{}
		}
		return counts[id]
	}
	users := map[string]bool{}
	for _, d := range []*truthDay{b.was, b.is} {
		for id := range d.users {
			users[id] = true
		}
	}
	for user := range users {
		was, is := b.was.licensesOf(user), b.is.licensesOf(user)
		for _, id := range was {
			of(id)[0]++
		}
		for _, id := range is {
			of(id)[7]++
		}
		lost := slices.DeleteFunc(slices.Clone(was), func(id string) bool { return slices.Contains(is, id) })
		for _, id := range is {
			if slices.Contains(was, id) {
				continue
			}
			swapped := slices.IndexFunc(lost, func(other string) bool { return alike(id, other) })
			switch {
			case swapped >= 0:
				of(id)[3]++
				of(lost[swapped])[6]++
				lost = slices.Delete(lost, swapped, swapped+1)
			case b.was.users[user].State == "soft_deleted":
				of(id)[2]++
			default:
				of(id)[1]++
			}
		}
		last := b.s.lastLicenses(user, b.is)
		for _, id := range lost {
			if b.is.users[user].State != "present" && slices.Contains(last, id) {
				of(id)[5]++
			} else {
				of(id)[4]++
			}
		}
	}
	all := map[string]string{}
	for id, c := range counts {
		all[id] = strings.Trim(fmt.Sprint(*c), "[]")
	}
	return all
}

// licensesOf gives what an account that is there holds, in the order of names.
func (d *truthDay) licensesOf(user string) (ids []string) {
	if d.users[user].State != "present" {
		return nil
	}
	names := map[string]string{}
	for _, r := range d.rows {
		if r.UserID == user && r.Held && r.LicenseID != "" && names[r.LicenseID] == "" {
			names[r.LicenseID] = r.License
			ids = append(ids, r.LicenseID)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return strings.Compare(names[a], names[b]) })
	return ids
}

// lastLicenses gives what somebody held on the last day up to d on which they
// were there.
func (s *truthful) lastLicenses(user string, d *truthDay) (ids []string) {
	for _, day := range s.days {
		if day.day > d.day {
			break
		}
		if day.users[user].State == "present" {
			ids = day.licensesOf(user)
		}
	}
	return ids
}

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
