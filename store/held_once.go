package store

// heldOnce notes what each person of a group has, so that it is counted once;
// group after group, without beginning anew for each of many.
type heldOnce struct {
	words int      // of 64 things, a person
	seen  []uint32 // by person: the number of the group that they were last in
	held  []uint64
	group uint32
}

// newHeldOnce is for some persons and things, both numbered from 0; persons can
// become more.
func newHeldOnce(persons, things int) *heldOnce {
	words := (things + 63) / 64
	return &heldOnce{words: words, seen: make([]uint32, persons), held: make([]uint64, persons*words)}
}

// begin begins the next group.
func (h *heldOnce) begin() { h.group++ }

// of gives what a person of the group has so far; isNew tells that this is their
// first time in it.
func (h *heldOnce) of(person uint32) (own bitset, isNew bool) {
	if more := int(person) + 1 - len(h.seen); more > 0 { // numbered just now
		more += len(h.seen) / 4
		h.seen, h.held = append(h.seen, make([]uint32, more)...), append(h.held, make([]uint64, more*h.words)...)
	}
	own = h.held[int(person)*h.words : (int(person)+1)*h.words]
	if isNew = h.seen[person] != h.group; isNew {
		h.seen[person] = h.group
		clear(own)
	}
	return own, isNew
}
