//go:build race

package store_test

// The race detector makes everything several times slower, and every run of all
// tests has it: each property meets one history there.

const usualKills = 12

var usualSeeds = []uint64{}
