package ledger_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

func price(cents int64, per ledger.PricePeriod) ledger.Price {
	return ledger.Price{SkuID: "sku", From: "2026-01-01", Currency: "EUR", Amount: &cents, Per: per}
}

func TestMoney_AMonthOfAYearlyPriceIsExact(t *testing.T) {
	for _, c := range []struct {
		price ledger.Price
		units int64
		want  string
	}{
		{price(1890, ledger.PerMonth), 3, "56.70"},
		{price(10000, ledger.PerYear), 1, "8.33"},
		{price(10000, ledger.PerYear), 12, "100.00"}, // 12 times 8.33 would be 99.96
		{price(10000, ledger.PerYear), 2, "16.67"},
		{price(6, ledger.PerYear), 1, "0.01"}, // half a cent
		{price(6, ledger.PerYear), -1, "-0.01"},
		{price(5, ledger.PerYear), 1, "0.00"},
		{price(0, ledger.PerMonth), 7, "0.00"},
		{price(205, ledger.PerMonth), -1, "-2.05"},
	} {
		month, ok := c.price.Month()
		if got := month.Times(c.units).String(); !ok || got != c.want {
			t.Errorf("%d units at %d a %s are %s, want %s", c.units, *c.price.Amount, c.price.Per, got, c.want)
		}
	}
	if m, ok := (ledger.Price{Per: ledger.PerMonth}).Month(); ok || m != 0 {
		t.Errorf("a price that is not known is %v, %v", m, ok)
	}
	if got := ledger.CentsText(math.MinInt64); got != "-92233720368547758.08" {
		t.Errorf("the smallest amount is written %s", got)
	}
}

func TestCents_OfThePartsAreThoseOfTheWhole(t *testing.T) {
	if diff := cmp.Diff([]int64{34, 33, 33}, ledger.Cents([]ledger.Money{400, 400, 400})); diff != "" {
		t.Errorf("three thirds of 1.00, -want +got:\n%s", diff)
	}
	if got := ledger.Cents(nil); len(got) != 0 {
		t.Errorf("no parts are %v", got)
	}
	random := rand.New(rand.NewPCG(31, 8))
	for range 2000 {
		parts := make([]ledger.Money, random.IntN(9))
		var whole ledger.Money
		for i := range parts {
			parts[i] = ledger.Money(random.Int64N(5000) - 1500)
			whole += parts[i]
		}
		var sum int64
		for i, cents := range ledger.Cents(parts) {
			sum += cents
			if off := ledger.Money(cents*12) - parts[i]; off <= -12 || off >= 12 {
				t.Fatalf("%v: part %d became %d cents", parts, i, cents)
			}
		}
		if sum != whole.Cents() {
			t.Fatalf("%v: the parts are %d cents, the whole is %d", parts, sum, whole.Cents())
		}
	}
}

func TestSums_NeverAddCurrenciesNorGuessPrices(t *testing.T) {
	var sums, more ledger.Sums
	dollars := price(500, ledger.PerMonth)
	dollars.Currency = "USD"
	sums.Add(price(1000, ledger.PerMonth), true, 2)
	sums.Add(dollars, true, 1)
	sums.Add(ledger.Price{}, false, 4)
	more.Add(price(1200, ledger.PerYear), true, 1)
	more.Add(ledger.Price{Currency: "EUR", Per: ledger.PerMonth}, true, 1)
	sums.AddSums(more)
	if diff := cmp.Diff([]string{"EUR", "USD"}, sums.Currencies()); diff != "" {
		t.Error(diff)
	}
	if eur, usd := sums.Money["EUR"].String(), sums.Money["USD"].String(); eur != "21.00" || usd != "5.00" || sums.Unpriced != 5 {
		t.Errorf("EUR %s, USD %s, and %d without a price", eur, usd, sums.Unpriced)
	}
	var none ledger.Sums
	none.AddSums(ledger.Sums{})
	if none.Money != nil || len(none.Currencies()) != 0 {
		t.Errorf("nothing and nothing is %v", none)
	}
}
