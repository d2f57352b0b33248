package store

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// TestAxis_MergeIsMembershipListingByListing compares with asking of every
// listing by itself whether it has the fact.
func TestAxis_MergeIsMembershipListingByListing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := r.IntN(12) + 1
		positions, fresh := make([]ledger.Position, n), map[ledger.Position]bool{}
		var has []bool
		for i := range positions {
			positions[i] = ledger.Position(10 * (i + 1))
			fresh[positions[i]] = r.IntN(2) == 0
			has = append(has, r.IntN(3) > 0)
		}
		spansOf := func(theirs bool) []factSpan {
			var own []ledger.Position
			var in []bool
			for i, pos := range positions {
				if fresh[pos] == theirs {
					own, in = append(own, pos), append(in, has[i])
				}
			}
			return spansFrom(own, in)
		}
		got := newAxis(positions, fresh).merge(spansOf(false), spansOf(true))
		if d := cmp.Diff(fmt.Sprint(spansFrom(positions, has)), fmt.Sprint(got)); d != "" {
			t.Fatalf("listings %v, fresh %v, has %v:\n%s", positions, fresh, has, d)
		}
	}
}

// spansFrom makes stretches of whether each listing has a fact.
func spansFrom(positions []ledger.Position, in []bool) []factSpan {
	var spans []factSpan
	for i, pos := range positions {
		switch {
		case !in[i]:
		case i > 0 && in[i-1]:
			spans[len(spans)-1].to = ledger.EndOfTime
		default:
			spans = append(spans, factSpan{pos, ledger.EndOfTime})
		}
		if !in[i] && i > 0 && in[i-1] {
			spans[len(spans)-1].to = pos
		}
	}
	return spans
}
