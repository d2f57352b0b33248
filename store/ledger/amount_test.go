package ledger_test

import (
	"testing"

	"licenseledger/store/ledger"
)

func TestReadAmount(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "12": 1200, "12.5": 1250, "12,50": 1250, ".50": 50, ",5": 50, "0,05": 5, "007": 700,
		"1.234,50": 123450, "1,234.50": 123450, "1 234,50": 123450, "1\u00a0234.5": 123450, "1'234.50": 123450, "1’234’567": 123456700,
		"1.234.567": 123456700, "1,234,567.89": 123456789, "12.345.678,9": 1234567890, " 18,70 ": 1870, "12,-": 1200, "1234,56": 123456,
		"999999999.99": 99999999999,
	} {
		if got, fault := ledger.ReadAmount(text); got != want || fault != "" {
			t.Errorf("%q reads as %d, %q; want %d", text, got, fault, want)
		}
	}
	for text, want := range map[string]ledger.AmountFault{
		"": ledger.AmountNoNumber, "free": ledger.AmountNoNumber, "€ 12": ledger.AmountNoNumber, "12 EUR": ledger.AmountNoNumber, ".": ledger.AmountNoNumber,
		"12.": ledger.AmountNoNumber, "1,23,45": ledger.AmountNoNumber, "1.2.3": ledger.AmountNoNumber, "12.34,5.6": ledger.AmountNoNumber, "1 2": ledger.AmountNoNumber,
		"12..50": ledger.AmountNoNumber, "1.234 50": ledger.AmountNoNumber, "1e3": ledger.AmountNoNumber, "--1": ledger.AmountNoNumber, "-1-": ledger.AmountNoNumber,
		"1234 567": ledger.AmountNoNumber, "12.34.567,89": ledger.AmountNoNumber, "١٢": ledger.AmountNoNumber,
		"1.234": ledger.AmountAmbiguous, "1,234": ledger.AmountAmbiguous, "123,456": ledger.AmountAmbiguous,
		"0.125": ledger.AmountTooPrecise, "1234.567": ledger.AmountTooPrecise, "12,3456": ledger.AmountTooPrecise, "1.234,567": ledger.AmountTooPrecise, "1 234.567": ledger.AmountTooPrecise,
		"-5": ledger.AmountNegative, "−5,00": ledger.AmountNegative, "5-": ledger.AmountNegative, "(12.50)": ledger.AmountNegative, "- 3": ledger.AmountNegative,
		"1000000000": ledger.AmountTooLarge, "99999999999999999999": ledger.AmountTooLarge,
	} {
		if got, fault := ledger.ReadAmount(text); fault != want || got != 0 {
			t.Errorf("%q reads as %d, %q; want %q", text, got, fault, want)
		}
	}
}

// Whatever is written, what is read from it reads as itself, with either mark.
func FuzzReadAmount(f *testing.F) {
	for _, seed := range []string{"1.234,50", "1,234.50", "1 234", "(5)", "12,-", "1’234’567.8", "−.5", "0.125"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cents, fault := ledger.ReadAmount(text)
		if fault != "" {
			if cents != 0 {
				t.Fatalf("%q is %d and %q", text, cents, fault)
			}
			return
		}
		if cents < 0 {
			t.Fatalf("%q is %d", text, cents)
		}
		written := ledger.CentsText(cents)
		for _, again := range []string{written, written[:len(written)-3] + "," + written[len(written)-2:]} {
			if got, fault := ledger.ReadAmount(again); got != cents || fault != "" {
				t.Fatalf("%q is %d, and %q is %d, %q", text, cents, again, got, fault)
			}
		}
	})
}
