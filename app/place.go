package app

import (
	"licenseledger/store"
	"licenseledger/store/ledger"
)

// PlaceOf tells whether a ledger at path lies, or would lie, where it is not
// safe: on a network share, or in a folder that is copied to a cloud.
func PlaceOf(path string) ledger.Place { return store.PlaceOf(path) }

// KeptCopy is where the ledger lies as it was before this opening brought it up
// to date; "" when there was nothing to bring up to date.
func (l *Ledger) KeptCopy() string {
	migration, _ := l.store.Migrated()
	return migration.Backup
}
