package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Money is an amount of one currency in 1/1200 of its unit: 1/12 of 1/100, so
// that a month of a yearly price is exact, and so is every sum. It is rounded
// only where it is shown: see Cents.
type Money int64

// perCent is how many of Money are 1/100 of the currency.
const perCent = 12

// Month is what one unit costs a month. ok is false where the amount is not
// known.
func (p Price) Month() (m Money, ok bool) {
	switch {
	case p.Amount == nil:
		return 0, false
	case p.Per == PerYear:
		return Money(*p.Amount), true
	default:
		return Money(*p.Amount) * perCent, true
	}
}

// MoneyOfCents is the money of 1/100 of a currency.
func MoneyOfCents(cents int64) Money { return Money(cents) * perCent }

// Times is the money of n units.
func (m Money) Times(n int64) Money { return m * Money(n) }

// Cents rounds to 1/100 of the currency, half away from zero.
func (m Money) Cents() int64 {
	half := Money(perCent / 2)
	if m < 0 {
		half = -half
	}
	return int64((m + half) / perCent)
}

// String is the amount as the console contract writes it: 1234.50.
func (m Money) String() string { return CentsText(m.Cents()) }

// MarshalText gives String: money in JSON is a decimal number as text, with its
// currency beside it.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// CentsText writes 1/100 of a currency as its decimal number: 1234.50.
func CentsText(cents int64) string {
	sign, size := "", uint64(cents)
	if cents < 0 {
		sign, size = "-", -size
	}
	return sign + strconv.FormatUint(size/100, 10) + fmt.Sprintf(".%02d", size%100)
}

// Cents rounds the parts of a whole so that what is shown adds up to the whole
// as it is shown: each part is rounded down, and what is then missing goes to
// the parts that lost most; among equals, to the first.
func Cents(parts []Money) []int64 {
	var whole Money
	for _, part := range parts {
		whole += part
	}
	return Spread(whole.Cents(), parts)
}

// Spread is Cents of a whole that has been rounded already, in 1/100: one that is
// itself a part of another may differ from its own rounding by one.
func Spread(whole int64, parts []Money) []int64 {
	rounded, order := make([]int64, len(parts)), make([]int, len(parts))
	missing := whole
	lost := func(i int) Money { return parts[i] - Money(rounded[i])*perCent }
	for i, part := range parts {
		rounded[i], order[i] = floorCents(part), i
		missing -= rounded[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost(b), lost(a)) })
	for n := 0; missing > 0 && len(parts) > 0; n, missing = n+1, missing-1 {
		rounded[order[n%len(order)]]++
	}
	return rounded
}

func floorCents(m Money) int64 {
	cents := int64(m / perCent)
	if m%perCent < 0 {
		cents--
	}
	return cents
}

// Sums is money of several currencies, which are never added to each other,
// and how many units have no price: unknown, and therefore in no sum.
type Sums struct {
	Money    map[string]Money // by currency
	Unpriced int64            // units
}

// Add adds the month of n units of a license at the price of a day; priced is
// false where it is not known.
func (s *Sums) Add(p Price, priced bool, n int64) {
	month, ok := p.Month()
	if !priced || !ok {
		s.Unpriced += n
		return
	}
	if s.Money == nil {
		s.Money = map[string]Money{}
	}
	s.Money[p.Currency] += month.Times(n)
}

// AddSums adds what another has.
func (s *Sums) AddSums(other Sums) {
	s.Unpriced += other.Unpriced
	for currency, m := range other.Money {
		if s.Money == nil {
			s.Money = map[string]Money{}
		}
		s.Money[currency] += m
	}
}

// Currencies lists the currencies that have a sum, in alphabetical order.
func (s Sums) Currencies() []string {
	all := make([]string, 0, len(s.Money))
	for currency := range s.Money {
		all = append(all, currency)
	}
	slices.Sort(all)
	return all
}

// CurrencySum is a sum in one currency.
type CurrencySum struct {
	CostMonth Money  `json:"cost_month"`
	Currency  string `json:"currency"`
}

// List gives the sums one by one, in the order of Currencies; never nil.
func (s Sums) List() []CurrencySum {
	all := []CurrencySum{}
	for _, currency := range s.Currencies() {
		all = append(all, CurrencySum{s.Money[currency], currency})
	}
	return all
}
