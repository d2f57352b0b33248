package column

import (
	"slices"
	"strings"
)

// arena is texts in the order they were added, many of them in one piece of
// memory.
type arena struct {
	pieces []*strings.Builder // of perPiece texts each, but the last
	ends   []uint32           // where each text ends in its piece
}

const perPiece = 1024

func (a *arena) len() int { return len(a.ends) }

func (a *arena) at(n uint32) string {
	begin := uint32(0)
	if n%perPiece > 0 {
		begin = a.ends[n-1]
	}
	return a.pieces[n/perPiece].String()[begin:a.ends[n]]
}

func (a *arena) add(text []byte) {
	if len(a.ends)%perPiece == 0 {
		a.pieces = append(a.pieces, &strings.Builder{})
	}
	last := a.pieces[len(a.pieces)-1]
	last.Write(text)
	a.ends = append(a.ends, uint32(last.Len()))
}

// clone gives an arena to which texts can be added without a reader of this
// one noticing: only the last piece is not shared.
func (a *arena) clone() arena {
	c := arena{pieces: slices.Clone(a.pieces), ends: slices.Clip(a.ends)}
	if n := len(c.pieces); n > 0 {
		last := &strings.Builder{}
		last.WriteString(c.pieces[n-1].String())
		c.pieces[n-1] = last
	}
	return c
}
