package app_test

import (
	"path/filepath"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// A price that changes writes the seats of the days anew for which it holds, and
// nothing else.
func TestLake_FollowsPrices(t *testing.T) {
	t.Parallel()
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), app.SampleOptions{Users: 15, Days: 3, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	folder := filepath.Join(t.TempDir(), "lake")
	write := func() int {
		result, err := l.ExportLake(t.Context(), app.LakeSpec{Out: folder}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return result.Written
	}
	if first, again := write(), write(); first == 0 || again != 0 {
		t.Errorf("%d files written at first, then %d", first, again)
	}
	price := ledger.Price{SkuID: "53818b1b-4a27-454b-8896-0dba576410e6", From: "2026-01-06", Currency: "EUR", Amount: amountOf(2570), Per: ledger.PerMonth}
	for _, tt := range []struct {
		do   func() error
		want int
	}{
		{func() error { return l.SetPrice(t.Context(), price) }, 2},
		{func() error { return l.SetPrice(t.Context(), price) }, 0},
		{func() error { return l.RemovePrice(t.Context(), price.SkuID, price.From) }, 2},
	} {
		if err := tt.do(); err != nil {
			t.Fatal(err)
		}
		if n := write(); n != tt.want {
			t.Errorf("%d files written, want %d", n, tt.want)
		}
	}
}
