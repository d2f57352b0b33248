package importer

import "math/bits"

// hashSet holds 64-bit hashes by open addressing, 8 bytes a slot, at most three
// quarters of them used. The hashes are evenly spread.
type hashSet struct {
	slots   []uint64 // 0 for none
	count   int
	hasZero bool
}

// add tells whether the hash was not there yet.
func (s *hashSet) add(hash uint64) bool {
	if hash == 0 {
		fresh := !s.hasZero
		s.hasZero = true
		return fresh
	}
	if s.count >= len(s.slots)/4*3 {
		s.grow()
	}
	if !s.put(hash) {
		return false
	}
	s.count++
	return true
}

func (s *hashSet) put(hash uint64) bool {
	mask := uint64(len(s.slots) - 1)
	for at := hash >> (64 - uint(bits.Len64(mask))); ; at = (at + 1) & mask {
		switch s.slots[at] {
		case 0:
			s.slots[at] = hash
			return true
		case hash:
			return false
		}
	}
}

func (s *hashSet) grow() {
	before := s.slots
	s.slots = make([]uint64, max(1<<10, 2*len(before)))
	for _, hash := range before {
		if hash != 0 {
			s.put(hash)
		}
	}
}

// len is the number of hashes.
func (s *hashSet) len() int64 {
	if s.hasZero {
		return int64(s.count) + 1
	}
	return int64(s.count)
}
