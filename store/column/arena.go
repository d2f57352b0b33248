package column

import (
	"slices"
	"strings"
)

// arena is texts in the order they were added, many of them in one piece of
// memory. Identifiers take sixteen bytes.
type arena struct {
	pieces []*strings.Builder // of perPiece texts each, but the last
	ends   []uint32           // where each text ends in its piece; and whether it is an identifier
	others int                // texts that are no identifiers
}

const (
	perPiece     = 1024
	isIdentifier = 1 << 31 // in ends: no piece is nearly as long
)

func (a *arena) len() int { return len(a.ends) }

// bytes gives what was kept of a text: an identifier's bytes, or the text.
func (a *arena) bytes(n uint32) (kept string, id bool) {
	begin, end := uint32(0), a.ends[n]
	if n%perPiece > 0 {
		begin = a.ends[n-1] &^ isIdentifier
	}
	return a.pieces[n/perPiece].String()[begin : end&^isIdentifier], end&isIdentifier != 0
}

func (a *arena) at(n uint32) string {
	kept, id := a.bytes(n)
	if id {
		return Identifier([16]byte([]byte(kept)))
	}
	return kept
}

func (a *arena) add(text []byte) {
	if id, ok := identifierOf(text); ok {
		a.addIdentifier(id)
		return
	}
	a.addText(string(text))
}

// addText adds a text that is no identifier.
func (a *arena) addText(text string) {
	last := a.last()
	last.WriteString(text)
	a.ends = append(a.ends, uint32(last.Len()))
	a.others++
}

func (a *arena) addIdentifier(id identifier) {
	last := a.last()
	last.Write(id[:])
	a.ends = append(a.ends, uint32(last.Len())|isIdentifier)
}

// last gives the piece that the next text belongs into.
func (a *arena) last() *strings.Builder {
	if n := len(a.pieces); len(a.ends)%perPiece == 0 {
		if n > 0 {
			a.pieces[n-1] = compact(a.pieces[n-1])
		}
		a.pieces = append(a.pieces, &strings.Builder{})
	}
	return a.pieces[len(a.pieces)-1]
}

// compact gives a piece without room for more.
func compact(piece *strings.Builder) *strings.Builder {
	exact := &strings.Builder{}
	exact.Grow(piece.Len())
	exact.WriteString(piece.String())
	return exact
}

// clone gives an arena to which texts can be added without a reader of this
// one noticing: only the last piece is not shared.
func (a *arena) clone() arena {
	c := arena{pieces: slices.Clone(a.pieces), ends: slices.Clip(a.ends), others: a.others}
	if n := len(c.pieces); n > 0 {
		c.pieces[n-1] = compact(c.pieces[n-1])
	}
	return c
}
