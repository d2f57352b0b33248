package store_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/storetest"
)

// sameAnew compares what was concluded from what publications changed with what
// all facts together say.
func sameAnew(t *testing.T, l *store.Ledger, after storetest.Listing) {
	t.Helper()
	stepByStep := storetest.Dump(t, l)
	if err := l.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if anew := storetest.Dump(t, l); stepByStep != anew {
		t.Fatalf("after %s of %s, conclusions differ (-step by step +anew):\n%s", after.Source, after.At,
			cmp.Diff(splitLines(stepByStep), splitLines(anew)))
	}
}

// sameAsEverything compares who is said to be behind each Unknown line with the
// answer that all lines and all people together give.
func sameAsEverything(t *testing.T, l *store.Ledger, after storetest.Listing) {
	t.Helper()
	if d := cmp.Diff(store.IdentitiesFromEverything(t, l), store.IdentitiesKept(t, l)); d != "" {
		t.Fatalf("after %s of %s, identities differ (-from everything +kept):\n%s", after.Source, after.At, d)
	}
}

func TestConclusions_AfterEveryPublicationAreThoseOfAllFacts(t *testing.T) {
	for name, draw := range map[string]func(seed uint64, days int) []storetest.Listing{"tenant": storetest.Histories, "crowd": crowdHistory} {
		t.Run(name, func(t *testing.T) {
			eachSeed(t, func(t *testing.T, seed uint64) {
				l := storetest.New(t)
				for n, x := range draw(seed, 15) {
					storetest.Publish(t, l, x)
					sameAsEverything(t, l, x)
					if n%8 == 7 {
						sameAnew(t, l, x)
					}
				}
			})
		})
	}
}

// TestConclusions_StepByStepForLong never draws them anew but at the end: what
// is wrong once and is righted by chance later is not looked for here, what goes
// on from something wrong is.
func TestConclusions_StepByStepForLong(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		listings := storetest.Histories(seed, 25)
		for _, x := range listings {
			storetest.Publish(t, l, x)
		}
		sameAnew(t, l, listings[len(listings)-1])
	})
}

// TestConclusions_WhenSomeListingsComeLate swaps some listings with later ones,
// so that publications in the past and at the end follow each other.
func TestConclusions_WhenSomeListingsComeLate(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		listings := storetest.Histories(seed, 10)
		random := rand.New(rand.NewPCG(seed, 4))
		for range len(listings) / 5 {
			a := random.IntN(len(listings))
			b := min(len(listings)-1, a+random.IntN(8))
			listings[a], listings[b] = listings[b], listings[a]
		}
		l := storetest.New(t)
		for _, x := range listings {
			storetest.Publish(t, l, x)
			sameAsEverything(t, l, x)
		}
		sameAnew(t, l, listings[len(listings)-1])
	})
}

func TestConclusions_AreTheSameHoweverManyAreDrawnTogether(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range crowdHistory(seed, 20) {
			storetest.Publish(t, l, x)
		}
		together := storetest.Dump(t, l)
		store.AskFewAtOnce(t, 2)
		if err := l.Rebuild(context.Background()); err != nil {
			t.Fatal(err)
		}
		if few := storetest.Dump(t, l); together != few {
			t.Errorf("few at once, conclusions differ (-together +few):\n%s", cmp.Diff(splitLines(together), splitLines(few)))
		}
	})
}
