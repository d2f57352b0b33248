package store_test

import (
	"testing"

	"licenseledger/store/storetest"
)

// TestIdentity_SomebodyIsMissedBeforeTheDirectoryIsReadAgain is a drawn history
// in which a report looks up an account that the deleted users told of days ago,
// and the directory that lacks it was not taken in: from the last listing that
// had it on, rows may be theirs.
func TestIdentity_SomebodyIsMissedBeforeTheDirectoryIsReadAgain(t *testing.T) {
	const seed = 1795690378532953523
	guarded, l := storetest.New(t), storetest.New(t)
	guarded.HoldAbove(0)
	for _, run := range storetest.Runs(storetest.Histories(seed, 14)) {
		held := map[string]bool{}
		for _, x := range publishGuarded(t, guarded, run...) {
			held[x.Source] = true
		}
		var taken []storetest.Listing
		for _, x := range run {
			if !held[x.Source] {
				taken = append(taken, x)
			}
		}
		storetest.Publish(t, l, taken...)
	}
	storetest.Sound(t, l)
}

// TestIdentity_AnotherSourceOfTheDirectoryLackedSomebody is a drawn history in
// which Graph goes on telling of an account, while an export of people that came
// in between lacked it: when rows were shown, it was not there.
func TestIdentity_AnotherSourceOfTheDirectoryLackedSomebody(t *testing.T) {
	const seed = 1795701600641760173
	l := storetest.New(t)
	for _, x := range storetest.Histories(seed, 15) {
		storetest.Publish(t, l, x)
		sameAsEverything(t, l, x)
	}
}

// TestIdentity_SomebodyElseHeldSuchARowLater is a drawn history in which a list
// names somebody with what Unknown rows say of another source, of which was told
// why they are not certain: now it is also that somebody else held such a row.
func TestIdentity_SomebodyElseHeldSuchARowLater(t *testing.T) {
	const seed = 1795708465383564296
	l := storetest.New(t)
	for _, x := range storetest.Histories(seed, 12) {
		storetest.Publish(t, l, x)
	}
	storetest.Sound(t, l)
}
