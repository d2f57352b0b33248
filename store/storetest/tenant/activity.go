package tenant

import (
	"time"

	"licenseledger/store/ledger"
)

// Activity is who was seen on the day before the reading: about a tenth of the
// accounts, most of them the same people from day to day.
func (t *Tenant) Activity() ledger.ActivitySlice {
	slice := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: t.start.AddDate(0, 0, t.day-1).Format(time.DateOnly),
		ReadAt: ledger.InstantOf(t.ReadAt(ledger.SourceSignIns)), Products: []ledger.Product{ledger.ProductPowerApps, ledger.ProductPowerAutomate}}
	for i := range t.people {
		m := &t.people[i]
		if !m.present() || m.flags&blocked != 0 || m.held[0] == 0 || !t.seen(m) {
			continue
		}
		id := t.id(m)
		if m.serial%5 < 3 {
			slice.Uses = append(slice.Uses, ledger.Use{UserID: id, Product: ledger.ProductPowerApps})
		}
		if m.serial%5 > 1 {
			slice.Uses = append(slice.Uses, ledger.Use{UserID: id, Product: ledger.ProductPowerAutomate})
		}
	}
	return slice
}

// seen tells whether an account was used on the day: one of eight is on most
// days, the others are now and then.
func (t *Tenant) seen(m *member) bool {
	dice := mix(t.seed ^ uint64(m.serial)<<20 ^ uint64(t.day))
	if m.serial%8 == 0 {
		return dice%100 < 70
	}
	return dice%100 < 2
}
