package ledger

import (
	"regexp"
	"time"

	"golang.org/x/text/currency"
)

// PricePeriod is what a price is for: one unit for a month or for a year.
type PricePeriod string

// The closed list of periods.
const (
	PerMonth PricePeriod = "month"
	PerYear  PricePeriod = "year"
)

// Price is what one unit of a license costs from a day on, until the next price
// of the same license.
type Price struct {
	SkuID    string      `json:"sku_id"`
	From     string      `json:"from"`     // first day, 2006-01-02 in the ledger's zone
	Currency string      `json:"currency"` // ISO 4217
	Amount   *int64      `json:"amount"`   // 1/100 of the currency; nil says that from then on it is not known
	Per      PricePeriod `json:"per"`
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// Equal tells whether two prices say the same.
func (p Price) Equal(q Price) bool {
	if (p.Amount == nil) != (q.Amount == nil) || p.Amount != nil && *p.Amount != *q.Amount {
		return false
	}
	return p.SkuID == q.SkuID && p.From == q.From && p.Currency == q.Currency && p.Per == q.Per
}

// NoCurrency is ISO 4217's own word for none: of a price that is not known.
const NoCurrency = "XXX"

// IsCurrency tells whether a text is the code of a currency, in capital letters:
// prices in one that does not exist would be a sum of their own.
func IsCurrency(code string) bool {
	_, err := currency.ParseISO(code)
	return err == nil && currencyCode.MatchString(code)
}

// Check refuses a price that cannot be kept. Code invalid.
func (p Price) Check() error {
	const op = "set price"
	switch {
	case p.SkuID == "":
		return Errorf(CodeInvalid, op, "A price belongs to a license, and none was named. Choose one.")
	case !isDay(p.From):
		return Errorf(CodeInvalid, op, "%q is no day from which a price can hold. Write it as 2026-03-31.", p.From)
	case !IsCurrency(p.Currency) || p.Amount != nil && p.Currency == NoCurrency:
		return Errorf(CodeInvalid, op, "%q is no currency. Write its three letters, such as EUR.", p.Currency)
	case p.Per != PerMonth && p.Per != PerYear:
		return Errorf(CodeInvalid, op, "%q is no time that a price is for. Choose month or year.", p.Per)
	case p.Amount != nil && *p.Amount < 0:
		return Errorf(CodeInvalid, op, "A price cannot be less than nothing. Leave it out if it is not known.")
	case p.Amount != nil && *p.Amount > maxAmount:
		return Errorf(CodeInvalid, op, "A price can be %s at most. Correct it.", CentsText(maxAmount))
	}
	return nil
}

// isDay tells whether a text is a day of the calendar as 2006-01-02.
func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// PriceOn finds the price of a license on a day. ok is false when it is not
// known: before the first price, and from one without an amount on.
func PriceOn(prices []Price, skuID, day string) (price Price, ok bool) {
	for _, p := range prices {
		if p.SkuID == skuID && p.From <= day && p.From >= price.From {
			price, ok = p, p.Amount != nil
		}
	}
	if !ok {
		return Price{}, false
	}
	return price, true
}
