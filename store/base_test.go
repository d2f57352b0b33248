package store

import (
	"encoding/binary"
	"math/big"
	"math/rand/v2"
	"testing"

	"licenseledger/store/ledger"
)

func drawHash(r *rand.Rand) (hash ledger.Hash) {
	binary.BigEndian.PutUint64(hash[:], r.Uint64())
	binary.BigEndian.PutUint64(hash[8:], r.Uint64())
	return hash
}

func TestHashSet_AgreesWithAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, capacity := range []int{0, 1, 12, 5000, 20_000} {
		set, want := newHashSet(capacity), map[ledger.Hash]int{}
		for range 20_000 {
			hash := drawHash(r)
			if r.IntN(3) == 0 && set.len() > 0 {
				hash = set.at(r.IntN(set.len()))
			}
			if r.IntN(200) == 0 {
				copy(hash[:8], "all the ") // the same slot
			}
			known, there := want[hash]
			if n, ok := set.find(hash); ok != there || (ok && n != known) {
				t.Fatalf("capacity %d: found %d, %v, want %d, %v", capacity, n, ok, known, there)
			}
			n, added := set.add(hash)
			if added == there || (there && n != known) || (added && n != len(want)) {
				t.Fatalf("capacity %d: added as %d, %v; was there %d, %v", capacity, n, added, known, there)
			}
			want[hash] = n
		}
		if set.len() != len(want) {
			t.Errorf("capacity %d: %d hashes, want %d", capacity, set.len(), len(want))
		}
	}
}

// TestHashSum compares with arithmetic on big numbers: content hashes of
// listings kept long ago must come out the same.
func TestHashSum_AddsModulo128Bits(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var sum hashSum
	want, modulus := new(big.Int), new(big.Int).Lsh(big.NewInt(1), 128)
	var added []ledger.Hash
	for n := range 1000 {
		if len(added) > 0 && r.IntN(3) == 0 {
			last := added[len(added)-1]
			added = added[:len(added)-1]
			sum.drop(last)
			want.Sub(want, new(big.Int).SetBytes(last[:]))
		} else {
			hash := drawHash(r)
			added = append(added, hash)
			sum.add(hash)
			want.Add(want, new(big.Int).SetBytes(hash[:]))
		}
		want.Mod(want, modulus)
		if got := new(big.Int).SetBytes(sum.sum[:]); got.Cmp(want) != 0 || sum.rows != int64(len(added)) {
			t.Fatalf("after %d steps: %x of %d, want %x of %d", n, got, sum.rows, want, len(added))
		}
	}
}

// FuzzPageFormat reads any bytes as the parts of a page, as a damaged staging
// file may hold them.
func FuzzPageFormat_NeverPanics(f *testing.F) {
	var hash ledger.Hash
	f.Add([]byte{}, 0)
	f.Add(appendFact(nil, 3, hash), 1)
	f.Add(appendOwner(appendOwner(nil, "11111111-0000-0000-0000-000000000001", 2), "", 1), 3)
	f.Add(appendFresh(nil, 8, hash, []byte("content")), 0)
	f.Fuzz(func(t *testing.T, part []byte, facts int) {
		if _, err := unseal(part); err == nil && len(part) < 4 {
			t.Error("a part without checksum was taken")
		}
		if opened, err := unseal(seal(part[:len(part):len(part)])); err != nil || string(opened) != string(part) {
			t.Errorf("sealed and unsealed: %q, %v", opened, err)
		}
		n := 0
		if err := eachFact(part, func(code byte, _ ledger.Hash) { n++; _ = allKinds[code] }); err == nil && n*factSize != len(part) {
			t.Errorf("%d facts in %d bytes", n, len(part))
		}
		counted := 0
		facts = min(max(facts, 0), 1<<20)
		if err := eachOwner(part, facts, func(_ []byte, first, count int) {
			if first != counted || count < 0 {
				t.Errorf("an owner has %d facts from %d, after %d", count, first, counted)
			}
			counted += count
		}); err == nil && counted != facts {
			t.Errorf("owners have %d facts of %d", counted, facts)
		}
		_ = eachFresh(part, func(code byte, _ ledger.Hash, content []byte) error {
			_, err := ledger.AppendValues(nil, allKinds[code], content)
			return err
		})
	})
}
