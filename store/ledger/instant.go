package ledger

import "time"

// Instant is a moment in UTC, in milliseconds since 1970. 0 means not known.
type Instant int64

// InstantOf converts a time; the zero time becomes 0.
func InstantOf(t time.Time) Instant {
	if t.IsZero() {
		return 0
	}
	return Instant(t.UnixMilli())
}

// Time gives the instant in UTC; the zero time for 0.
func (i Instant) Time() time.Time {
	if i == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(i)).UTC()
}

// String gives RFC 3339 in UTC with the seconds, or "" for 0.
func (i Instant) String() string {
	if i == 0 {
		return ""
	}
	return i.Time().Format(time.RFC3339)
}

// Position places a listing in the history of its source. Positions order by
// instant and, where two listings of one source share an instant, by their
// content, so that the order does not depend on which of them arrived first.
type Position int64

// EndOfTime is the position after every listing: the end of a span that is
// still open.
const EndOfTime Position = 1<<63 - 1

const tieBits = 20

// PositionOf combines an instant with the first bits of the listing's content
// hash, which break ties.
func PositionOf(at Instant, contentHash []byte) Position {
	tie := int64(0)
	if len(contentHash) >= 3 {
		tie = int64(contentHash[0])<<12 | int64(contentHash[1])<<4 | int64(contentHash[2])>>4
	}
	return Position(int64(at)<<tieBits | tie)
}

// LastPositionAt is the highest position that an instant can have.
func LastPositionAt(at Instant) Position {
	return Position(int64(at)<<tieBits | (1<<tieBits - 1))
}

// Instant gives the moment of the position; 0 for EndOfTime.
func (p Position) Instant() Instant {
	if p == EndOfTime {
		return 0
	}
	return Instant(int64(p) >> tieBits)
}
