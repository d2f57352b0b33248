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
	seldom int  // calls that were not taken back
	set    bool // the percentage was lower before, and is set
	before int  // percent
}

// collectSeldom lets garbage lie for longer, in the whole program, until back
// is called. A program that collects even less often stays as it is.
func collectSeldom() (back func()) {
	collecting.Lock()
	defer collecting.Unlock()
	if collecting.seldom++; collecting.seldom == 1 {
		collecting.before = debug.SetGCPercent(collectPercent)
		if collecting.set = collecting.before >= 0 && collecting.before < collectPercent; !collecting.set {
			debug.SetGCPercent(collecting.before)
		}
	}
	return func() {
		collecting.Lock()
		defer collecting.Unlock()
		if collecting.seldom--; collecting.seldom == 0 && collecting.set {
			debug.SetGCPercent(collecting.before)
		}
	}
}

// LeastGarbage is the percentage of garbage (see debug.SetGCPercent) that a program
// which chooses it by the size of its heap should let lie now, at the least.
func LeastGarbage() int {
	collecting.Lock()
	defer collecting.Unlock()
	if collecting.seldom > 0 {
		return collectPercent
	}
	return 0
}
