package column

import (
	"hash/maphash"
	"slices"
)

// index finds the code of a text: a table of codes by open addressing, which
// keeps no second copy of the texts. Seven bits of their hashes tell most texts apart
// that are not the one that is looked up, without a look at them.
type index struct {
	seed  maphash.Seed
	slots []uint32 // code; 0 = free, since "" is never looked up
	tags  []uint8  // of each slot, see tagOf; 0 = free
	used  int
}

func tagOf(hash uint64) uint8 { return uint8(hash>>57) | 1<<7 }

func newIndex(d *Dict) *index {
	slots := slotsFor(d.Len())
	x := &index{seed: maphash.MakeSeed(), slots: make([]uint32, slots), tags: make([]uint8, slots)}
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
	return x.seek(d.At(code)).hash
}

// sought is a text that is looked up: it is read and hashed once.
type sought[T string | []byte] struct {
	text T          // may be left out where isID
	id   identifier // that it stands for, if isID
	isID bool
	hash uint64
}

func (x *index) seekIdentifier(id identifier) sought[string] {
	return sought[string]{id: id, isID: true, hash: maphash.Bytes(x.seed, id[:])}
}

func (x *index) seek(text string) sought[string] {
	id, isID := identifierOf(text)
	if isID {
		return x.seekIdentifier(id)
	}
	return sought[string]{text, id, isID, maphash.String(x.seed, text)}
}

func (x *index) seekBytes(text []byte) sought[[]byte] {
	id, isID := identifierOf(text)
	if isID {
		return sought[[]byte]{text, id, isID, maphash.Bytes(x.seed, id[:])}
	}
	return sought[[]byte]{text, id, isID, maphash.Bytes(x.seed, text)}
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
	return &index{seed: x.seed, slots: slices.Clone(x.slots), tags: slices.Clone(x.tags), used: x.used}
}

func (x *index) insert(code uint32, hash uint64) {
	mask := uint64(len(x.slots) - 1)
	at := hash & mask
	for x.tags[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at], x.tags[at] = code, tagOf(hash)
}

// is tells whether the text is that of a code.
func (w *sought[T]) is(d *Dict, code uint32) bool {
	if first := uint32(d.sorted()); code >= first {
		kept, isID := d.more.bytes(code - first)
		if isID || w.isID {
			return isID && w.isID && kept == string(w.id[:])
		}
		return kept == string(w.text)
	}
	if d.ids != nil {
		return w.isID && d.ids[code] == w.id
	}
	if w.isID { // among texts in order that are not all identifiers
		return d.At(code) == Identifier(w.id)
	}
	return d.At(code) == string(w.text)
}

// findIn finds the code of a text.
func findIn[T string | []byte](x *index, d *Dict, wanted sought[T]) (uint32, bool) {
	mask, tag := uint64(len(x.slots)-1), tagOf(wanted.hash)
	for at := wanted.hash & mask; x.tags[at] != 0; at = (at + 1) & mask {
		if code := x.slots[at]; x.tags[at] == tag && wanted.is(d, code) {
			return code, true
		}
	}
	return 0, false
}

// codeIn finds the code of a text, or gives it one.
func codeIn[T string | []byte](x *index, d *Dict, wanted sought[T]) uint32 {
	if code, ok := findIn(x, d, wanted); ok {
		return code
	}
	code := uint32(d.Len())
	if wanted.isID {
		d.more.addIdentifier(wanted.id)
	} else {
		d.more.addText(string(wanted.text))
	}
	x.put(d, code, wanted.hash)
	return code
}

// put adds a code of this hash that the table lacks and the dictionary has.
func (x *index) put(d *Dict, code uint32, hash uint64) {
	x.used++
	if x.used*3 > len(x.slots)*2 {
		*x = *newIndex(d)
		return
	}
	x.insert(code, hash)
}
