package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSuspects_AreTheFirstOfAll compares the few that are kept with all of them,
// sorted.
func TestSuspects_AreTheFirstOfAll(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		kept := suspects{limit: r.IntN(6), in: map[string]int{}}
		least := map[string]int{}
		for range r.IntN(60) {
			s := suspect{fmt.Sprint("account ", r.IntN(12)), 1 + r.IntN(5)}
			kept.add(s)
			if among, seen := least[s.account]; !seen || s.among < among {
				least[s.account] = s.among
			}
		}
		want := slices.SortedFunc(maps.Keys(least), func(a, b string) int {
			return suspect{a, least[a]}.compare(suspect{b, least[b]})
		})
		want = want[:min(len(want), kept.limit)]
		if got := kept.accounts(); !slices.Equal(got, want) {
			t.Fatalf("seed %d: kept %v, want %v", seed, got, want)
		}
	}
}
