package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// priceTexts says what the rows of a list of prices are.
func priceTexts(f PriceFile) (rows []string) {
	for _, r := range f.Rows {
		amount := "?"
		if r.Price.Amount != nil {
			amount = ledger.CentsText(*r.Price.Amount)
		}
		if r.Blank {
			rows = append(rows, fmt.Sprintf("%d: %s%s%s blank", r.Line, r.License, r.PartNumber, r.LicenseID))
			continue
		}
		rows = append(rows, fmt.Sprintf("%d: %s|%s|%s %s %s a %s from %s", r.Line, r.License, r.PartNumber, r.LicenseID, amount, r.Price.Currency, r.Price.Per, r.Price.From))
	}
	for _, p := range f.Problems {
		rows = append(rows, fmt.Sprintf("%d %s: %s", p.Line, p.Column, p.Reason))
	}
	return rows
}

func TestReadPrices_UnderstandsListsAsPeopleKeepThem(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"English, with commas": {"license,price,currency,per,from\r\nOffice 365 E3,23.00,EUR,month,2026-01-01\r\n\"Power Apps Premium\",\"1,234.5\",eur,year,2026-03-01\r\n",
			[]string{"2: Office 365 E3|| 23.00 EUR a month from 2026-01-01", "3: Power Apps Premium|| 1234.50 EUR a year from 2026-03-01"}},
		"Dutch, with semicolons and a mark": {"\ufeffLicentie;Prijs;Valuta;Per;Vanaf\nOffice 365 E3;1.234,50;€;per maand;1-3-2026\nPower Apps Premium;12,-;EUR;Jaar;31.12.2026\n;;;;\n",
			[]string{"2: Office 365 E3|| 1234.50 EUR a month from 2026-03-01", "3: Power Apps Premium|| 12.00 EUR a year from 2026-12-31"}},
		"with tabs, in another order, and with columns of its own": {"sep=\t\nSKU part number\tNote\tFrom\tCurrency\tPrice\nENTERPRISEPACK\tnew contract\t2026/02/01\tusd\t0\n",
			[]string{"3: |ENTERPRISEPACK| 0.00 USD a month from 2026-02-01"}},
		"by id, without a day": {"license_id,price,currency\n6fd2c87f-b296-42f0-b197-1e91e994b900,5,GBP\n", []string{"2: ||6fd2c87f-b296-42f0-b197-1e91e994b900 5.00 GBP a month from "}},
		"not known any more, and still to be filled in": {"license,price,currency,per,from\nA,,EUR,month,2026-01-01\nB,,,,2026-02-01\nC,,,,\n",
			[]string{"2: A|| ? EUR a month from 2026-01-01", "3: B|| ? XXX a month from 2026-02-01", "4: C blank"}},
		"UTF-16": {string(utf16le("license;price;currency\nE3;23;EUR\n")), []string{"2: E3|| 23.00 EUR a month from "}},
		"slashes where only one reading is a day": {"license,price,currency,from\nA,1,EUR,31/3/2026\nB,1,EUR,3/31/2026\nC,1,EUR,3/3/2026\nD,1,EUR,3/4/2026\nE,1,EUR,32/13/2026\nF,1,EUR,1-3-26\n",
			[]string{"2: A|| 1.00 EUR a month from 2026-03-31", "3: B|| 1.00 EUR a month from 2026-03-31", "4: C|| 1.00 EUR a month from 2026-03-03",
				"5 from: ambiguous_day", "6 from: no_such_day", "7 from: ambiguous_day"}},
		"everything wrong, all of it at once": {"license,Price,currency,per,from\n,1,EUR,month,2026-01-01\nA,-5,EUR,month,2026-01-01\nA,1.234,EUR,month,2026-01-01\nA,1.2345,EUR,month,2026-01-01\n" +
			"A,free,EUR,month,2026-01-01\nA,1,ERU,month,2026-01-01\nA,1,,month,2026-01-01\nA,1,EUR,week,2026-01-01\nA,1,EUR,,2026-01-01\nA,1,EUR,month,yesterday\nA,1,EUR,month,\nA,1,EUR,month,2026-02-30\n" +
			"A,1,EUR,month\n\"A\"x,1,EUR,month,2026-01-01\nA,x,y,z,w\nA,9999999999,EUR,month,2026-01-01\nA,1,XXX,month,2026-01-01\n",
			[]string{"2 license: no_license", "3 Price: negative", "4 Price: ambiguous", "5 Price: too_precise", "6 Price: no_number", "7 currency: no_currency", "8 currency: no_currency",
				"9 per: no_period", "10 per: no_period", "11 from: no_day", "12 from: no_day", "13 from: no_such_day", "14 : cell_count", "15 : after_quote",
				"16 Price: no_number", "16 currency: no_currency", "16 per: no_period", "16 from: no_day", "17 Price: too_large", "18 currency: no_currency"}},
		"a comma in a price that should be in quotation marks": {"license,price,currency\nA,12,50,EUR\n", []string{"2 : cell_count"}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := readPrices(strings.NewReader(tt.file), "prices.csv")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, priceTexts(f)); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
			for _, p := range f.Problems {
				if p.Text() == "" || strings.Contains(p.Error(), "yesterday") {
					t.Errorf("line %d, %s says %q", p.Line, p.Reason, p.Error())
				}
			}
		})
	}
}

func utf16le(text string) (all []byte) {
	all = []byte{0xFF, 0xFE}
	for _, r := range text {
		all = append(all, byte(r), byte(r>>8))
	}
	return all
}

func TestReadPrices_RefusesWhatIsNoListOfPrices(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		want Why
	}{
		"nothing":            {" \n", WhyEmpty},
		"a workbook":         {"PK\x03\x04...", WhyWorkbook},
		"no header":          {"Office 365 E3,23.00,EUR\n", WhyNoHeader},
		"another list":       {"User name,Email address,Service,License\na,b,c,d\n", WhyLacksColumns},
		"no price":           {"license,currency\nA,EUR\n", WhyLacksColumns},
		"no currency":        {"license,price\nA,1\n", WhyLacksColumns},
		"no license":         {"price,currency\n1,EUR\n", WhyLacksColumns},
		"a column twice":     {"license,price,prijs,currency\nA,1,2,EUR\n", WhyColumnTwice},
		"no rows":            {"license,price,currency\n", WhyNoRows},
		"another encoding":   {"license,price,currency\nCaf\xe9,1,EUR\n", WhyNotUTF8},
		"a mark never ended": {"license,price,currency\n\"A,1,EUR\n", WhyOpenQuote},
		"no text":            {"license\x00\x01\x02,price", WhyNoText},
	} {
		_, err := readPrices(strings.NewReader(tt.file), "prices.csv")
		var refusal *Refusal
		if !errors.As(err, &refusal) || refusal.Why != tt.want || ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), "Nothing was changed") && !strings.Contains(err.Error(), "nothing was changed") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadPriceFile(filepath.Join(t.TempDir(), "prices.csv")); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("a file that is not there: %v", err)
	}
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	if err := os.WriteFile(path, []byte("license,price,currency\nA,1,EUR\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadPriceFile(path); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("what is called a ledger: %v", err)
	}
}

func TestPriceReasons_EachSayWhatToDo(t *testing.T) {
	for _, reason := range PriceReasons() {
		p := PriceProblem{Line: 3, Reason: reason, Other: 2}
		if text := p.Text(); len(text) < 20 {
			t.Errorf("%s says %q", reason, text)
		}
	}
	for reason := range maps.Keys(priceReasonTexts) {
		if !slices.Contains(PriceReasons(), reason) {
			t.Errorf("%s is not on the list", reason)
		}
	}
}

// Whatever the bytes are, a row that is understood can be kept, and written out
// again as a plain list it reads as the same row.
func FuzzReadPrices(f *testing.F) {
	for _, seed := range []string{"license,price,currency,per,from\nA,1,EUR,month,2026-01-01\nB,,,,\n", "\ufeffLicentie;Prijs;Valuta;Vanaf\nA;1.234,50;€;1-3-2026\n",
		"sep=;\nlicense_id;price;currency\n\"a\"\"b\n;\";12,-;usd\n", "\xff\xfel\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := readPrices(bytes.NewReader(data), "prices.csv")
		if err != nil {
			return
		}
		var again bytes.Buffer
		plain := csv.NewWriter(&again)
		plain.Write([]string{"license", "sku_part_number", "license_id", "price", "currency", "per", "from"})
		last := 0
		for _, r := range read.Rows {
			cells := []string{r.License, r.PartNumber, r.LicenseID, "", "", "", ""}
			if !r.Blank {
				p := r.Price
				if p.SkuID = "sku"; p.From == "" {
					p.From = "2026-01-01"
				}
				if err := p.Check(); err != nil {
					t.Fatalf("line %d: %v", r.Line, err)
				}
				if p.Amount != nil {
					cells[3] = ledger.CentsText(*p.Amount)
				}
				cells[4], cells[5], cells[6] = p.Currency, string(p.Per), p.From
			}
			if r.Line <= last || r.License+r.PartNumber+r.LicenseID == "" {
				t.Fatalf("after line %d: %+v", last, r)
			}
			last = r.Line
			plain.Write(cells)
		}
		plain.Flush()
		if len(read.Rows) == 0 {
			return
		}
		second, err := readPrices(&again, "prices.csv")
		if err != nil || len(second.Problems) > 0 || len(second.Rows) != len(read.Rows) {
			t.Fatalf("written again: %+v, %v", second, err)
		}
		for i, want := range read.Rows {
			got := second.Rows[i]
			if want.Price.From == "" && !want.Blank {
				want.Price.From = "2026-01-01"
			}
			got.Line, got.headings, want.headings = want.Line, nil, nil
			if d := cmp.Diff(fmt.Sprint(want.License, want.PartNumber, want.LicenseID, want.Blank, want.Price.Currency, want.Price.Per, want.Price.From), fmt.Sprint(got.License, got.PartNumber, got.LicenseID, got.Blank, got.Price.Currency, got.Price.Per, got.Price.From)); d != "" {
				t.Fatalf("written again, -want +got:\n%s", d)
			}
			if (want.Price.Amount == nil) != (got.Price.Amount == nil) || want.Price.Amount != nil && *want.Price.Amount != *got.Price.Amount {
				t.Fatalf("written again: %v, %v", want.Price.Amount, got.Price.Amount)
			}
		}
	})
}
