//go:build !race

package store_test

// usualKills is enough for each kind of step; "go run ./build stress" kills hundreds of times.
const usualKills = 24

// usualSeeds are the histories that every property meets beside the last one.
var usualSeeds = []uint64{1, 3}
