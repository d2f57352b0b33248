package store

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

func TestUserSets_ReadAsWritten(t *testing.T) {
	for _, numbers := range [][]uint32{{}, {1}, {1, 2, 3}, {127, 128, 129}, {128}, {1, 129, 257}, {16384, 16385 + 16383}, {1, math.MaxUint32}} {
		body := appendUsers(nil, numbers)
		got, err := readUsers(body, []uint32{9, 9, 9})
		if err != nil || !slices.Equal(got, numbers) {
			t.Errorf("%v is read as %v (%v)", numbers, got, err)
		}
	}
}

func TestUserSets_OtherBytesAreRefused(t *testing.T) {
	for name, body := range map[string][]byte{
		"no distance":     {1, 0},
		"cut off":         {1, 0x80},
		"a needless byte": {0x81, 0},
		"too far":         {0xff, 0xff, 0xff, 0xff, 0x0f, 1},
		"much too far":    {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01},
		"no end":          bytes.Repeat([]byte{0xff}, 12),
	} {
		if got, err := readUsers(body, nil); err == nil {
			t.Errorf("%s is read as %v", name, got)
		}
	}
}

func TestUnite(t *testing.T) {
	for _, c := range [][3][]uint32{{nil, nil, nil}, {{1, 3}, nil, {1, 3}}, {{1, 3, 5}, {2, 3, 9}, {1, 2, 3, 5, 9}}, {{7}, {1, 2}, {1, 2, 7}}} {
		if got := unite(c[0], c[1]); !slices.Equal(got, c[2]) || !slices.Equal(unite(c[1], c[0]), c[2]) {
			t.Errorf("%v and %v give %v", c[0], c[1], got)
		}
	}
}

// FuzzReadUsers: whatever bytes stand in a file, reading ends, and what is read
// is a set that is written with the same bytes.
func FuzzReadUsers(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{1, 1, 1})
	f.Add([]byte{0x80, 0x01, 5})
	f.Add([]byte{0x81, 0x00})
	f.Add(bytes.Repeat([]byte{0xff}, 11))
	f.Fuzz(func(t *testing.T, body []byte) {
		numbers, err := readUsers(body, nil)
		if err != nil {
			return
		}
		if !slices.IsSorted(numbers) || len(slices.Compact(slices.Clone(numbers))) != len(numbers) || (len(numbers) > 0 && numbers[0] == 0) {
			t.Fatalf("% x gives %v", body, numbers)
		}
		if again := appendUsers(nil, numbers); !bytes.Equal(again, body) {
			t.Fatalf("% x is written as % x", body, again)
		}
	})
}
