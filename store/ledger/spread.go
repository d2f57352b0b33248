package ledger

import (
	"cmp"
	"slices"
)

// Spread rounds parts so that they add up to a whole that has been rounded
// already, in 1/100: as Cents, of a whole that is itself a part of another and
// may differ from its own rounding by one.
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
