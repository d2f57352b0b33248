package store

import (
	"context"

	"licenseledger/store/ledger"
)

// HeldBy counts, per license in its own words, the rows of view assigned and
// their people, without making the rows; nil where it is not known who holds
// what, or what that brings. at as in ViewSpec.At. Codes as OpenView.
func (l *Ledger) HeldBy(ctx context.Context, at string) (map[string]ledger.Tally, error) {
	var held map[string]ledger.Tally
	_, err := l.onDay(ctx, "count licenses", at, func(d *day, dir *directory) error {
		if !dir.isRead || d.position(ledger.SourceSubscribedSkus) == 0 && d.accounts().source == ledger.SourceUsers {
			return nil
		}
		a, err := d.assigned(ctx, dir)
		if err != nil {
			return err
		}
		held = a.byLicense()
		return nil
	})
	return held, err
}

// byLicense counts the assignments of every license.
func (a *assigned) byLicense() map[string]ledger.Tally {
	place, sums := map[string]int{}, []sum{}
	of := make([]int, len(a.services))
	for n := range a.services {
		i, ok := place[a.services[n].license]
		if !ok {
			i = len(sums)
			place[a.services[n].license] = i
			sums = append(sums, sum{})
		}
		of[n] = i
	}
	for who, fact := range a.directory.fact {
		if fact != 0 {
			a.each(uint32(who), func(service uint32, _ hold) { sums[of[service]].add(uint32(who)) })
		}
	}
	held := map[string]ledger.Tally{}
	for license, i := range place {
		held[license] = *sums[i].tally()
	}
	return held
}
