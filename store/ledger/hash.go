package ledger

import (
	"crypto/sha256"
	"encoding/binary"
)

// Hash identifies the content of a fact: equal facts of one kind have equal
// hashes, whatever order they were read in.
type Hash [16]byte

// firstColumns counts the columns that a kind had when its facts were first
// hashed, where it has had more since. Those enter the hash only when they say
// something, so that every fact kept before them has its hash still.
var firstColumns = map[Kind]int{KindUser: 15}

const laterColumn = 3 // stands before a column that came later, with its number

// HashOf hashes a fact's kind and values. buffer is reused between calls to
// spare allocations; pass nil and keep the returned slice.
func HashOf(fact Fact, buffer []byte) (Hash, []byte) {
	kind := fact.Kind()
	first, grew := firstColumns[kind]
	buffer = append(buffer[:0], kind...)
	for i, value := range fact.Values() {
		if grew && i >= first {
			if value == nil {
				continue
			}
			buffer = binary.AppendUvarint(append(buffer, laterColumn), uint64(i))
		}
		switch v := value.(type) {
		case nil:
			buffer = append(buffer, 0)
		case string:
			buffer = append(buffer, 1)
			buffer = binary.AppendUvarint(buffer, uint64(len(v)))
			buffer = append(buffer, v...)
		case int64:
			buffer = append(buffer, 2)
			buffer = binary.AppendVarint(buffer, v)
		default:
			panic("ledger: a fact's value must be nil, string or int64")
		}
	}
	sum := sha256.Sum256(buffer)
	return Hash(sum[:16]), buffer
}
