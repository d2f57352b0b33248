package store

import (
	"encoding/binary"
	"math/bits"

	"licenseledger/store/ledger"
)

// hashSum adds up the hashes of a listing's facts modulo 2^128, so that the
// result does not depend on their order.
type hashSum struct {
	sum  [16]byte
	rows int64
}

func (h *hashSum) add(hash ledger.Hash) {
	low, carry := bits.Add64(binary.BigEndian.Uint64(h.sum[8:]), binary.BigEndian.Uint64(hash[8:]), 0)
	high, _ := bits.Add64(binary.BigEndian.Uint64(h.sum[:]), binary.BigEndian.Uint64(hash[:]), carry)
	h.set(high, low)
	h.rows++
}

// drop takes back a hash that was added.
func (h *hashSum) drop(hash ledger.Hash) {
	low, borrow := bits.Sub64(binary.BigEndian.Uint64(h.sum[8:]), binary.BigEndian.Uint64(hash[8:]), 0)
	high, _ := bits.Sub64(binary.BigEndian.Uint64(h.sum[:]), binary.BigEndian.Uint64(hash[:]), borrow)
	h.set(high, low)
	h.rows--
}

func (h *hashSum) set(high, low uint64) {
	binary.BigEndian.PutUint64(h.sum[:], high)
	binary.BigEndian.PutUint64(h.sum[8:], low)
}
