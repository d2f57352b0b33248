package app

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// PriceImportOptions say how a list of prices is taken.
type PriceImportOptions struct {
	Preview        bool   // say what the list is and change nothing
	CurrencyChange bool   // a license may have another currency than on other days
	From           string // the day from which prices hold where the list has no such column; "" = PriceDay
}

// PriceImport is a list of prices: what it says, and what is wrong with it. It
// is printed as JSON and shown in the window, so its keys stay.
type PriceImport struct {
	Name     string                  `json:"name"`
	Prices   []ImportedPrice         `json:"prices"`   // in the order of the file
	Problems []importer.PriceProblem `json:"problems"` // in the order of the file; with any, nothing is kept
	Blank    int                     `json:"blank"`    // rows that are not filled in: they name a license and say nothing of it
	New      int                     `json:"new"`      // prices of days that had none
	Changed  int                     `json:"changed"`  // that take the place of another
	Same     int                     `json:"same"`     // that are kept already
	// From is the day that prices got whose list has no such column; null where it
	// has.
	From ledger.Text `json:"from"`
	// Monthly tells that the list does not say what prices are for.
	Monthly    bool           `json:"monthly"`
	Currencies []CurrencyUsed `json:"currencies"` // in alphabetical order
	Kept       bool           `json:"kept"`
}

// CurrencyUsed is how many prices of a list are in a currency.
type CurrencyUsed struct {
	Currency string `json:"currency"`
	Prices   int    `json:"prices"`
	Line     int    `json:"line"` // the first
}

// ImportedPrice is a price of a list, and what it takes the place of.
type ImportedPrice struct {
	Line          int           `json:"line"`
	LicenseID     ledger.Text   `json:"license_id"`
	License       ledger.Text   `json:"license"`
	SkuPartNumber ledger.Text   `json:"sku_part_number"`
	Price         *ledger.Money `json:"price"` // null: not known from then on
	Currency      ledger.Text   `json:"currency"`
	Per           ledger.Text   `json:"per"`
	From          ledger.Text   `json:"from"`
	What          string        `json:"what"` // new, changed or same
	// Was is what holds from this day on so far; null for new ones, and where it
	// was said not to be known.
	Was         *ledger.Money `json:"was"`
	WasCurrency ledger.Text   `json:"was_currency"`
	WasPer      ledger.Text   `json:"was_per"`

	price ledger.Price
}

// ImportPrices reads a list of prices and keeps all of it, or, where anything is
// wrong with it, nothing: then the answer tells every bad line, and the error is
// ledger.CodeInvalid. Other codes: those of importer.ReadPriceFile, read_only.
func (l *Ledger) ImportPrices(ctx context.Context, path string, o PriceImportOptions) (PriceImport, error) {
	file, err := importer.ReadPriceFile(path)
	if err != nil {
		return PriceImport{Name: file.Name}, err
	}
	r := priceReader{file: file, meant: map[string][]ledger.TenantLicense{}}
	if r.licenses, r.kept, err = l.licensesToPrice(ctx); err != nil {
		return PriceImport{}, err
	}
	if r.from = o.From; r.from == "" {
		if r.from, err = l.PriceDay(ctx); err != nil {
			return PriceImport{}, err
		}
	}
	done := r.read(o)
	if len(done.Problems) > 0 {
		return done, ledger.Errorf(ledger.CodeInvalid, "import prices", "%s cannot be used: %s, the first in %s. Nothing was changed; correct the list and import it again.",
			done.Name, ledger.Counted(len(done.Problems), "thing in it is wrong", "things in it are wrong"), done.Problems[0].Error())
	}
	if o.Preview {
		return done, nil
	}
	prices := make([]ledger.Price, 0, len(done.Prices))
	for i := range done.Prices {
		prices = append(prices, done.Prices[i].price)
	}
	err = l.store.SetPrices(ctx, prices)
	done.Kept = err == nil
	return done, err
}

// priceReader finds out what a list of prices means for a ledger.
type priceReader struct {
	file     importer.PriceFile
	licenses pricedLicenses
	kept     []ledger.Price
	from     string
	meant    map[string][]ledger.TenantLicense // by words
	problems []importer.PriceProblem
}

func (r *priceReader) read(o PriceImportOptions) PriceImport {
	done := PriceImport{Name: r.file.Name, Prices: []ImportedPrice{}, Monthly: !r.file.HasPer, Currencies: []CurrencyUsed{}}
	if !r.file.HasFrom {
		done.From = ledger.Text(r.from)
	}
	r.problems = slices.Clone(r.file.Problems)
	for i := range r.file.Rows {
		row := &r.file.Rows[i]
		license, ok := r.license(row)
		switch {
		case !ok:
		case row.Blank:
			done.Blank++
		default:
			done.Prices = append(done.Prices, r.price(row, license))
		}
	}
	r.contradictions(done.Prices, o.CurrencyChange)
	slices.SortStableFunc(r.problems, func(a, b importer.PriceProblem) int { return cmp.Compare(a.Line, b.Line) })
	done.Problems = append([]importer.PriceProblem{}, r.problems...)
	for i := range done.Prices {
		done.count(&done.Prices[i])
	}
	slices.SortFunc(done.Currencies, func(a, b CurrencyUsed) int { return cmp.Compare(a.Currency, b.Currency) })
	return done
}

func (done *PriceImport) count(p *ImportedPrice) {
	switch p.What {
	case priceNew:
		done.New++
	case priceChanged:
		done.Changed++
	default:
		done.Same++
	}
	if p.Price == nil {
		return
	}
	for i := range done.Currencies {
		if done.Currencies[i].Currency == string(p.Currency) {
			done.Currencies[i].Prices++
			return
		}
	}
	done.Currencies = append(done.Currencies, CurrencyUsed{string(p.Currency), 1, p.Line})
}

// license finds whose price a row is: what all its cells that name a license
// mean.
func (r *priceReader) license(row *importer.PriceRow) (license ledger.TenantLicense, ok bool) {
	for _, cell := range []struct {
		column importer.Column
		words  string
	}{{importer.ColumnLicenseID, row.LicenseID}, {importer.ColumnPartNumber, row.PartNumber}, {importer.ColumnLicense, row.License}} {
		if cell.words == "" {
			continue
		}
		problem := importer.PriceProblem{Line: row.Line, Column: row.Heading(cell.column), Cell: cell.words}
		found := r.find(cell.words)
		if ok && slices.ContainsFunc(found, func(l ledger.TenantLicense) bool { return l.ID == license.ID }) {
			continue
		}
		switch {
		case len(found) == 0:
			if problem.Reason = importer.PriceUnknownLicense; len(r.problems) < nearestTold {
				problem.Near = r.licenses.nearest(cell.words)
			}
		case ok:
			problem.Reason = importer.PriceOtherLicense
		case len(found) > 1:
			problem.Reason, problem.Near = importer.PriceManyLicenses, idsOf(found)
		default:
			license, ok = found[0], true
			continue
		}
		r.problems = append(r.problems, problem)
		return license, false
	}
	return license, ok
}

// nearestTold is for how many problems the nearest licenses are looked for: a list
// of something else is wrong in every line.
const nearestTold = 100

// find remembers what words mean: lists repeat them.
func (r *priceReader) find(words string) []ledger.TenantLicense {
	found, ok := r.meant[words]
	if !ok {
		found = r.licenses.meant(words)
		r.meant[words] = found
	}
	return found
}

// What a price of a list does to those that are kept.
const (
	priceNew     = "new"
	priceChanged = "changed"
	priceSame    = "same"
)

func (r *priceReader) price(row *importer.PriceRow, license ledger.TenantLicense) ImportedPrice {
	p := row.Price
	p.SkuID, p.From = license.ID, cmp.Or(p.From, r.from)
	out := ImportedPrice{Line: row.Line, LicenseID: ledger.Text(license.ID), License: ledger.Text(license.Name), SkuPartNumber: ledger.Text(license.PartNumber),
		Price: p.Unit(), Currency: ledger.Text(p.Currency), Per: ledger.Text(p.Per), From: ledger.Text(p.From), What: priceNew, price: p}
	for _, was := range r.kept {
		if was.SkuID != p.SkuID || was.From != p.From {
			continue
		}
		out.Was, out.WasCurrency, out.WasPer, out.What = was.Unit(), ledger.Text(was.Currency), ledger.Text(was.Per), priceChanged
		if was.Equal(p) {
			out.What = priceSame
		}
	}
	return out
}
