package store_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestForget_HoldsWhateverArrivesLater deals a history out to two ledgers and a
// backup, forgets somebody in one, and lets everything else arrive there: by
// sync and import, by a merge, by a restored backup. No address is in any fact
// that the ledger was told to be that person's, and never anybody else's.
func TestForget_HoldsWhateverArrivesLater(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		ctx := context.Background()
		r := rand.New(rand.NewPCG(seed, 8))
		listings := storetest.Histories(seed, 10)
		ours, theirs := storetest.New(t), storetest.New(t)
		backup := filepath.Join(t.TempDir(), "copy.ledger")
		var told, later, elsewhere []storetest.Listing
		for i, x := range listings {
			switch {
			case i < len(listings)/3:
				storetest.Publish(t, ours, x)
				storetest.Publish(t, theirs, x)
				told = append(told, x)
			case r.IntN(2) == 0:
				storetest.Publish(t, theirs, x)
				elsewhere = append(elsewhere, x)
			default:
				later = append(later, x)
			}
		}
		if err := ours.Backup(ctx, backup); err != nil {
			t.Fatal(err)
		}
		known := usersIn(told)
		if len(known) == 0 {
			t.Skip("nobody was in the directory yet")
		}
		id := known[r.IntN(len(known))].UserID
		if _, err := ours.Forget(ctx, id, false); err != nil {
			t.Fatal(err)
		}
		nobody := func(when string) {
			t.Helper()
			storetest.Sound(t, ours)
			dump := strings.ToLower(storetest.Dump(t, ours))
			for _, address := range addressesOnlyOf(id, told, listings) {
				if strings.Contains(dump, `"`+address) || strings.Contains(dump, ":"+address) {
					t.Errorf("%s: an address of the forgotten %s is there: %s", when, id, address)
				}
			}
		}
		nobody("after forgetting")
		for _, x := range later {
			storetest.Publish(t, ours, x)
		}
		told = append(told, later...)
		nobody("after syncs and imports")
		if _, err := ours.Merge(ctx, theirs.Path()); err != nil {
			t.Fatal(err)
		}
		told = append(told, elsewhere...)
		nobody("after a merge")
		if _, err := ours.Restore(ctx, backup); err != nil {
			t.Fatal(err)
		}
		nobody("after a restore")
	})
}

// addressesOnlyOf gives the addresses that some listings tell to be an
// account's, and that are nobody else's in all of a history.
func addressesOnlyOf(id string, told, all []storetest.Listing) []string {
	var own []string
	for _, u := range usersIn(told) {
		if u.UserID == id {
			own = append(own, strings.ToLower(u.UserPrincipalName), strings.ToLower(u.Mail))
		}
	}
	others := map[string]bool{"": true}
	for _, u := range usersIn(all) {
		if u.UserID != id {
			others[strings.ToLower(u.UserPrincipalName)], others[strings.ToLower(u.Mail)] = true, true
		}
	}
	for _, x := range factsIn[ledger.DeletedUser](all) {
		if x.UserID != id {
			name := strings.TrimPrefix(strings.ToLower(x.UserPrincipalName), strings.ReplaceAll(x.UserID, "-", ""))
			others[name], others[strings.ToLower(x.Mail)] = true, true
		}
	}
	slices.Sort(own)
	return slices.DeleteFunc(slices.Compact(own), func(address string) bool { return others[address] })
}

func usersIn(listings []storetest.Listing) []ledger.User {
	return slices.DeleteFunc(factsIn[ledger.User](listings), func(u ledger.User) bool { return u.UserPrincipalName == "" })
}

func factsIn[F ledger.Fact](listings []storetest.Listing) []F {
	var all []F
	for _, x := range listings {
		for _, object := range x.Objects {
			for _, fact := range object.Facts {
				if f, ok := fact.(F); ok {
					all = append(all, f)
				}
			}
		}
	}
	return all
}
