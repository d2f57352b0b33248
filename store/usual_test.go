//go:build !race

package store_test

// usualKills takes some ten seconds.
const usualKills = 40

// usualSeeds are the histories that every property meets beside the last one.
var usualSeeds = []uint64{1, 3}
