package store_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func cents(n int64) *int64 { return &n }

func TestPrices_HoldFromTheirDayOn(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	for _, p := range []ledger.Price{
		{SkuID: "B", From: "2026-01-01", Currency: "EUR", Amount: cents(100), Per: ledger.PerMonth},
		{SkuID: "a", From: "2026-07-01", Currency: "EUR", Amount: nil, Per: ledger.PerYear},
		{SkuID: "a", From: "2026-03-01", Currency: "USD", Amount: cents(9999), Per: ledger.PerYear},
		{SkuID: "a", From: "2026-03-01", Currency: "EUR", Amount: cents(0), Per: ledger.PerYear},
		{SkuID: "a", From: "2026-05-01", Currency: "EUR", Amount: cents(1850), Per: ledger.PerMonth},
	} {
		if err := l.SetPrice(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	prices, err := l.Prices(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Price{
		{SkuID: "a", From: "2026-03-01", Currency: "EUR", Amount: cents(0), Per: ledger.PerYear},
		{SkuID: "a", From: "2026-05-01", Currency: "EUR", Amount: cents(1850), Per: ledger.PerMonth},
		{SkuID: "a", From: "2026-07-01", Currency: "EUR", Per: ledger.PerYear},
		{SkuID: "b", From: "2026-01-01", Currency: "EUR", Amount: cents(100), Per: ledger.PerMonth},
	}
	if diff := cmp.Diff(want, prices); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for day, amount := range map[string]*int64{"2026-02-28": nil, "2026-03-01": cents(0), "2026-04-30": cents(0), "2026-05-01": cents(1850),
		"2026-06-30": cents(1850), "2026-07-01": nil, "2027-01-01": nil} {
		p, ok := ledger.PriceOn(prices, "a", day)
		if ok != (amount != nil) || (ok && *p.Amount != *amount) {
			t.Errorf("on %s the price is %+v, %v", day, p, ok)
		}
	}
	if err := l.RemovePrice(ctx, "A", "2026-07-01"); err != nil {
		t.Fatal(err)
	}
	if prices, err = l.Prices(ctx); err != nil {
		t.Fatal(err)
	}
	if p, ok := ledger.PriceOn(prices, "a", "2027-01-01"); !ok || *p.Amount != 1850 {
		t.Errorf("without the last one the price is %+v, %v", p, ok)
	}
}

func TestSetPrice_RefusesWhatIsNoPrice(t *testing.T) {
	l := storetest.New(t)
	good := ledger.Price{SkuID: "a", From: "2026-03-01", Currency: "EUR", Amount: cents(1), Per: ledger.PerMonth}
	for name, spoil := range map[string]func(*ledger.Price){
		"no license":       func(p *ledger.Price) { p.SkuID = " " },
		"no such day":      func(p *ledger.Price) { p.From = "2026-02-30" },
		"another form":     func(p *ledger.Price) { p.From = "1/3/2026" },
		"no currency":      func(p *ledger.Price) { p.Currency = "euro" },
		"less than 0":      func(p *ledger.Price) { p.Amount = cents(-1) },
		"in no currency":   func(p *ledger.Price) { p.Currency = ledger.NoCurrency },
		"no such currency": func(p *ledger.Price) { p.Currency = "ERU" },
		"too much":         func(p *ledger.Price) { p.Amount = cents(100_000_000_000) },
		"no such time":     func(p *ledger.Price) { p.Per = "week" },
		"nothing at all":   func(p *ledger.Price) { *p = ledger.Price{} },
	} {
		p := good
		spoil(&p)
		if err := l.SetPrices(context.Background(), []ledger.Price{good, p}); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if prices, err := l.Prices(context.Background()); err != nil || len(prices) != 0 {
		t.Errorf("%v were kept (%v)", prices, err)
	}
}
