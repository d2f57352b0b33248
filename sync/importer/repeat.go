package importer

import (
	"hash/maphash"
	"math/bits"
)

// repetitions counts how often rows came before that are the same. Rows are
// taken to be so by 96 bits of two hashes of their keys, by open addressing, 12
// bytes a slot, at most three quarters of them used.
type repetitions struct {
	seeds   [2]maphash.Seed
	hashes  []uint64 // 0 for none
	checks  []uint32 // of the row in each slot: what is looked at where hashes are equal
	count   int
	touched uint64             // of use to nobody
	again   map[repeated]int64 // of rows that came more than once, how often before the last time
}

type repeated struct {
	hash  uint64
	check uint32
}

// newRepetitions makes room for so many rows at once: growing costs as much as
// adding.
func newRepetitions(rows int64) *repetitions {
	r := &repetitions{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, again: map[repeated]int64{}}
	r.resize(1 << bits.Len64(uint64(max(rows, 1<<9))*4/3))
	return r
}

// row is what a row with this key is known by.
func (r *repetitions) row(key []byte) repeated {
	return repeated{max(maphash.Bytes(r.seeds[0], key), 1), uint32(maphash.Bytes(r.seeds[1], key))}
}

// touch brings the memory that add looks at.
func (r *repetitions) touch(row repeated) { r.touched += r.hashes[r.home(row)] }

// add gives how often a row came before.
func (r *repetitions) add(row repeated) int64 {
	if r.put(row) {
		if r.count++; r.count >= len(r.hashes)/4*3 {
			r.resize(2 * len(r.hashes))
		}
		return 0
	}
	r.again[row]++
	return r.again[row]
}

// home is where a row stands, unless others do.
func (r *repetitions) home(row repeated) uint64 {
	return row.hash >> (64 - uint(bits.Len(uint(len(r.hashes)-1))))
}

// put tells whether a row was not there yet.
func (r *repetitions) put(row repeated) bool {
	mask := uint64(len(r.hashes) - 1)
	for at := r.home(row); ; at = (at + 1) & mask {
		switch r.hashes[at] {
		case 0:
			r.hashes[at], r.checks[at] = row.hash, row.check
			return true
		case row.hash:
			if r.checks[at] == row.check {
				return false
			}
		}
	}
}

func (r *repetitions) resize(slots int) {
	hashes, checks := r.hashes, r.checks
	r.hashes, r.checks = make([]uint64, slots), make([]uint32, slots)
	for at, hash := range hashes {
		if hash != 0 {
			r.put(repeated{hash, checks[at]})
		}
	}
}
