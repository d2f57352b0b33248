package importer

import (
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// PriceReason is what is wrong with a row of a list of prices.
type PriceReason string

// The closed list of reasons. Which license is meant, and what the list says of
// one as a whole, is found out by who knows the licenses of the tenant.
const (
	PriceAfterQuote                 = PriceReason(ReasonAfterQuote)
	PriceCellCount                  = PriceReason(ReasonCellCount)
	PriceNoLicense      PriceReason = "no_license"
	PriceNoNumber                   = PriceReason(ledger.AmountNoNumber)
	PriceAmbiguous                  = PriceReason(ledger.AmountAmbiguous)
	PriceTooPrecise                 = PriceReason(ledger.AmountTooPrecise)
	PriceNegative                   = PriceReason(ledger.AmountNegative)
	PriceTooLarge                   = PriceReason(ledger.AmountTooLarge)
	PriceNoCurrency     PriceReason = "no_currency"
	PriceNoPeriod       PriceReason = "no_period"
	PriceNoDay          PriceReason = "no_day"
	PriceNoSuchDay      PriceReason = "no_such_day"
	PriceAmbiguousDay   PriceReason = "ambiguous_day"
	PriceUnknownLicense PriceReason = "unknown_license"   // Near names the nearest
	PriceManyLicenses   PriceReason = "ambiguous_license" // Near names them
	PriceOtherLicense   PriceReason = "other_license"     // this cell means another license than the first that names one
	PriceRepeated       PriceReason = "repeated"          // line Other says the same license and day
	PriceTwoCurrencies  PriceReason = "two_currencies"    // line Other has another currency for the same license and day
	PriceCurrencyChange PriceReason = "currency_change"   // the license has another currency on other days: in line Other, or, where that is 0, in the ledger
)

// PriceReasons gives the closed list.
func PriceReasons() []PriceReason {
	return []PriceReason{PriceAfterQuote, PriceCellCount, PriceNoLicense, PriceNoNumber, PriceAmbiguous, PriceTooPrecise, PriceNegative, PriceTooLarge,
		PriceNoCurrency, PriceNoPeriod, PriceNoDay, PriceNoSuchDay, PriceAmbiguousDay, PriceUnknownLicense, PriceManyLicenses, PriceOtherLicense,
		PriceRepeated, PriceTwoCurrencies, PriceCurrencyChange}
}

// priceReasonTexts say what is wrong and what to do.
var priceReasonTexts = map[PriceReason]string{
	PriceAfterQuote:     reasonTexts[ReasonAfterQuote],
	PriceNoLicense:      "no cell names the license; write its name, part number or id",
	PriceNoNumber:       "the price is no number; write 12.50 or 12,50 and leave the currency to its own column",
	PriceAmbiguous:      "the price can be read as thousands or as decimals; write it with two decimals or without the mark",
	PriceTooPrecise:     "the price has more than two decimals; round it to two",
	PriceNegative:       "a price cannot be less than nothing; leave it blank if it is not known",
	PriceTooLarge:       "the price is larger than any license costs; correct it",
	PriceNoCurrency:     "the cell is no currency; write its three letters, such as EUR",
	PriceNoPeriod:       "the cell is no time that a price is for; write month or year",
	PriceNoDay:          "the cell is no day from which a price can hold; write it as 2026-03-31",
	PriceNoSuchDay:      "there is no such day; correct the date",
	PriceAmbiguousDay:   "nothing tells which figure is the month; write the day as 2026-03-31",
	PriceUnknownLicense: "the tenant has no such license",
	PriceManyLicenses:   "several licenses of the tenant are called that; write the id of one",
	PriceOtherLicense:   "this cell means another license than the rest of the row; leave one of them blank",
}

// PriceProblem is what is wrong with a row, or with a cell of it.
type PriceProblem struct {
	Line   int         `json:"line"`   // first line of the row, from 1
	Column string      `json:"column"` // heading of the cell; "" when it is about the whole row
	Reason PriceReason `json:"reason"`
	Cell   string      `json:"cell"`  // what stands in it, shortened
	Near   []string    `json:"near"`  // of unknown and ambiguous licenses: what can be meant
	Other  int         `json:"other"` // the line that it contradicts; 0 where there is none

	Cells    int `json:"cells"`    // of cell_count: what the row has
	Headings int `json:"headings"` // of cell_count: what the header has
}

// Text says in English what is wrong and what to do.
func (p *PriceProblem) Text() string {
	switch p.Reason {
	case PriceCellCount:
		return fmt.Sprintf("the row has %s and the header %d; put a price with a comma in quotation marks, or separate cells by semicolons", ledger.Counted(p.Cells, "cell", "cells"), p.Headings)
	case PriceRepeated:
		return fmt.Sprintf("line %d says what this license costs from the same day on; remove one of them", p.Other)
	case PriceTwoCurrencies:
		return fmt.Sprintf("line %d has another currency for this license and day; remove one of them", p.Other)
	case PriceCurrencyChange:
		where := "in this history file"
		if p.Other > 0 {
			where = fmt.Sprintf("in line %d", p.Other)
		}
		return fmt.Sprintf("the license is in another currency %s; correct it, or say that its currency changes", where)
	}
	text := priceReasonTexts[p.Reason]
	if len(p.Near) > 0 {
		text += "; perhaps " + strings.Join(p.Near, " or ")
	}
	return text
}

// Error gives the line, the column and what is wrong there, without the cell:
// in a list of something else it can be anything.
func (p *PriceProblem) Error() string {
	where := fmt.Sprintf("line %d", p.Line)
	if p.Column != "" {
		where += ", " + p.Column
	}
	return where + ": " + p.Text()
}
