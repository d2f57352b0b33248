package store

import (
	"encoding/binary"
	"math/bits"
)

// wideSum is a number of 128 bits, for sums of hashes that are also taken
// away from; see hashSum.
type wideSum struct{ high, low uint64 }

func wideSumOf(hash []byte) wideSum {
	return wideSum{binary.BigEndian.Uint64(hash), binary.BigEndian.Uint64(hash[8:])}
}

func (s wideSum) plus(t wideSum) wideSum {
	low, carry := bits.Add64(s.low, t.low, 0)
	high, _ := bits.Add64(s.high, t.high, carry)
	return wideSum{high, low}
}

func (s wideSum) minus(t wideSum) wideSum {
	low, borrow := bits.Sub64(s.low, t.low, 0)
	high, _ := bits.Sub64(s.high, t.high, borrow)
	return wideSum{high, low}
}

func (s wideSum) bytes() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, s.high), s.low)
}
