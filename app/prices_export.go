package app

import (
	"context"
	"io"
	"strings"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// WritePrices writes every price as a list that ImportPrices takes as it is, and
// below each license that costs something and has none a line to fill in. comma
// separates the cells; where it is no comma, one stands before the decimals, as
// spreadsheet programs that expect the one expect the other.
func (l *Ledger) WritePrices(ctx context.Context, w io.Writer, comma rune) error {
	prices, err := l.Prices(ctx)
	if err != nil {
		return err
	}
	var lines [][]string
	for _, p := range prices {
		if p.From == "" && p.CostBasis != ledger.CostUnknown {
			continue // costs nothing
		}
		amount := ""
		if p.Price != nil {
			amount = p.Price.String()
		}
		if comma != ',' {
			amount = strings.ReplaceAll(amount, ".", ",")
		}
		lines = append(lines, []string{string(p.License), string(p.SkuPartNumber), string(p.LicenseID), amount, string(p.Currency), string(p.Per), string(p.From)})
	}
	return export.WritePriceList(w, lines, comma)
}
