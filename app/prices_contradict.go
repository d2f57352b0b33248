package app

import (
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// contradictions finds lines that say something else of a license than another
// line, or than what is kept: twice the same day, and a second currency, which
// is a slip far more often than a change of contract.
func (r *priceReader) contradictions(prices []ImportedPrice, currencyMayChange bool) {
	type key struct{ license, from ledger.Text }
	first := map[key]*ImportedPrice{}
	currency := map[ledger.Text]*ImportedPrice{} // of each license: the first line with a price
	for i := range prices {
		p := &prices[i]
		of := key{p.LicenseID, p.From}
		if other := first[of]; other != nil {
			reason := importer.PriceRepeated
			if other.Currency != p.Currency && other.Price != nil && p.Price != nil {
				reason = importer.PriceTwoCurrencies
			}
			r.problems = append(r.problems, importer.PriceProblem{Line: p.Line, Reason: reason, Other: other.Line})
			continue
		}
		first[of] = p
		if p.Price == nil || currencyMayChange {
			continue
		}
		if other := currency[p.LicenseID]; other == nil {
			currency[p.LicenseID] = p
		} else if other.Currency != p.Currency {
			r.problems = append(r.problems, importer.PriceProblem{Line: p.Line, Reason: importer.PriceCurrencyChange, Other: other.Line})
		}
	}
	// What the list takes the place of does not count.
	for _, kept := range r.kept {
		id := ledger.Text(kept.SkuID)
		line := currency[id]
		if line == nil || kept.Amount == nil || first[key{id, ledger.Text(kept.From)}] != nil || string(line.Currency) == kept.Currency {
			continue
		}
		r.problems = append(r.problems, importer.PriceProblem{Line: line.Line, Reason: importer.PriceCurrencyChange})
		delete(currency, id) // told
	}
}
