package store

import (
	"sort"

	"licenseledger/store/ledger"
)

// factSpan is one stretch of a fact in its source's history.
type factSpan struct{ from, to ledger.Position }

// axis is the listings of one source in two ledgers, in order.
type axis struct {
	positions []ledger.Position
	theirs    []bool // the listing comes from the other ledger; ours lacks it
	runEnd    []int  // place after the last listing in a row that comes from the same ledger
}

func newAxis(positions []ledger.Position, fresh map[ledger.Position]bool) *axis {
	a := &axis{positions: positions, theirs: make([]bool, len(positions)), runEnd: make([]int, len(positions))}
	for i, pos := range positions {
		a.theirs[i] = fresh[pos]
	}
	for i := len(positions) - 1; i >= 0; i-- {
		a.runEnd[i] = i + 1
		if i+1 < len(positions) && a.theirs[i+1] == a.theirs[i] {
			a.runEnd[i] = a.runEnd[i+1]
		}
	}
	return a
}

// place gives the first listing at or after a position.
func (a *axis) place(pos ledger.Position) int {
	return sort.Search(len(a.positions), func(i int) bool { return a.positions[i] >= pos })
}

// at gives the position of a place; the end of time behind the last one.
func (a *axis) at(place int) ledger.Position {
	if place == len(a.positions) {
		return ledger.EndOfTime
	}
	return a.positions[place]
}

// merge gives the stretches of a fact in the history of both ledgers: a listing
// that comes from them has it if they say so, every other if we do. It does not
// matter which of two ledgers is ours.
func (a *axis) merge(ours, theirs []factSpan) []factSpan {
	var merged []factSpan
	last := -1 // place where the last stretch ends
	add := func(from, to int) {
		if from == last {
			merged[len(merged)-1].to = a.at(to)
		} else {
			merged = append(merged, factSpan{a.at(from), a.at(to)})
		}
		last = to
	}
	for at := 0; at < len(a.positions); {
		inOurs, oursTo := a.stretch(ours, at)
		inTheirs, theirsTo := a.stretch(theirs, at)
		to := min(oursTo, theirsTo)
		switch {
		case inOurs && inTheirs:
			add(at, to)
		case inOurs || inTheirs:
			for from := at; from < to; from = a.runEnd[from] {
				if a.theirs[from] == inTheirs {
					add(from, min(to, a.runEnd[from]))
				}
			}
		}
		at = to
	}
	return merged
}

// stretch tells whether the spans have the listing at a place, and up to which
// place that stays so.
func (a *axis) stretch(spans []factSpan, at int) (in bool, to int) {
	n := sort.Search(len(spans), func(i int) bool { return a.place(spans[i].to) > at })
	if n == len(spans) {
		return false, len(a.positions)
	}
	if from := a.place(spans[n].from); from > at {
		return false, from
	}
	return true, a.place(spans[n].to)
}
