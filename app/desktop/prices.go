package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// Prices are the prices of every license, and the licenses that have none.
type Prices struct {
	Licenses []LicensePrices `json:"licenses"` // by name
	Day      string          `json:"day"`      // 2006-01-02: from which a price holds where nobody says
	ReadOnly bool            `json:"readOnly"`
}

// LicensePrices are those of one license, the earliest first.
type LicensePrices struct {
	ID         string           `json:"id"`
	License    string           `json:"license"`
	PartNumber string           `json:"partNumber"`
	Bought     *int64           `json:"bought"`    // of the newest reading; null where it does not have the license
	Basis      ledger.CostBasis `json:"costBasis"` // of the newest reading; empty where it does not have the license
	Prices     []Price          `json:"prices"`
}

// Price is what one unit costs from a day on; null is not known from then on.
type Price struct {
	Amount   *int64 `json:"amount"` // in 1/100 of the currency
	Currency string `json:"currency"`
	Per      string `json:"per"`   // month or year
	From     string `json:"from"`  // 2006-01-02
	Until    string `json:"until"` // first day of the next one; empty where there is none
	Holds    bool   `json:"holds"` // on the day of the newest reading
}

// Prices lists what licenses cost, from their first day on.
func (w *Window) Prices() (Prices, error) {
	return guard("read prices", func() (Prices, error) {
		out := Prices{Licenses: []LicensePrices{}}
		opened, err := w.current()
		if err != nil {
			return out, err
		}
		info, err := opened.Info(w.work)
		if err != nil {
			return out, err
		}
		out.ReadOnly = info.ReadOnly
		if out.Day, err = opened.PriceDay(w.work); err != nil {
			return out, err
		}
		prices, err := opened.Prices(w.work)
		for i := range prices {
			out.add(&prices[i])
		}
		return out, err
	})
}

// add takes up a price; those of a license come after each other.
func (p *Prices) add(one *app.LicensePrice) {
	last := len(p.Licenses) - 1
	if last < 0 || p.Licenses[last].ID != string(one.LicenseID) {
		p.Licenses = append(p.Licenses, LicensePrices{ID: string(one.LicenseID), License: string(one.License), PartNumber: string(one.SkuPartNumber),
			Bought: one.Bought, Basis: one.CostBasis, Prices: []Price{}})
		last++
	}
	if one.From == "" {
		return
	}
	p.Licenses[last].Prices = append(p.Licenses[last].Prices, Price{Amount: centsOf(one.Price), Currency: string(one.Currency), Per: string(one.Per),
		From: string(one.From), Until: string(one.Until), Holds: one.Holds})
}

// PriceRequest is a price as a person typed it.
type PriceRequest struct {
	License  string `json:"license"` // its id
	Amount   string `json:"amount"`  // with a comma or a point; empty is not known from then on
	Currency string `json:"currency"`
	Per      string `json:"per"`
	From     string `json:"from"` // 2006-01-02
}

// PriceFaults say which fields of a price cannot be kept, and why; all empty for
// one that can be.
type PriceFaults struct {
	Amount   ledger.AmountFault `json:"amount"`
	Currency bool               `json:"currency"`
	From     bool               `json:"from"`
}

// SetPrice keeps what a unit of a license costs from a day on, in place of what
// was said for the same day. With faults nothing was kept. Codes: invalid,
// read_only.
func (w *Window) SetPrice(r PriceRequest) (PriceFaults, error) {
	return guard("set price", func() (PriceFaults, error) {
		opened, err := w.current()
		if err != nil {
			return PriceFaults{}, err
		}
		price, faults := r.price()
		if faults != (PriceFaults{}) {
			return faults, nil
		}
		if err := opened.SetPrice(w.work, price); err != nil {
			return faults, err
		}
		w.changed("views")
		return faults, nil
	})
}

func (r *PriceRequest) price() (p ledger.Price, faults PriceFaults) {
	p = ledger.Price{SkuID: r.License, From: r.From, Currency: r.Currency, Per: ledger.PricePeriod(r.Per)}
	if r.Amount != "" {
		var cents int64
		cents, faults.Amount = ledger.ReadAmount(r.Amount)
		p.Amount = &cents
	}
	faults.Currency = !ledger.IsCurrency(r.Currency)
	faults.From = dayFault(r.From)
	return p, faults
}

// RemovePrice takes back the price that a license has from a day on; the one
// before it holds again. Codes: not_found, read_only.
func (w *Window) RemovePrice(license, from string) error {
	return w.change("remove price", []string{"views"}, func(opened *app.Ledger) error { return opened.RemovePrice(w.work, license, from) })
}

// PriceImportRequest asks for a list of prices to be read.
type PriceImportRequest struct {
	Path           string `json:"path"`
	CurrencyChange bool   `json:"currencyChange"` // a license may have another currency than on other days
	Preview        bool   `json:"preview"`        // say what it is and change nothing
}

// PriceImport is a list of prices: what it says and what is wrong with it.
type PriceImport struct {
	Name     string                  `json:"name"`
	Problems []importer.PriceProblem `json:"problems"` // in the order of the file; with any, nothing is kept
	New      int                     `json:"new"`
	Changed  int                     `json:"changed"`
	Same     int                     `json:"same"`
	Blank    int                     `json:"blank"` // rows without a price
	From     string                  `json:"from"`  // the day that prices got; empty where the list says
	Monthly  bool                    `json:"monthly"`
	Kept     bool                    `json:"kept"`
}

// PickPriceFile asks for a list of prices; "" when the person changed their
// mind.
func (w *Window) PickPriceFile() (string, error) {
	return guard("choose file", func() (string, error) {
		paths, err := w.shell.PickFiles()
		if err != nil || len(paths) == 0 {
			return "", err
		}
		return paths[0], nil
	})
}

// ImportPrices reads a list of prices and keeps all of it, or, with problems,
// nothing. Codes: not_found, invalid for a file that is no such list, read_only.
func (w *Window) ImportPrices(r PriceImportRequest) (PriceImport, error) {
	return guard("import prices", func() (PriceImport, error) {
		opened, err := w.current()
		if err != nil {
			return PriceImport{}, err
		}
		done, err := opened.ImportPrices(w.work, r.Path, app.PriceImportOptions{Preview: r.Preview, CurrencyChange: r.CurrencyChange})
		if err != nil && len(done.Problems) == 0 {
			return PriceImport{}, err
		}
		if done.Kept {
			w.changed("views")
		}
		return PriceImport{Name: done.Name, Problems: append([]importer.PriceProblem{}, done.Problems...), New: done.New, Changed: done.Changed,
			Same: done.Same, Blank: done.Blank, From: string(done.From), Monthly: done.Monthly, Kept: done.Kept}, nil
	})
}
