package app

import (
	"os"
	"runtime/debug"
)

// collectPercent is by how much the heap may grow before garbage is collected.
// The columns of a large tenant (see package store) are most of the heap and
// have no pointers, so that collecting costs little however large they are, and
// waiting until as much garbage as columns has gathered would double the memory
// for nothing.
const collectPercent = 10

// CollectOften sets the garbage collector for a program that opens ledgers,
// unless its user did so by GOGC (see package runtime).
func CollectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectPercent)
	}
}
