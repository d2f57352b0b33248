package app

import (
	"cmp"
	"maps"
	"slices"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// addLicenses makes a line of every license: those of the day, those that were
// there in the month before alone, and those that are held although nothing
// tells what was bought of them.
func (b *monthBook) addLicenses(was []ledger.SeatRow, held map[ledger.Text]*heldLicense) {
	then := map[ledger.Text]*ledger.SeatRow{}
	for i := range was {
		then[was[i].LicenseID] = &was[i]
	}
	now := map[ledger.Text]bool{}
	for _, r := range b.seats {
		now[r.LicenseID] = true
		b.Licenses = append(b.Licenses, export.MonthLicense{SeatRow: r})
	}
	for i := range was {
		if r := was[i]; len(b.seats) > 0 && !now[r.LicenseID] {
			now[r.LicenseID] = true
			gone := ledger.SeatRow{LicenseID: r.LicenseID, License: r.License, SkuPartNumber: r.SkuPartNumber, Trial: r.Trial}
			price, priced := ledger.PriceOn(b.prices, string(r.LicenseID), b.day)
			gone.SeatMoney = ledger.CostOf(price, priced, gone.IsFree(), 0)
			b.Licenses = append(b.Licenses, export.MonthLicense{SeatRow: gone})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(held)) {
		if h := held[key]; !now[h.id] || h.id == "" {
			unread := ledger.SeatRow{LicenseID: h.id, License: h.name}
			for _, n := range h.centers {
				unread.Unpriced += n
			}
			b.Licenses = append(b.Licenses, export.MonthLicense{SeatRow: unread, Unread: true})
		}
	}
	slices.SortStableFunc(b.Licenses, func(x, y export.MonthLicense) int {
		return cmp.Or(cmp.Compare(ledger.FoldText(string(x.License)), ledger.FoldText(string(y.License))), cmp.Compare(x.LicenseID, y.LicenseID))
	})
	for i := range b.Licenses {
		l := &b.Licenses[i]
		if l.Before = len(was) > 0 && !l.Unread; l.Before && then[l.LicenseID] != nil {
			l.WasBought = then[l.LicenseID].Bought
		}
	}
	costs := roundTogether(len(b.Licenses), func(i int) ledger.SeatMoney { return b.Licenses[i].SeatMoney })
	before := roundTogether(len(b.Licenses), func(i int) ledger.SeatMoney {
		if r := then[b.Licenses[i].LicenseID]; r != nil && b.Licenses[i].Before {
			return r.SeatMoney
		}
		return ledger.SeatMoney{}
	})
	for i := range b.Licenses {
		l := &b.Licenses[i]
		l.Cost, l.Was = costs[i], before[i]
		l.CostChange = changed(l, then[l.LicenseID])
	}
}

// changed tells how much more a license costs than at the reading before; it is
// not known where one of the two is not, or they are of two currencies.
func changed(l *export.MonthLicense, then *ledger.SeatRow) export.Amount {
	costless := then == nil || then.CostBasis == ledger.CostFree || then.Bought == 0
	switch {
	case !l.Before:
	case l.Cost.Currency != "" && (l.Was.Currency == l.Cost.Currency || l.Was.Currency == "" && costless):
		return export.Amount{Cents: l.Cost.Cents - l.Was.Cents, Currency: l.Cost.Currency}
	case l.Cost.Currency == "" && l.Was.Currency != "" && (l.CostBasis == ledger.CostFree || l.Bought == 0):
		return export.Amount{Cents: -l.Was.Cents, Currency: l.Was.Currency}
	}
	return export.Amount{}
}

// roundTogether rounds the costs of n licenses so that those of a currency add
// up to what it costs in all.
func roundTogether(n int, of func(i int) ledger.SeatMoney) []export.Amount {
	amounts := make([]export.Amount, n)
	parts, places := map[ledger.Text][]ledger.Money{}, map[ledger.Text][]int{}
	for i := range n {
		if m := of(i); m.CostMonth != nil {
			parts[m.Currency], places[m.Currency] = append(parts[m.Currency], *m.CostMonth), append(places[m.Currency], i)
		}
	}
	for currency, own := range parts {
		for n, cents := range ledger.Cents(own) {
			amounts[places[currency][n]] = export.Amount{Cents: cents, Currency: string(currency)}
		}
	}
	return amounts
}

// addParts divides what was bought of each license: among the cost centers of
// its holders, those whom nothing tells, and nobody. What costs nothing is not
// divided: of most such licenses there are as many as anybody wants.
func (b *monthBook) addParts(held map[ledger.Text]*heldLicense) {
	for i := range b.Licenses {
		l := &b.Licenses[i]
		if l.CostBasis == ledger.CostFree {
			continue
		}
		var own []export.MonthPart
		add := func(kind export.PartKind, center ledger.Text, units int64) {
			if units != 0 {
				own = append(own, export.MonthPart{Kind: kind, CostCenter: center, License: l.License, LicenseID: l.LicenseID, Units: units})
			}
		}
		told := int64(0)
		if h := held[heldKey(l.LicenseID, l.License)]; h != nil {
			for _, center := range slices.Sorted(maps.Keys(h.centers)) {
				add(export.PartHeld, center, h.centers[center])
				told += h.centers[center]
			}
		}
		if !l.Unread {
			add(export.PartUntold, "", l.Assigned-told)
			add(export.PartNotAssigned, "", max(0, l.Bought-l.Assigned))
			add(export.PartOver, "", min(0, l.Bought-l.Assigned))
		}
		b.price(l, own)
		b.Parts = append(b.Parts, own...)
	}
}

// price gives the parts of a license their share of its cost.
func (b *monthBook) price(l *export.MonthLicense, parts []export.MonthPart) {
	price, priced := ledger.PriceOn(b.prices, string(l.LicenseID), b.day)
	month, ok := price.Month()
	if l.Cost.Currency == "" || !priced || !ok {
		for i := range parts {
			if l.Unpriced != 0 {
				parts[i].Unpriced = parts[i].Units
			}
		}
		return
	}
	money := make([]ledger.Money, len(parts))
	for i := range parts {
		money[i] = month.Times(parts[i].Units)
	}
	for i, cents := range ledger.Spread(l.Cost.Cents, money) {
		parts[i].Cost = export.Amount{Cents: cents, Currency: l.Cost.Currency}
	}
}

// shareOut gives each person with a license their share of what the license
// costs their cost center: the shares add up to it.
func (b *monthBook) shareOut() {
	type key struct{ license, center ledger.Text }
	type share struct {
		part *export.MonthPart
		done int64
	}
	shares := map[key]*share{}
	for i := range b.Parts {
		if p := &b.Parts[i]; p.Kind == export.PartHeld {
			shares[key{heldKey(p.LicenseID, p.License), p.CostCenter}] = &share{part: p}
		}
	}
	b.Cost = func(r *ledger.Row) export.Amount {
		s := shares[key{heldKey(r.LicenseID, r.License), r.CostCenter}]
		if s == nil || s.part.Cost.Currency == "" {
			return export.Amount{}
		}
		s.done++
		cents := s.part.Cost.Cents*s.done/s.part.Units - s.part.Cost.Cents*(s.done-1)/s.part.Units
		return export.Amount{Cents: cents, Currency: s.part.Cost.Currency}
	}
}
