//go:build race

package store_test

// The race detector makes everything slow: half as much of it, in twice the
// time, on top of what is proven without it.

const usualKills = 15

var usualSeeds = []uint64{2}
