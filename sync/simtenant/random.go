package simtenant

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// Purposes keep the random streams of one seed apart, so that a change in one
// part of the world does not shift every other part.
const (
	forPeople uint64 = iota + 1
	forDay
	forIdentity
	forUse
	forKeys
	forTraits
)

func mix(values ...uint64) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, v := range values {
		h ^= v + 0x9e3779b97f4a7c15 + h<<6 + h>>2
		h ^= h >> 30
		h *= 0xbf58476d1ce4e5b9
		h ^= h >> 27
		h *= 0x94d049bb133111eb
		h ^= h >> 31
	}
	return h
}

func stream(seed int64, purpose, n uint64) *rand.Rand {
	return rand.New(rand.NewPCG(mix(uint64(seed), purpose, n), mix(purpose, n, uint64(seed))))
}

// chance turns a hash into a yes with probability p.
func chance(h uint64, p float64) bool { return float64(h>>11)/(1<<53) < p }

// draw gives a whole number with the expected value given: its whole part, and
// one more with the probability of the rest, or two or none, so that small
// tenants have quiet days and busy ones.
func draw(r *rand.Rand, expected float64) int {
	if expected <= 0 {
		return 0
	}
	if expected > 30 {
		return max(0, int(math.Round(expected+r.NormFloat64()*math.Sqrt(expected))))
	}
	limit, product, n := math.Exp(-expected), r.Float64(), 0
	for product > limit {
		product *= r.Float64()
		n++
	}
	return n
}

// guid is an Entra object id, a tenant id, a job id: 16 bytes.
type guid [16]byte

const hexDigits = "0123456789abcdef"

func (g guid) append(b []byte) []byte {
	for i, v := range g {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			b = append(b, '-')
		}
		b = append(b, hexDigits[v>>4], hexDigits[v&15])
	}
	return b
}

func (g guid) String() string { return string(g.append(make([]byte, 0, 36))) }

// bare is the id without dashes, as the directory writes it in front of the
// UPN of a deleted account.
func (g guid) bare() string {
	b := make([]byte, 0, 32)
	for _, v := range g {
		b = append(b, hexDigits[v>>4], hexDigits[v&15])
	}
	return string(b)
}

func seededGUID(seed int64, purpose, n uint64) guid {
	var g guid
	binary.BigEndian.PutUint64(g[:8], mix(uint64(seed), purpose, n, 1))
	binary.BigEndian.PutUint64(g[8:], mix(uint64(seed), purpose, n, 2))
	g[6] = g[6]&0x0f | 0x40
	g[8] = g[8]&0x3f | 0x80
	return g
}

// objectID gives person n an id that looks random and yet tells n to whoever
// knows the seed: a million people are found by id without an index of them.
func objectID(seed int64, n int32) guid {
	g := seededGUID(seed, forIdentity, uint64(n))
	binary.BigEndian.PutUint32(g[:4], uint32(n)^idMask(seed, g))
	return g
}

func personOf(seed int64, g guid) (n int32, ok bool) {
	n = int32(binary.BigEndian.Uint32(g[:4]) ^ idMask(seed, g))
	return n, n >= 0 && objectID(seed, n) == g
}

func idMask(seed int64, g guid) uint32 {
	return uint32(mix(uint64(seed), forIdentity, uint64(binary.BigEndian.Uint32(g[4:8])), binary.BigEndian.Uint64(g[8:])))
}

// parseGUID reads the dashed form in any letter case.
func parseGUID(s string) (g guid, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return g, false
	}
	at := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '-' {
			continue
		}
		var v byte
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			v = c - '0'
		case c >= 'a' && c <= 'f':
			v = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			v = c - 'A' + 10
		default:
			return g, false
		}
		if at >= 32 {
			return g, false
		}
		g[at/2] = g[at/2]<<4 | v
		at++
	}
	return g, at == 32
}
