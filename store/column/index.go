package column

import (
	"hash/maphash"
	"slices"
)

// index finds the code of a text: a table of codes by open addressing, which
// keeps no second copy of the texts.
type index struct {
	seed  maphash.Seed
	slots []uint32 // code; 0 = free, since "" is never looked up
	used  int
}

func newIndex(d *Dict) *index {
	x := &index{seed: maphash.MakeSeed(), slots: make([]uint32, slotsFor(d.Len()))}
	for code := uint32(1); code < uint32(d.Len()); code++ {
		x.insert(code, x.hashOf(d, code))
	}
	x.used = d.Len()
	return x
}

// hashOf gives a number for a text, the same as for the identifier that it
// stands for: identifiers are found without writing them as texts.
func (x *index) hashOf(d *Dict, code uint32) uint64 {
	if id, ok := d.keptIdentifier(code); ok {
		return maphash.Bytes(x.seed, id[:])
	}
	return hash(x.seed, d.At(code))
}

func hash[T string | []byte](seed maphash.Seed, text T) uint64 {
	if id, ok := identifierOf(text); ok {
		return maphash.Bytes(seed, id[:])
	}
	switch text := any(text).(type) {
	case string:
		return maphash.String(seed, text)
	case []byte:
		return maphash.Bytes(seed, text)
	}
	panic("column: neither string nor bytes")
}

func slotsFor(n int) int {
	slots := 16
	for slots*2 < n*3 { // two thirds full at most
		slots *= 2
	}
	return slots
}

func (x *index) clone() *index {
	if x == nil {
		return nil
	}
	return &index{seed: x.seed, slots: slices.Clone(x.slots), used: x.used}
}

func (x *index) insert(code uint32, hash uint64) {
	mask := uint64(len(x.slots) - 1)
	at := hash & mask
	for x.slots[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = code
}

// findIn finds the code of a text.
func findIn[T string | []byte](x *index, d *Dict, text T) (uint32, bool) {
	mask := uint64(len(x.slots) - 1)
	id, isID := identifierOf(text)
	for at := hash(x.seed, text) & mask; x.slots[at] != 0; at = (at + 1) & mask {
		code := x.slots[at]
		if kept, ok := d.keptIdentifier(code); ok {
			if isID && kept == id {
				return code, true
			}
		} else if d.At(code) == string(text) {
			return code, true
		}
	}
	return 0, false
}

// put adds a code that the table lacks and the dictionary has.
func (x *index) put(d *Dict, code uint32) {
	x.used++
	if x.used*3 > len(x.slots)*2 {
		*x = *newIndex(d)
		return
	}
	x.insert(code, x.hashOf(d, code))
}
