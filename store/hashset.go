package store

import (
	"encoding/binary"
	"math/bits"

	"licenseledger/store/ledger"
)

// hashSet numbers distinct hashes in the order in which they are added, and
// finds them by open addressing, at 22 to 27 bytes a hash. Hashes lie in blocks
// that are never copied: a set that grows would need as much room again. Several
// goroutines may find in it while none adds.
type hashSet struct {
	blocks [][]ledger.Hash
	count  int
	slots  []uint32 // number of a hash plus one, 0 for none; as many as a power of two
	shift  uint     // how many of a hash's first 64 bits do not say its slot
}

// Hashes in a block, as a power of two: 512 KiB.
const (
	blockBits  = 15
	blockSize  = 1 << blockBits
	blockInner = blockSize - 1
)

func newHashSet(capacity int) hashSet {
	var s hashSet
	s.resize(capacity)
	return s
}

// resize makes slots for so many hashes, at most three quarters of them used.
func (s *hashSet) resize(capacity int) {
	size := uint(bits.Len(uint(max(capacity, 12) * 4 / 3)))
	s.slots, s.shift = nil, 64-size // the old ones are let go of first
	s.slots = make([]uint32, 1<<size)
	for n := range s.count {
		s.slots[s.slot(s.at(n))] = uint32(n) + 1
	}
}

// at gives the hash of a number.
func (s *hashSet) at(n int) ledger.Hash { return s.blocks[n>>blockBits][n&blockInner] }

// slot is where a hash stands, or else where it belongs. Hashes are evenly
// spread as they are: their first bits are as good as any.
func (s *hashSet) slot(hash ledger.Hash) uint64 {
	mask := uint64(len(s.slots) - 1)
	at := binary.BigEndian.Uint64(hash[:]) >> s.shift
	for ; ; at = (at + 1) & mask {
		if n := s.slots[at]; n == 0 || s.at(int(n-1)) == hash {
			return at
		}
	}
}

// find gives the number of a hash.
func (s *hashSet) find(hash ledger.Hash) (n int, ok bool) {
	at := s.slots[s.slot(hash)]
	return int(at) - 1, at != 0
}

// add gives the number of a hash and tells whether it is new.
func (s *hashSet) add(hash ledger.Hash) (n int, added bool) {
	at := s.slot(hash)
	if n := s.slots[at]; n != 0 {
		return int(n) - 1, false
	}
	if s.count >= len(s.slots)/4*3 {
		s.resize(2 * s.count)
		at = s.slot(hash)
	}
	n = s.count
	if n&blockInner == 0 {
		// The first block grows like any slice: most sets are small.
		s.blocks = append(s.blocks, make([]ledger.Hash, 0, blockRoom(n)))
	}
	last := len(s.blocks) - 1
	s.blocks[last] = append(s.blocks[last], hash)
	s.count++
	s.slots[at] = uint32(s.count)
	return n, true
}

func blockRoom(n int) int {
	if n == 0 {
		return 0
	}
	return blockSize
}

func (s *hashSet) len() int { return s.count }

// bitset tells of numbers whether they belong to it.
type bitset []uint64

func newBitset(size int, all bool) bitset {
	s := make(bitset, (size+63)/64)
	if all {
		for n := range size {
			s.put(n)
		}
	}
	return s
}

func (s bitset) has(n int) bool { return n/64 < len(s) && s[n/64]&(1<<(n%64)) != 0 }
func (s bitset) put(n int)      { s[n/64] |= 1 << (n % 64) }
func (s bitset) drop(n int)     { s[n/64] &^= 1 << (n % 64) }

func (s bitset) count() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// grown gives the set with room for numbers below size.
func (s bitset) grown(size int) bitset {
	if words := (size + 63) / 64; words > len(s) {
		s = append(s, make(bitset, words-len(s))...)
	}
	return s
}
