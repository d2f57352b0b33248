package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// pricesOf gives the prices of a license by its name.
func pricesOf(t *testing.T, w *Window, license string) LicensePrices {
	t.Helper()
	all, err := w.Prices()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all.Licenses {
		if one.License == license {
			return one
		}
	}
	t.Fatalf("no license %q", license)
	return LicensePrices{}
}

func TestPrices_AreTypedAndTakenBack(t *testing.T) {
	w, shell := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	const license = "Power Apps Premium"
	before := pricesOf(t, w, license)
	for _, bad := range []struct {
		request PriceRequest
		faults  PriceFaults
	}{
		{PriceRequest{before.ID, "dear", "EUR", "month", "2026-01-01"}, PriceFaults{Amount: ledger.AmountNoNumber}},
		{PriceRequest{before.ID, "-1", "EURO", "month", "2026-01-01"}, PriceFaults{Amount: ledger.AmountNegative, Currency: true}},
		{PriceRequest{before.ID, "1", "EUR", "month", "2026-02-30"}, PriceFaults{From: true}},
	} {
		if faults, err := w.SetPrice(bad.request); err != nil || faults != bad.faults {
			t.Errorf("%+v: %+v, err %v", bad.request, faults, err)
		}
	}
	all, err := w.Prices()
	if err != nil {
		t.Fatal(err)
	}
	if faults, err := w.SetPrice(PriceRequest{before.ID, "1.234,56", "EUR", "year", all.Day}); err != nil || faults != (PriceFaults{}) {
		t.Fatalf("%+v, err %v", faults, err)
	}
	now := pricesOf(t, w, license)
	last := now.Prices[len(now.Prices)-1]
	if len(now.Prices) != len(before.Prices)+1 || *last.Amount != 123456 || last.Per != "year" || !last.Holds || now.Basis != ledger.CostPriced {
		t.Errorf("%+v", now)
	}
	if !slices.Contains(shell.events, eventDataChanged) {
		t.Error("the page was not told")
	}
	if err := w.RemovePrice(before.ID, all.Day); err != nil || len(pricesOf(t, w, license).Prices) != len(before.Prices) {
		t.Errorf("%+v, err %v", pricesOf(t, w, license), err)
	}
}

func TestPrices_AListIsTakenWholeOrNotAtAll(t *testing.T) {
	w, shell := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	shell.save = filepath.Join(t.TempDir(), "prices")
	name, err := w.SavePrices("nl")
	if err != nil || name != "prices.csv" {
		t.Fatalf("saved %q, err %v", name, err)
	}
	if _, err := w.SavePrices("nl"); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a file that is there: %v", err)
	}
	path := shell.save + ".csv"
	same, err := w.ImportPrices(PriceImportRequest{Path: path, Preview: true})
	if err != nil || len(same.Problems) > 0 || same.Same == 0 || same.New+same.Changed > 0 {
		t.Errorf("the list that was saved: %+v, err %v", same, err)
	}
	bad := filepath.Join(t.TempDir(), "bad.csv")
	if err := os.WriteFile(bad, []byte("license;price;currency\nPower Apps Premium;99,00;EUR\nPower Aps;1;EUR\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := w.ImportPrices(PriceImportRequest{Path: bad})
	if err != nil || done.Kept || len(done.Problems) != 1 || done.Problems[0].Line != 3 || done.Problems[0].Reason != importer.PriceUnknownLicense {
		t.Errorf("%+v, err %v", done, err)
	}
	for _, one := range pricesOf(t, w, "Power Apps Premium").Prices {
		if *one.Amount == 9900 {
			t.Error("half of a bad list was kept")
		}
	}
}

func TestSeats_CostsAddUpToTheCent(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	seats, err := w.Seats("latest")
	if err != nil {
		t.Fatal(err)
	}
	parts, shown, unpriced := []ledger.Money{}, int64(0), int64(0)
	for _, seat := range seats.Rows {
		unpriced += seat.Unpriced
		if seat.Cost == nil {
			continue
		}
		shown += *seat.Cost
		month, _ := ledger.Price{Amount: seat.Price, Per: ledger.PricePeriod(seat.Per)}.Month()
		parts = append(parts, month.Times(seat.Bought))
	}
	var whole ledger.Money
	for _, part := range parts {
		whole += part
	}
	if len(parts) < 5 || unpriced == 0 || shown != whole.Cents() {
		t.Errorf("%d costs add up to %d, and are %d; %d units without a price", len(parts), shown, whole.Cents(), unpriced)
	}
	if len(seats.Months) != ledger.SeatMonths || len(seats.Rows[0].Points) != ledger.SeatMonths {
		t.Errorf("%d months, %d points", len(seats.Months), len(seats.Rows[0].Points))
	}
}
