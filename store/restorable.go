package store

import "licenseledger/store/ledger"

// restorableUntil tells until when an account in the deleted users can be
// restored; "" for every other, and where nobody told when it was deleted.
func (dir *directory) restorableUntil(who uint32) string {
	at := dir.deleted[who]
	if at == 0 || statuses[dir.status[who]] != ledger.StatusSoftDeleted {
		return ""
	}
	return ledger.Leaving{DeletedAt: at}.PurgeDue().String()
}

// restorableUntil is that of the account of a line.
func (l *list) restorableUntil(fact uint32) string {
	if statuses[l.status(fact)] != ledger.StatusSoftDeleted {
		return ""
	}
	return l.directory.restorableUntil(l.who(fact))
}
