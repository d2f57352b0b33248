package app_test

import (
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
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
			b.ofTheDay()
		})
		before = ends[month]
	}
	t.Run("with pseudonyms", s.monthNamesNobody)
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
