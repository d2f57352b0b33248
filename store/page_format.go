package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"

	"licenseledger/store/ledger"
)

// errDamaged says that a staging file is not as it was written.
var errDamaged = errors.New("the staging file is damaged")

// stagingFormat names what this program writes into staging files. One that
// knows other kinds or columns begins anew.
func stagingFormat() string {
	words := []string{"5"}
	for _, kind := range allKinds {
		words = append(words, string(kind)+":"+strings.Join(ledger.Columns(kind), ","))
	}
	return strings.Join(words, " ")
}

// stagedPage is a page as it is kept. Each part is sealed.
type stagedPage struct {
	number int64
	gone   []byte                 // facts that leave the listing before those below enter it
	facts  []byte                 // facts in the order they came: kind code and hash of each
	owners []byte                 // owners in the order they came, each with the number of its facts
	fresh  [contentBuckets][]byte // content of facts that nobody had before, by the first bits of their hash
}

// contentBuckets parts the new content of a listing, so that publication can
// sort one part at a time.
const contentBuckets = 128

func contentBucket(hash ledger.Hash) int { return int(hash[0]) * contentBuckets >> 8 }

const factSize = 1 + len(ledger.Hash{})

func appendFact(part []byte, code byte, hash ledger.Hash) []byte {
	return append(append(part, code), hash[:]...)
}

func appendOwner(part []byte, owner string, facts int) []byte {
	part = binary.AppendUvarint(part, uint64(len(owner)))
	part = append(part, owner...)
	return binary.AppendUvarint(part, uint64(facts))
}

func appendFresh(part []byte, code byte, hash ledger.Hash, content []byte) []byte {
	part = appendFact(part, code, hash)
	part = binary.AppendUvarint(part, uint64(len(content)))
	return append(part, content...)
}

// A file system may return a block that was never written. SQLite does not
// notice that in the middle of a blob, so every part ends in a checksum.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func seal(part []byte) []byte {
	return binary.LittleEndian.AppendUint32(part, crc32.Checksum(part, castagnoli))
}

func unseal(part []byte) ([]byte, error) {
	end := len(part) - 4
	if end < 0 || crc32.Checksum(part[:end], castagnoli) != binary.LittleEndian.Uint32(part[end:]) {
		return nil, errDamaged
	}
	return part[:end], nil
}

// eachFact hands on the facts of an unsealed part.
func eachFact(part []byte, f func(code byte, hash ledger.Hash)) error {
	for ; len(part) >= factSize; part = part[factSize:] {
		if int(part[0]) >= len(allKinds) {
			return errDamaged
		}
		f(part[0], ledger.Hash(part[1:factSize]))
	}
	if len(part) > 0 {
		return errDamaged
	}
	return nil
}

// eachOwner hands on the owners of an unsealed part, and for each the first
// and the number of its facts, of which there are so many.
func eachOwner(part []byte, facts int, f func(owner []byte, first, count int)) error {
	first := 0
	for len(part) > 0 {
		length, size := binary.Uvarint(part)
		if size <= 0 || length > uint64(len(part)-size) {
			return errDamaged
		}
		owner := part[size : size+int(length)]
		part = part[size+int(length):]
		count, size := binary.Uvarint(part)
		if size <= 0 || count > uint64(facts-first) {
			return errDamaged
		}
		part = part[size:]
		f(owner, first, int(count))
		first += int(count)
	}
	if first != facts {
		return errDamaged
	}
	return nil
}

// eachFresh hands on the content of an unsealed part.
func eachFresh(part []byte, f func(code byte, hash ledger.Hash, content []byte) error) error {
	for len(part) > 0 {
		if len(part) < factSize || int(part[0]) >= len(allKinds) {
			return errDamaged
		}
		code, hash := part[0], ledger.Hash(part[1:factSize])
		length, size := binary.Uvarint(part[factSize:])
		if size <= 0 || length > uint64(len(part)-factSize-size) {
			return errDamaged
		}
		part = part[factSize+size:]
		if err := f(code, hash, part[:length]); err != nil {
			return fmt.Errorf("read staged content: %w", err)
		}
		part = part[length:]
	}
	return nil
}
