package store

import (
	"runtime/debug"
	"sync"
)

// collectPercent is how much garbage may lie beside what is in use while
// identities are concluded (see debug.SetGCPercent). What is read of people
// stays in use until all rows are concluded: to look for garbage more often
// takes a third of the time and finds little.
const collectPercent = 50

var collecting struct {
	sync.Mutex
	seldom int // calls that were not taken back
	before int // percent
}

// collectSeldom lets garbage lie for longer, in the whole program, until back
// is called. A program that collects even less often stays as it is.
func collectSeldom() (back func()) {
	collecting.Lock()
	defer collecting.Unlock()
	if collecting.seldom++; collecting.seldom == 1 {
		collecting.before = debug.SetGCPercent(collectPercent)
		if collecting.before < 0 || collecting.before > collectPercent {
			debug.SetGCPercent(collecting.before)
		}
	}
	return func() {
		collecting.Lock()
		defer collecting.Unlock()
		if collecting.seldom--; collecting.seldom == 0 {
			debug.SetGCPercent(collecting.before)
		}
	}
}
