package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A set of users is their numbers in ascending order, each as the unsigned
// varint of its distance to the one before, the first to 0. Numbers begin at 1,
// so no distance is 0, and a set has one spelling only.

var errUserSet = errors.New("not a set of users")

// appendUsers writes a set; numbers ascend, each once.
func appendUsers(body []byte, numbers []uint32) []byte {
	before := uint32(0)
	for _, n := range numbers {
		body = binary.AppendUvarint(body, uint64(n-before))
		before = n
	}
	return body
}

// readUsers reads a set into numbers, whose room is used again.
func readUsers(body []byte, numbers []uint32) ([]uint32, error) {
	numbers = numbers[:0]
	at := uint64(0)
	for i := 0; i < len(body); {
		distance := uint64(body[i])
		i++
		if distance >= 0x80 { // rare: people who use a product are not that far apart
			var n int
			distance, n = binary.Uvarint(body[i-1:])
			if n <= 0 || body[i-2+n] == 0 { // cut off, too long, or with a needless byte
				return nil, fmt.Errorf("byte %d: %w", i-1, errUserSet)
			}
			i += n - 1
		}
		if distance == 0 || distance > math.MaxUint32-at {
			return nil, fmt.Errorf("byte %d: %w", i-1, errUserSet)
		}
		at += distance
		numbers = append(numbers, uint32(at))
	}
	return numbers, nil
}

// unite merges two sets.
func unite(a, b []uint32) []uint32 {
	all := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			all, a = append(all, a[0]), a[1:]
		case a[0] > b[0]:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}
