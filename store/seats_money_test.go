package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// costTexts says what each license of a day costs, and how it changed.
func costTexts(t *testing.T, l *store.Ledger, at string) []string {
	t.Helper()
	_, rows, err := l.Seats(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	all := []string{}
	for _, r := range rows {
		all = append(all, fmt.Sprintf("%s: %d at %s a %s: %s (%s), %d without; since %s %s, %s, %s", r.SkuPartNumber, r.Bought, amount(r.Price, r.Currency), cmp.Or(r.Per, "?"),
			amount(r.CostMonth, r.Currency), r.CostBasis, r.Unpriced, cmp.Or(r.ChangeSince, "?")[:min(10, len(cmp.Or(r.ChangeSince, "?")))],
			signed(r.BoughtChange), signed(r.AssignedChange), amount(r.CostChange, r.Currency)))
	}
	return all
}

func amount(m *ledger.Money, currency ledger.Text) string {
	if m == nil {
		return "?"
	}
	return m.String() + " " + string(currency)
}

func signed(n *int64) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprintf("%+d", *n)
}

func setPrices(t *testing.T, l *store.Ledger, prices ...ledger.Price) {
	t.Helper()
	if err := l.SetPrices(t.Context(), prices); err != nil {
		t.Fatal(err)
	}
}

func priced(sku, from string, amount int64, currency string, per ledger.PricePeriod) ledger.Price {
	return ledger.Price{SkuID: sku, From: from, Amount: &amount, Currency: currency, Per: per}
}

// seatsAt is what the tenant had of its licenses at an instant.
func seatsAt(at time.Time, objects ...ledger.Object) storetest.Listing {
	return storetest.Listing{Source: ledger.SourceSubscribedSkus, At: at, Objects: objects}
}

func TestSeats_CostWhatWasBoughtAtThePriceOfTheDay(t *testing.T) {
	l := storetest.New(t)
	at := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 6, 30, 0, 0, time.UTC) }
	e3 := func(units, held int64) ledger.Object { return bought(skuE3, "ENTERPRISEPACK", planE3, units, held) }
	basic := func(units int64) ledger.Object {
		return bought(skuBasic, "O365_BUSINESS_ESSENTIALS", planBasic, units, 1)
	}
	viral := bought(skuViral, "POWERAPPS_VIRAL", "", 10000, 5)
	free := bought("f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", "", 10000, 7)
	storetest.Publish(t, l, seatsAt(at(1, 10), e3(10, 8), basic(4)))
	storetest.Publish(t, l, seatsAt(at(1, 30), e3(12, 9), basic(4)))
	storetest.Publish(t, l, seatsAt(at(2, 3), e3(12, 15), basic(6), viral, free))
	setPrices(t, l,
		priced(skuE3, "2026-01-15", 10000, "EUR", ledger.PerYear),
		priced(skuE3, "2026-02-02", 2300, "EUR", ledger.PerMonth),
		priced(skuBasic, "2026-01-01", 600, "USD", ledger.PerMonth),
		ledger.Price{SkuID: skuBasic, From: "2026-02-01", Currency: "USD", Per: ledger.PerMonth})
	const (
		viralText = "POWERAPPS_VIRAL: 10000 at ? a ?: ? (free), 0 without; since 2026-01-30 +10000, +5, ?"
		freeText  = "FLOW_FREE: 10000 at ? a ?: ? (free), 0 without; since 2026-01-30 +10000, +7, ?"
	)
	for day, want := range map[string][]string{
		"2026-01-10": {"O365_BUSINESS_ESSENTIALS: 4 at 6.00 USD a month: 24.00 USD (price), 0 without; since ? ?, ?, ?",
			"ENTERPRISEPACK: 10 at ? a ?: ? (unknown), 10 without; since ? ?, ?, ?"},
		"2026-01-30": {"O365_BUSINESS_ESSENTIALS: 4 at 6.00 USD a month: 24.00 USD (price), 0 without; since ? ?, ?, ?",
			"ENTERPRISEPACK: 12 at 100.00 EUR a year: 100.00 EUR (price), 0 without; since ? ?, ?, ?"},
		"2026-02-03": {"O365_BUSINESS_ESSENTIALS: 6 at ? a ?: ? (unknown), 6 without; since 2026-01-30 +2, +0, ?", viralText, freeText,
			"ENTERPRISEPACK: 12 at 23.00 EUR a month: 276.00 EUR (price), 0 without; since 2026-01-30 +0, +6, 176.00 EUR"},
	} {
		if d := gocmp.Diff(want, costTexts(t, l, day)); d != "" {
			t.Errorf("%s, -want +got:\n%s", day, d)
		}
	}
	o, err := l.Overview(t.Context(), "2026-01-30")
	if err != nil || fmt.Sprint(o.Seats.Costs, o.Seats.Unpriced) != "[{100.00 EUR} {24.00 USD}] 0" {
		t.Errorf("in all %v, %d without a price (%v)", o.Seats.Costs, o.Seats.Unpriced, err)
	}

	// A price that somebody sets for a trial holds, in another currency no change
	// is told, and of a license that is new all of its cost is.
	setPrices(t, l, priced(skuViral, "2026-02-01", 1, "EUR", ledger.PerMonth), priced(skuE3, "2026-02-02", 2500, "USD", ledger.PerMonth),
		priced("f30db892-07e9-47e9-837c-80727f46fd3d", "2026-02-01", 0, "EUR", ledger.PerMonth))
	want := []string{"O365_BUSINESS_ESSENTIALS: 6 at ? a ?: ? (unknown), 6 without; since 2026-01-30 +2, +0, ?",
		"POWERAPPS_VIRAL: 10000 at 0.01 EUR a month: 100.00 EUR (price), 0 without; since 2026-01-30 +10000, +5, 100.00 EUR",
		"FLOW_FREE: 10000 at 0.00 EUR a month: 0.00 EUR (price), 0 without; since 2026-01-30 +10000, +7, 0.00 EUR",
		"ENTERPRISEPACK: 12 at 25.00 USD a month: 300.00 USD (price), 0 without; since 2026-01-30 +0, +6, ?"}
	if d := gocmp.Diff(want, costTexts(t, l, "")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// A month is one of the ledger's zone, its last reading speaks for it, and one
// without a reading says nothing, not 0.
func TestSeatMonths_TellTheLastReadingOfEachMonth(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), store.Options{AppVersion: "test", Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 30, 0, 0, time.UTC)
	}
	e3 := func(units int64) ledger.Object { return bought(skuE3, "ENTERPRISEPACK", planE3, units, units-1) }
	storetest.Publish(t, l, seatsAt(at(1, 31, 6), e3(10), bought(skuOther, "EXCHANGESTANDARD", "", 3, 3)))
	storetest.Publish(t, l, seatsAt(at(1, 31, 23), e3(11))) // 1 February in Amsterdam
	storetest.Publish(t, l, seatsAt(at(2, 5, 6), e3(12)))
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceDeletedUsers, At: at(4, 20, 6)}) // tells nothing of licenses
	storetest.Publish(t, l, seatsAt(at(5, 5, 6), e3(14)))
	storetest.Publish(t, l, seatsAt(at(5, 6, 6), e3(15)))
	setPrices(t, l, priced(skuE3, "2026-02-01", 100, "EUR", ledger.PerMonth), priced(skuOther, "2026-05-01", 400, "EUR", ledger.PerMonth))
	lines, err := l.SeatMonths(t.Context(), "2026-05-05")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, line := range lines {
		if len(line.Months) != ledger.SeatMonths || line.Months[0].Month != "2025-06" {
			t.Errorf("%s has the months %+v", line.License, line.Months)
		}
		for _, m := range line.Months[7:] {
			got[string(line.SkuPartNumber)] = append(got[string(line.SkuPartNumber)], fmt.Sprintf("%s %s bought, %s assigned, %s (%s) of %s", m.Month, signed(m.Bought), signed(m.Assigned),
				amount(m.CostMonth, m.Currency), m.CostBasis, m.AsOf))
		}
		for _, m := range line.Months[:7] {
			if m.Bought != nil || m.CostBasis != "" || m.AsOf != "" {
				t.Errorf("before anything was read %s says %+v", line.License, m)
			}
		}
	}
	want := map[string][]string{
		"ENTERPRISEPACK": {"2026-01 +10 bought, +9 assigned, ? (unknown) of 2026-01-31T06:30:00Z", "2026-02 +12 bought, +11 assigned, 12.00 EUR (price) of 2026-02-05T06:30:00Z",
			"2026-03 ? bought, ? assigned, ? () of ", "2026-04 ? bought, ? assigned, ? () of ", "2026-05 +14 bought, +13 assigned, 14.00 EUR (price) of 2026-05-05T06:30:00Z"},
		"EXCHANGESTANDARD": {"2026-01 +3 bought, +3 assigned, ? (unknown) of 2026-01-31T06:30:00Z", "2026-02 +0 bought, +0 assigned, ? (unknown) of 2026-02-05T06:30:00Z",
			"2026-03 ? bought, ? assigned, ? () of ", "2026-04 ? bought, ? assigned, ? () of ", "2026-05 +0 bought, +0 assigned, 0.00 EUR (price) of 2026-05-05T06:30:00Z"},
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if d := gocmp.Diff([]string{"ENTERPRISEPACK: 14 at 1.00 EUR a month: 14.00 EUR (price), 0 without; since ? ?, ?, ?"}, costTexts(t, l, "2026-05-05")); d != "" {
		t.Errorf("a month before that was not read is compared with:\n%s", d)
	}
	if _, err := l.SeatMonths(t.Context(), "2020-01-01"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("before the first reading: %v", err)
	}
}

// On every day of drawn histories, with drawn prices: the sums are those of the
// licenses, each cost is units times price, and the month of the day is as the
// day itself.
func TestSeats_SumsAreThoseOfTheirParts(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, run := range storetest.Runs(storetest.Histories(seed, 5)) {
			storetest.Publish(t, l, run...)
		}
		snapshots, err := l.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		prices := drawPrices(t, l, seed)
		for _, s := range snapshots {
			at := strconv.FormatInt(s.ID, 10)
			_, rows, err := l.Seats(t.Context(), at)
			if err != nil {
				t.Fatal(err)
			}
			sums, unpriced := map[string]ledger.Money{}, int64(0)
			for _, r := range rows {
				p, ok := ledger.PriceOn(prices, string(r.LicenseID), s.At[:10])
				switch month, known := p.Month(); {
				case ok != (r.CostBasis == ledger.CostPriced):
					t.Fatalf("%s on %s: %s while the price is %+v, %v", r.License, s.At, r.CostBasis, p, ok)
				case ok && known:
					if *r.CostMonth != month*ledger.Money(r.Bought) || string(r.Currency) != p.Currency {
						t.Fatalf("%s on %s: %d units at %+v are %v %s", r.License, s.At, r.Bought, p, r.CostMonth, r.Currency)
					}
					sums[p.Currency] += *r.CostMonth
				case r.CostBasis == ledger.CostUnknown:
					unpriced += r.Bought
				}
			}
			o, err := l.Overview(t.Context(), at)
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) > 0 {
				want := ledger.Sums{Money: sums, Unpriced: unpriced}
				if d := gocmp.Diff(want.List(), o.Seats.Costs); d != "" || o.Seats.Unpriced != unpriced {
					t.Fatalf("on %s the sums are not those of the licenses, or not %d units without a price but %d:\n%s", s.At, unpriced, o.Seats.Unpriced, d)
				}
			}
			monthAsDay(t, l, at, rows)
		}
	})
}

// drawPrices sets prices for most licenses of a history.
func drawPrices(t *testing.T, l *store.Ledger, seed uint64) []ledger.Price {
	t.Helper()
	_, rows, err := l.Seats(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(seed, 8))
	var drawn []ledger.Price
	for _, row := range rows {
		for range r.IntN(4) {
			p := priced(string(row.LicenseID), fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(3), 1+r.IntN(28)), r.Int64N(100000), []string{"EUR", "USD"}[r.IntN(2)],
				[]ledger.PricePeriod{ledger.PerMonth, ledger.PerYear}[r.IntN(2)])
			if r.IntN(5) == 0 {
				p.Amount = nil
			}
			drawn = append(drawn, p)
		}
	}
	setPrices(t, l, drawn...)
	prices, err := l.Prices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return prices
}

// monthAsDay checks that the month of a day says what the day does.
func monthAsDay(t *testing.T, l *store.Ledger, at string, rows []ledger.SeatRow) {
	t.Helper()
	lines, err := l.SeatMonths(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		n := slices.IndexFunc(lines, func(line ledger.SeatLine) bool { return line.LicenseID == r.LicenseID })
		if n < 0 {
			t.Fatalf("%s has no months", r.License)
		}
		want := ledger.SeatMonth{Month: lines[n].Months[ledger.SeatMonths-1].Month, AsOf: r.AsOf, Bought: &r.Bought, Assigned: &r.Assigned, SeatMoney: r.SeatMoney}
		if d := gocmp.Diff(want, lines[n].Months[ledger.SeatMonths-1]); d != "" {
			t.Fatalf("%s at %s (-day +month):\n%s", r.License, at, d)
		}
		before := lines[n].Months[ledger.SeatMonths-2]
		if (before.Bought == nil) != (r.BoughtChange == nil) || before.Bought != nil && *r.BoughtChange != r.Bought-*before.Bought {
			t.Fatalf("%s at %s: the change is %s, and a month ago there were %s", r.License, at, signed(r.BoughtChange), signed(before.Bought))
		}
	}
}
