package store_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/storetest"
)

// TestImage_IsRenewedWhereSomebodyIsForgotten forgets people of drawn histories one after the
// other: kept images speak on, say nothing of them, and show what the facts show, also after
// the next listing.
func TestImage_IsRenewedWhereSomebodyIsForgotten(t *testing.T) {
	ctx := context.Background()
	store.CutPieces(t)
	renewed := map[int]int{}
	eachSeed(t, func(t *testing.T, seed uint64) {
		share := []int{1, 1 << 20}[seed%2] // images are behind, or up to date
		store.KeepEveryImage(t, share)
		listings := storetest.Histories(seed, 8)
		last := len(listings) - 3
		path := filepath.Join(t.TempDir(), "contoso.ledger")
		l, err := store.Create(ctx, path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { l.Close() }()
		for _, x := range listings[:last] {
			storetest.Publish(t, l, x)
		}
		known := usersIn(listings[:last])
		r := rand.New(rand.NewPCG(seed, 13))
		for range 2 {
			id := known[r.IntN(len(known))].UserID
			before, _ := l.ImagesThatSpeak(t)
			back := store.KeepNoImage()
			_, err := l.Forget(ctx, id, false)
			if back(); err != nil {
				t.Fatal(err)
			}
			speak, kept := l.ImagesThatSpeak(t)
			if speak > 0 && speak < before { // all are gone where addresses were several people's
				t.Errorf("%d of %d images speak on", speak, before)
			}
			for _, address := range addressesOnlyOf(id, listings[:last], listings) {
				if strings.Contains(strings.ToLower(kept), address) {
					t.Errorf("an address of %s is in an image", id)
				}
			}
			renewed[share] += speak
		}
		for _, x := range listings[last:] {
			storetest.Publish(t, l, x)
		}
		storetest.Sound(t, l)
		withImages := everyView(t, l)
		if l, err = reopenedWithoutImages(t, l, path); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(everyView(t, l), withImages); d != "" {
			t.Fatalf("after forgetting and going on (-from facts +from images):\n%s", d)
		}
	})
	if len(seeds(t)) > 1 && (renewed[1] == 0 || renewed[1<<20] == 0) {
		t.Errorf("images were renewed %v times, by how far they were behind", renewed)
	}
}

func reopenedWithoutImages(t *testing.T, l *store.Ledger, path string) (*store.Ledger, error) {
	t.Helper()
	if err := l.Close(); err != nil {
		return nil, err
	}
	execute(t, path, `DELETE FROM image`)
	return store.Open(context.Background(), path, store.Options{})
}
