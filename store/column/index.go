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
		x.insert(code, d.At(code))
	}
	x.used = d.Len()
	return x
}

func slotsFor(n int) int {
	slots := 16
	for slots < n*2 {
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

func (x *index) insert(code uint32, text string) {
	mask := uint64(len(x.slots) - 1)
	at := maphash.String(x.seed, text) & mask
	for x.slots[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = code
}

func (x *index) find(d *Dict, text string) (uint32, bool) {
	mask := uint64(len(x.slots) - 1)
	for at := maphash.String(x.seed, text) & mask; x.slots[at] != 0; at = (at + 1) & mask {
		if d.At(x.slots[at]) == text {
			return x.slots[at], true
		}
	}
	return 0, false
}

// findBytes is find for a text that is not a string yet.
func (x *index) findBytes(d *Dict, text []byte) (uint32, bool) {
	mask := uint64(len(x.slots) - 1)
	for at := maphash.Bytes(x.seed, text) & mask; x.slots[at] != 0; at = (at + 1) & mask {
		if d.At(x.slots[at]) == string(text) {
			return x.slots[at], true
		}
	}
	return 0, false
}

// put adds a code that the table lacks and the dictionary has.
func (x *index) put(d *Dict, code uint32) {
	x.used++
	if x.used*2 > len(x.slots) {
		*x = *newIndex(d)
		return
	}
	x.insert(code, d.At(code))
}
