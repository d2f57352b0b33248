package store

import (
	"context"

	"licenseledger/store/ledger"
)

// countHolders tells how many accounts hold each license, however the
// directory of the day names it. It leaves out what that cannot tell: an export
// names licenses, and a name can be that of several.
func (d *day) countHolders(ctx context.Context, dir *directory, rows []ledger.SeatRow) error {
	if !dir.isRead {
		return nil
	}
	held, err := d.holdings(ctx)
	if err != nil {
		return err
	}
	licenses, err := d.heldLicenses(ctx, held)
	if err != nil {
		return err
	}
	all, blocked := make([]int, len(licenses.all)), make([]int, len(licenses.all))
	var own []heldBy
	for _, fact := range dir.present {
		who := dir.people.userID.At(fact)
		status := statuses[dir.status[who]]
		if status.Departed() {
			continue // deleted since the directory was read
		}
		own = licenses.of(held, who, own)
		for _, h := range own {
			all[h.license]++
			if status == ledger.StatusBlocked {
				blocked[h.license]++
			}
		}
	}
	for i := range rows {
		r := &rows[i]
		holders, blockedHolders, isTold := 0, 0, true
		for n, license := range licenses.all {
			switch {
			case license.id == string(r.LicenseID):
				holders, blockedHolders = holders+all[n], blockedHolders+blocked[n]
			case license.id == "" && all[n] > 0 && canBeNamed(r, license.name):
				isTold = false
			}
		}
		if isTold {
			r.Holders, r.BlockedHolders = &holders, &blockedHolders
		}
	}
	return nil
}

// canBeNamed tells whether a name that is not known to be one license's can be
// this one's: it is its name, or nobody knows how an export names this one.
func canBeNamed(r *ledger.SeatRow, name string) bool {
	return ledger.CanonicalWords(name) == ledger.CanonicalWords(string(r.License)) || !ledger.IsKnownLicense(string(r.LicenseID))
}
