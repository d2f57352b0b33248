package importer

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"licenseledger/store/ledger"
)

// The columns of a list of prices. Which license a row is of, one of the first
// three tells; with several they must agree.
const (
	ColumnPartNumber Column = "sku_part_number"
	ColumnLicenseID  Column = "license_id"
	ColumnPrice      Column = "price"
	ColumnCurrency   Column = "currency"
	ColumnPer        Column = "per"
	ColumnFrom       Column = "from"
)

var priceSheet = sheetKind{
	what: "a list of prices",
	columns: []column{
		{name: ColumnLicense, label: "license", english: "license licence licensename licencename product productname", other: "licentie licentienaam productnaam"},
		{name: ColumnPartNumber, label: "sku_part_number", english: "skupartnumber partnumber stringid", other: "skuonderdeelnummer onderdeelnummer artikelnummer"},
		{name: ColumnLicenseID, label: "license_id", english: "licenseid licenceid skuid guid", other: "licentieid"},
		{name: ColumnPrice, label: "price", english: "price amount unitprice priceperunit", other: "prijs bedrag prijsperstuk eenheidsprijs"},
		{name: ColumnCurrency, label: "currency", english: "currency currencycode", other: "valuta valutacode munt munteenheid"},
		{name: ColumnPer, label: "per", english: "per period billingperiod", other: "periode factureringsperiode"},
		{name: ColumnFrom, label: "from", english: "from fromdate validfrom effectivedate startdate", other: "vanaf ingangsdatum geldigvanaf begindatum startdatum"},
	},
	lacks: func(has func(Column) bool) (lacking []Column) {
		if !has(ColumnLicense) && !has(ColumnPartNumber) && !has(ColumnLicenseID) {
			lacking = append(lacking, ColumnLicense)
		}
		for _, c := range []Column{ColumnPrice, ColumnCurrency} {
			if !has(c) {
				lacking = append(lacking, c)
			}
		}
		return lacking
	},
}

// PriceRow is a row of a list of prices. Whose price it is stands in the file's
// own words.
type PriceRow struct {
	Line       int // its first line, from 1
	License    string
	PartNumber string
	LicenseID  string
	Price      ledger.Price // without SkuID; From is "" where the file has no such column
	// Blank tells that the row names a license and says nothing of it, as in a
	// list that is still to be filled in.
	Blank bool

	headings map[Column]string // of the file; shared by all rows
}

// Heading is what a column is called in the file; "" where it has none.
func (r *PriceRow) Heading(c Column) string { return r.headings[c] }

// PriceFile is a list of prices that was read to its end.
type PriceFile struct {
	Name     string
	Rows     []PriceRow
	Problems []PriceProblem // in the order of the file; their rows are not among Rows
	HasPer   bool           // without that column prices are for a month
	HasFrom  bool
}

// ReadPriceFile reads a list of prices: CSV with a header in English or Dutch.
// Rows that cannot be understood are told, all of them, and are no error.
// Codes: not_found, and invalid for a file that is no such list.
func ReadPriceFile(path string) (PriceFile, error) {
	name, content, err := readSheet(path)
	if err != nil {
		return PriceFile{Name: name}, err
	}
	return readPrices(bytes.NewReader(content), name)
}

func readPrices(in io.Reader, name string) (PriceFile, error) {
	s, err := newSheet(in, name, priceSheet)
	if err != nil {
		return PriceFile{Name: name}, err
	}
	f := PriceFile{Name: name, HasPer: s.has(ColumnPer), HasFrom: s.has(ColumnFrom)}
	headings := map[Column]string{}
	for _, p := range s.at {
		headings[p.column] = s.headers[p.index]
	}
	for {
		row, err := s.next()
		var problem *Problem
		switch {
		case err == io.EOF:
			if len(f.Rows)+len(f.Problems) == 0 {
				return f, Refuse(Refusal{Why: WhyNoRows}, ledger.CodeInvalid, "read "+name, "%s has a header and no rows, so it has no prices. Nothing was changed.", name)
			}
			return f, nil
		case errors.As(err, &problem):
			f.Problems = append(f.Problems, PriceProblem{Line: problem.Line, Reason: PriceReason(problem.Reason), Cells: problem.Cells, Headings: problem.Headings})
			continue
		case err != nil:
			return f, err
		}
		read, problems := priceRow(&row)
		read.headings = headings
		if len(problems) > 0 {
			f.Problems = append(f.Problems, problems...)
		} else {
			f.Rows = append(f.Rows, read)
		}
	}
}

// priceRow understands a row, or tells everything that is wrong with it.
func priceRow(r *sheetRow) (read PriceRow, problems []PriceProblem) {
	wrong := func(c Column, reason PriceReason) {
		problems = append(problems, PriceProblem{Line: r.line, Column: r.heading(c), Reason: reason, Cell: shortened(r.text(c))})
	}
	read = PriceRow{Line: r.line, License: r.text(ColumnLicense), PartNumber: r.text(ColumnPartNumber), LicenseID: r.text(ColumnLicenseID)}
	price, currency, per, from := r.text(ColumnPrice), r.text(ColumnCurrency), r.text(ColumnPer), r.text(ColumnFrom)
	if read.License+read.PartNumber+read.LicenseID == "" {
		wrong(ColumnLicense, PriceNoLicense)
	}
	if read.Blank = price+currency+per+from == ""; read.Blank {
		return read, problems
	}
	if price != "" {
		cents, fault := ledger.ReadAmount(price)
		if read.Price.Amount = &cents; fault != "" {
			wrong(ColumnPrice, PriceReason(fault))
		}
	}
	if read.Price.Currency = currencyOf(currency); read.Price.Currency == "" && currency == "" && price == "" {
		read.Price.Currency = ledger.NoCurrency
	} else if !ledger.IsCurrency(read.Price.Currency) || price != "" && read.Price.Currency == ledger.NoCurrency {
		wrong(ColumnCurrency, PriceNoCurrency)
	}
	var ok bool
	if read.Price.Per, ok = periodOf(per); !ok && (per != "" || price != "" && r.sheet.has(ColumnPer)) {
		wrong(ColumnPer, PriceNoPeriod)
	}
	if r.sheet.has(ColumnFrom) {
		var reason PriceReason
		if read.Price.From, reason = firstDay(from); reason != "" {
			wrong(ColumnFrom, reason)
		}
	}
	return read, problems
}

func currencyOf(cell string) string {
	if cell == "€" {
		return "EUR"
	}
	return strings.ToUpper(cell)
}

// periodOf reads what a price is for. What is left out is a month.
func periodOf(cell string) (per ledger.PricePeriod, ok bool) {
	switch strings.TrimPrefix(normalise(cell), "per") {
	case "month", "monthly", "months", "maand", "maandelijks":
		return ledger.PerMonth, true
	case "year", "yearly", "annual", "annually", "jaar", "jaarlijks":
		return ledger.PerYear, true
	}
	return ledger.PerMonth, false
}

// firstDay reads the day from which a price holds: 2026-03-31, or with the day
// first as in 31-3-2026. Of 3/4/2026 nothing tells whether that is April.
func firstDay(cell string) (day string, reason PriceReason) {
	w, ok := readWritten(cell)
	if !ok || w.precision != ledger.PrecisionDay {
		return "", PriceNoDay
	}
	if !w.yearFirst && !strings.HasSuffix(cell, strconv.Itoa(w.numbers[2])) {
		return "", PriceAmbiguousDay // 1-3-26 begins with a day or with a year
	}
	order := OrderDayFirst
	if w.separator == '/' && !w.yearFirst && w.numbers[0] != w.numbers[1] {
		switch {
		case w.numbers[0] <= 12 && w.numbers[1] <= 12:
			return "", PriceAmbiguousDay
		case w.numbers[1] > 12:
			order = OrderMonthFirst
		}
	}
	if day, ok = w.canonical(order); !ok {
		return "", PriceNoSuchDay
	}
	return day, ""
}

// shortened keeps a cell short enough for a sentence.
func shortened(cell string) string {
	if runes := []rune(cell); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return cell
}
