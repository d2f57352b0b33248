package app_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// pricedSample is a ledger of a simulated tenant on its first day, without the
// prices that samples have.
func pricedSample(t *testing.T) *app.Ledger {
	t.Helper()
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), app.SampleOptions{Users: 20, Days: 1, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	removePrices(t, l)
	return l
}

func removePrices(t *testing.T, l *app.Ledger) {
	t.Helper()
	for _, p := range pricesOf(t, l) {
		if err := l.RemovePrice(t.Context(), string(p.LicenseID), string(p.From)); err != nil {
			t.Fatal(err)
		}
	}
}

// pricesOf gives the prices, without the licenses that have none.
func pricesOf(t *testing.T, l *app.Ledger) (set []app.LicensePrice) {
	t.Helper()
	all, err := l.Prices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.From != "" {
			set = append(set, p)
		}
	}
	return set
}

func priceTexts(prices []app.LicensePrice) []string {
	texts := []string{}
	for _, p := range prices {
		amount := "?"
		if p.Price != nil {
			amount = p.Price.String()
		}
		texts = append(texts, fmt.Sprintf("%s: %s %s a %s, %s to %s, %v", p.License, amount, p.Currency, p.Per, p.From, p.Until, p.Holds))
	}
	return texts
}

func importList(t *testing.T, l *app.Ledger, list string, o app.PriceImportOptions) (app.PriceImport, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "prices.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	return l.ImportPrices(context.Background(), path, o)
}

func TestPrices_ComeFromAListWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	l := pricedSample(t)
	good := "license,price,currency,per,from\nOffice 365 E3,22,EUR,month,2026-01-01\nENTERPRISEPACK,23,EUR,month,2026-03-01\n" +
		"Power Apps Premium,240,EUR,year,2025-12-01\nPowerApps Premium,,,,2026-02-01\nOffice 365 E1,,,,\n"
	if done, err := importList(t, l, good, app.PriceImportOptions{Preview: true}); err != nil || done.Kept || done.New != 4 || done.Blank != 1 || len(pricesOf(t, l)) != 0 {
		t.Fatalf("a preview says %+v, %v, and then there are %v", done, err, pricesOf(t, l))
	}
	done, err := importList(t, l, good, app.PriceImportOptions{})
	if err != nil || !done.Kept || done.New != 4 {
		t.Fatalf("%+v, %v", done, err)
	}
	want := []string{"Office 365 E3: 22.00 EUR a month, 2026-01-01 to 2026-03-01, true", "Office 365 E3: 23.00 EUR a month, 2026-03-01 to , false",
		"Power Apps Premium: 240.00 EUR a year, 2025-12-01 to 2026-02-01, true", "Power Apps Premium: ? XXX a month, 2026-02-01 to , false"}
	if d := cmp.Diff(want, priceTexts(pricesOf(t, l))); d != "" {
		t.Fatalf("-want +got:\n%s", d)
	}

	for name, tt := range map[string]struct {
		list  string
		lines []string
	}{
		"unknown, twice, in two currencies": {"license,license_id,price,currency,per,from\nOffice 365 E9,,1,EUR,month,2026-01-01\nOffice 365 E5,,1,EUR,month,2026-01-01\nOffice 365 E5,,2,EUR,month,2026-01-01\n" +
			"Office 365 E5,,2,USD,month,2026-01-01\nOffice 365 E5,,2,USD,month,2026-02-01\nOffice 365 F3,6fd2c87f-b296-42f0-b197-1e91e994b900,2,EUR,month,2026-01-01\n,,2,EUR,month,2026-01-01\n" +
			"Office 365 F3,,-2,EUR,month,2026-01-01\nOffice 365 E3,,2,USD,month,2026-05-01\nOffice 365 E1,,9.40,EUR,month,2026-01-01\n",
			[]string{"2 unknown_license 0", "4 repeated 3", "5 two_currencies 3", "6 currency_change 3", "7 other_license 0", "8 no_license 0", "9 negative 0", "10 currency_change 0"}},
		"one bad line among good ones": {"license,price,currency\nOffice 365 E1,9.40,EUR\nOffice 365 F3,9.4051,EUR\n", []string{"3 too_precise 0"}},
	} {
		done, err := importList(t, l, tt.list, app.PriceImportOptions{})
		if ledger.CodeOf(err) != ledger.CodeInvalid || done.Kept {
			t.Errorf("%s: %v", name, err)
		}
		lines := []string{}
		for _, p := range done.Problems {
			lines = append(lines, fmt.Sprintf("%d %s %d", p.Line, p.Reason, p.Other))
		}
		if d := cmp.Diff(tt.lines, lines); d != "" {
			t.Errorf("%s, -want +got:\n%s", name, d)
		}
	}
	if d := cmp.Diff(want, priceTexts(pricesOf(t, l))); d != "" {
		t.Errorf("something of a bad list was kept, -want +got:\n%s", d)
	}

	// A currency that changes is meant when somebody says so, and the list that
	// takes the place of all of a license's prices changes none.
	if done, err := importList(t, l, "license,price,currency,from\nOffice 365 E3,2,USD,2026-05-01\n", app.PriceImportOptions{CurrencyChange: true}); err != nil || done.New != 1 {
		t.Errorf("%+v, %v", done, err)
	}
	if done, err := importList(t, l, "license,price,currency,per,from\nPower Apps Premium,25,USD,month,2025-12-01\n", app.PriceImportOptions{}); err != nil || done.Changed != 1 || done.Prices[0].Was.String() != "240.00" {
		t.Errorf("%+v, %v", done, err)
	}
	if done, err := importList(t, l, "license,price,currency\nOffice 365 E1,9.40,EUR\n", app.PriceImportOptions{}); err != nil || done.From != "2026-01-05" || !done.Monthly {
		t.Errorf("without a day it holds from %s on: %+v, %v", done.From, done, err)
	}
}

// What is written reads as what was kept, whatever separates the cells.
func TestPrices_ListsCanBeImportedAgain(t *testing.T) {
	t.Parallel()
	l := pricedSample(t)
	random := rand.New(rand.NewPCG(1, 8))
	all, err := l.Prices(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		cents := random.Int64N(300000)
		p := ledger.Price{SkuID: string(all[random.IntN(len(all))].LicenseID), From: fmt.Sprintf("2026-%02d-%02d", 1+n%12, 1+random.IntN(28)), Currency: []string{"EUR", "USD"}[random.IntN(2)],
			Amount: &cents, Per: []ledger.PricePeriod{ledger.PerMonth, ledger.PerYear}[random.IntN(2)]}
		if random.IntN(5) == 0 {
			p.Amount = nil
		}
		if err := l.SetPrice(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	want := pricesOf(t, l)
	for _, comma := range []rune{',', ';', '\t'} {
		var list bytes.Buffer
		if err := l.WritePrices(t.Context(), &list, comma); err != nil {
			t.Fatal(err)
		}
		removePrices(t, l)
		if done, err := importList(t, l, list.String(), app.PriceImportOptions{CurrencyChange: true}); err != nil || done.New != len(want) {
			t.Fatalf("with %q: %+v, %v", comma, done, err)
		}
		if d := cmp.Diff(want, pricesOf(t, l)); d != "" {
			t.Errorf("with %q, -written +read again:\n%s", comma, d)
		}
	}
}

func TestFindLicense_NamesTheNearest(t *testing.T) {
	t.Parallel()
	l := pricedSample(t)
	if found, err := l.FindLicense(t.Context(), "Power Apps premium"); err != nil || found.PartNumber != "POWERAPPS_PER_USER" {
		t.Errorf("%+v, %v", found, err)
	}
	if _, err := l.FindLicense(t.Context(), "Power App Premium"); ledger.CodeOf(err) != ledger.CodeNotFound || !strings.Contains(err.Error(), "Did you mean Power Apps Premium") {
		t.Errorf("%v", err)
	}
	files, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "files.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	// Nothing was read that tells which licenses the tenant has.
	if found, err := files.FindLicense(t.Context(), "Office 365 E3"); err != nil || found.ID != "6fd2c87f-b296-42f0-b197-1e91e994b900" {
		t.Errorf("%+v, %v", found, err)
	}
	for _, words := range []string{"Office 365 E9", "Microsoft 365 Business Basic"} { // which is two
		if _, err := files.FindLicense(t.Context(), words); ledger.CodeOf(err) != ledger.CodeNotFound {
			t.Errorf("%s: %v", words, err)
		}
	}
}
