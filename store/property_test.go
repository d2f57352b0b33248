package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// lastSeed is the history that every property meets last: in a run of all tests
// always the same, so that what fails is the change that is tested. LL_SEED gives
// another: "go run ./build fuzz" draws one after the other.
func lastSeed(t *testing.T) uint64 {
	t.Helper()
	seed := uint64(4)
	if text := os.Getenv("LL_SEED"); text != "" {
		if _, err := fmt.Sscan(text, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("repeat with LL_SEED=%d", seed)
		}
	})
	return seed
}

// seeds are the histories that every property meets.
func seeds(t *testing.T) []uint64 {
	t.Helper()
	last := lastSeed(t)
	if os.Getenv("LL_SEED") != "" {
		return []uint64{last}
	}
	return append(slices.Clone(usualSeeds), last)
}

func eachSeed(t *testing.T, f func(t *testing.T, seed uint64)) {
	for _, seed := range seeds(t) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { f(t, seed) })
	}
}

// eachSeedAtOnce does it for all seeds side by side: most of the time goes into
// waiting for the disk.
func eachSeedAtOnce(t *testing.T, f func(t *testing.T, seed uint64)) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		t.Parallel()
		f(t, seed)
	})
}

func TestHistory_IsTheSameWhateverOrderListingsArriveIn(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		listings := storetest.Histories(seed, 12)
		inOrder, shuffled := storetest.New(t), storetest.New(t)
		for _, x := range listings {
			storetest.Publish(t, inOrder, x)
		}
		for _, n := range rand.New(rand.NewPCG(seed, 2)).Perm(len(listings)) {
			storetest.Publish(t, shuffled, listings[n])
		}
		storetest.Sound(t, inOrder)
		storetest.Sound(t, shuffled)
		if d := cmp.Diff(storetest.Dump(t, inOrder), storetest.Dump(t, shuffled)); d != "" {
			t.Errorf("the order of arrival shows (-in order +shuffled):\n%s", d)
		}
	})
}

func TestConclusions_FollowFromTheFactsAlone(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range storetest.Histories(seed, 12) {
			storetest.Publish(t, l, x)
		}
		before := storetest.Dump(t, l)
		if err := l.Rebuild(context.Background()); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, storetest.Dump(t, l)); d != "" {
			t.Errorf("drawn anew, conclusions differ (-step by step +anew):\n%s", d)
		}
	})
}

func TestPublish_UnchangedListingAddsNoSpan(t *testing.T) {
	l := storetest.New(t)
	all := storetest.Histories(1, 6)
	listing := all[slices.IndexFunc(all, func(x storetest.Listing) bool { return x.Source == ledger.SourceUsers })]
	storetest.Publish(t, l, listing)
	before := countSpans(t, l)
	for range 5 {
		listing.At = listing.At.Add(time.Hour)
		storetest.Publish(t, l, listing)
	}
	if after := countSpans(t, l); after != before {
		t.Errorf("five unchanged listings added spans: %d, were %d", after, before)
	}
	snapshots, err := l.Snapshots(context.Background())
	if err != nil || len(snapshots) != 6 {
		t.Errorf("%d snapshots, want 6 (%v)", len(snapshots), err)
	}
}

func countSpans(t *testing.T, l *store.Ledger) int {
	t.Helper()
	n := 0
	for _, line := range splitLines(storetest.Dump(t, l)) {
		if line[:6] == `"user"` || line[:6] == `"assig` {
			n++
		}
	}
	return n
}

func splitLines(text string) []string {
	var lines []string
	for text != "" {
		end := 0
		for text[end] != '\n' {
			end++
		}
		lines = append(lines, text[:end])
		text = text[end+1:]
	}
	return lines
}
