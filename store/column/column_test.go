package column

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"licenseledger/store/ledger"
)

// words draws texts as a tenant has them: letters of several languages, either
// case, some often and some once.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	parts := []string{"an", "Zo\u00eb", "JAN", "\u00d8re", "de ", "\u0130", "\u00df", "x", "9", "\U0001f600", "'", "\x00", "e\u0301"}
	all := make([]string, n)
	for i := range all {
		for range r.IntN(4) {
			all[i] += parts[r.IntN(len(parts))]
		}
	}
	return all
}

func dictOf(texts []string) (*Dict, []uint32) {
	d := NewDict()
	codes := make([]uint32, len(texts))
	for i, text := range texts {
		codes[i] = d.Add([]byte(text))
	}
	return d, codes
}

func TestDict_GivesBackWhatWasAdded(t *testing.T) {
	for seed := range uint64(20) {
		texts := words(seed, 3000)
		d, codes := dictOf(texts[:2000])
		sorted, recode := d.Sorted()
		reader := sorted.Clone()
		for i := range codes {
			codes[i] = recode[codes[i]]
		}
		for _, text := range texts[2000:] {
			codes = append(codes, sorted.Add([]byte(text)))
		}
		before := reader.Len()
		for i, text := range texts {
			if got := sorted.At(codes[i]); got != text {
				t.Fatalf("seed %d: code %d is %q, want %q", seed, codes[i], got, text)
			}
			if code, ok := sorted.Find(text); !ok || code != codes[i] {
				t.Fatalf("seed %d: %q is found as %d, %v, want %d", seed, text, code, ok, codes[i])
			}
		}
		if reader.Len() != before || before >= sorted.Len() {
			t.Errorf("seed %d: the reader's dictionary grew from %d to %d", seed, before, reader.Len())
		}
	}
}

// TestDict_CloneGrowsApart adds to two copies of one dictionary, and to the
// original after them.
// TestDict_SeekFindsWithoutAnIndex asks dictionaries of each form, with texts in
// order and others added later.
func TestDict_SeekFindsWithoutAnIndex(t *testing.T) {
	forms := map[string][]string{
		"texts":       words(1, 300),
		"dates":       {"2026-01-05", "2026-01-04", "2025-12-31"},
		"identifiers": {"00000000-0000-0000-0000-000000000009", "00000000-0000-0000-0000-000000000003"},
	}
	for name, texts := range forms {
		d, _ := dictOf(texts)
		d, _ = d.Sorted()
		for _, later := range []string{"Unknown", "Ünknown", "unknown "} {
			d.Add([]byte(later))
		}
		for _, text := range append([]string{"", "Unknown", "unknown", "unknown ", "nobody", "2026-01-03", "00000000-0000-0000-0000-000000000004"}, texts...) {
			want, is := d.Find(text)
			d.Forget()
			if got, ok := d.Seek(text); got != want || ok != is {
				t.Errorf("%s: %q is %d, %v, want %d, %v", name, text, got, ok, want, is)
			}
			if d.index != nil {
				t.Fatalf("%s: an index was made for %q", name, text)
			}
		}
	}
}

func TestDict_CloneGrowsApart(t *testing.T) {
	d, _ := dictOf([]string{"a", "b"})
	one, two := d.Clone(), d.Clone()
	x, y, z := one.Add([]byte("one")), two.Add([]byte("two")), d.Add([]byte("three"))
	if one.At(x) != "one" || two.At(y) != "two" || d.At(z) != "three" {
		t.Errorf("copies share what was added: %q %q %q", one.At(x), two.At(y), d.At(z))
	}
	if _, ok := one.Find("two"); ok {
		t.Error("one copy finds what was added to the other")
	}
}

func TestDict_RanksAreTheOrderOfPeople(t *testing.T) {
	for seed := range uint64(20) {
		texts := words(seed, 1200)
		d, _ := dictOf(texts[:700])
		d, _ = d.Sorted()
		for _, text := range texts[700:] {
			d.Add([]byte(text))
		}
		want := make([]string, d.Len())
		for code := range want {
			want[code] = d.At(uint32(code))
		}
		slices.SortFunc(want, Compare)
		got := make([]string, d.Len())
		for code, rank := range d.Ranks() {
			got[rank] = d.At(uint32(code))
		}
		if !slices.Equal(got, want) {
			t.Errorf("seed %d: the order is %q, want %q", seed, got, want)
		}
		if got[len(got)-1] != "" {
			t.Errorf("seed %d: what is not known stands at %q", seed, got[len(got)-1])
		}
	}
}

func TestDict_SearchFindsAnyPart(t *testing.T) {
	for seed := range uint64(20) {
		d, _ := dictOf(words(seed, 500))
		for _, part := range []string{"a", "oe", "zoe", "jan", "nj", "o", "ss", "de", "i", "e", "notthere"} {
			found, none := d.Search(part)
			any := false
			for code, is := range found {
				if want := code > 0 && strings.Contains(ledger.FoldText(d.At(uint32(code))), part); is != want {
					t.Errorf("seed %d: %q in %q: %v, want %v", seed, part, d.At(uint32(code)), is, want)
				}
				any = any || is
			}
			if none == any {
				t.Errorf("seed %d: none is %v although found is %v", seed, none, any)
			}
		}
		d.Add([]byte("ZZ\u00e9 later"))
		if found, none := d.Search("zze"); none || !found[d.Len()-1] {
			t.Errorf("seed %d: a text added after a search is not found", seed)
		}
	}
}

func TestCodes_WidenAndReadBack(t *testing.T) {
	for _, most := range []uint32{3, math.MaxUint8, math.MaxUint8 + 1, math.MaxUint16, math.MaxUint16 + 1, math.MaxUint32} {
		t.Run(fmt.Sprint(most), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(most), 1))
			c := NewCodes(0, 0)
			var want []uint32
			for range 5000 {
				n := uint32(r.Uint64N(uint64(most) + 1))
				want = append(want, n)
				c.Append(n)
			}
			c.Append(most)
			want = append(want, most)
			reader := c.Clip()
			c.Append(1)
			body := written(t, func(w *bufio.Writer) error { return WriteCodes(w, &reader) })
			back, err := ReadCodes(iotest.HalfReader(bytes.NewReader(body)), len(body), len(want), MaxCode, 10)
			if most == MaxCode {
				if err == nil {
					t.Error("the limit itself is taken")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for row, n := range want {
				if reader.At(uint32(row)) != n || back.At(uint32(row)) != n {
					t.Fatalf("row %d is %d and read back %d, want %d", row, reader.At(uint32(row)), back.At(uint32(row)), n)
				}
			}
		})
	}
}

func TestDict_SurvivesEncoding(t *testing.T) {
	d, _ := dictOf(words(1, 300))
	body := dictBytes(t, d)
	back, err := ReadDict(iotest.HalfReader(bytes.NewReader(body)), len(body))
	if err != nil {
		t.Fatal(err)
	}
	if again := dictBytes(t, back); !bytes.Equal(again, body) || back.Len() != d.Len() {
		t.Error("a dictionary is another one after encoding")
	}
}

// TestDict_IdentifiersTakeSixteenBytes and are the texts that they were, among
// others that were added later.
func TestDict_IdentifiersTakeSixteenBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	var all []string
	d := NewDict()
	for n := range 500 {
		id := [16]byte{byte(n)}
		if n > 0 { // and the one of zeros
			binary.LittleEndian.PutUint64(id[4:], r.Uint64())
		}
		all = append(all, Identifier(id))
		d.Add([]byte(all[n]))
	}
	sorted, codes := d.Sorted()
	if len(sorted.ids) != len(all)+1 {
		t.Fatalf("%d of %d identifiers are kept as such", len(sorted.ids), len(all))
	}
	body := dictBytes(t, sorted)
	if len(body) != 1+16*(len(all)+1) {
		t.Errorf("%d identifiers take %d bytes", len(all), len(body))
	}
	back, err := ReadDict(bytes.NewReader(body), len(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"8F1C9F9E-1B1F-4D5C-9D1A-0A4B7F0E6C11", "8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11", "8f1c9f9e11b1f-4d5c-9d1a-0a4b7f0e6c11", "none"} {
		if code := back.Add([]byte(other)); back.At(code) != other || int(code) <= len(all) {
			t.Errorf("%s is %s, code %d", other, back.At(code), code)
		}
	}
	for n, text := range all {
		if code, ok := back.Find(text); !ok || code != codes[n+1] || back.At(code) != text {
			t.Fatalf("%s has code %d and text %s, want %d", text, code, back.At(code), codes[n+1])
		}
	}
	ordered := slices.Sorted(slices.Values(all))
	for n, text := range ordered {
		if back.At(uint32(n+1)) != text {
			t.Fatalf("text %d is %s, want %s", n, back.At(uint32(n+1)), text)
		}
	}
}

func written(t testing.TB, write func(w *bufio.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	w := bufio.NewWriterSize(&b, 16) // less than a number or two, so that pieces end anywhere
	if err := errors.Join(write(w), w.Flush()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func dictBytes(t testing.TB, d *Dict) []byte {
	t.Helper()
	return written(t, func(w *bufio.Writer) error { return WriteDict(w, d) })
}

// FuzzDecode reads bytes that nobody wrote as every kind of part. What is
// accepted must be usable.
func FuzzDecode(f *testing.F) {
	d, codes := dictOf(words(2, 30))
	c := NewCodes(0, 0)
	for _, code := range codes {
		c.Append(code)
	}
	f.Add(dictBytes(f, d), 3)
	f.Add(written(f, func(w *bufio.Writer) error { return WriteCodes(w, &c) }), len(codes))
	f.Add(written(f, func(w *bufio.Writer) error { return WriteNumbers(w, codes) }), 0)
	ids := NewDict()
	ids.Add([]byte(Identifier([16]byte{1, 2, 3})))
	sorted, _ := ids.Sorted()
	f.Add(dictBytes(f, sorted), 1)
	f.Add([]byte{255, 255, 255, 255, 0}, 1)
	f.Fuzz(func(t *testing.T, body []byte, rows int) {
		if d, err := ReadDict(bytes.NewReader(body), len(body)); err == nil {
			for code := range uint32(d.Len()) {
				_ = d.At(code)
			}
			d.Ranks()
			d.Search("a")
			d.Add([]byte("something else"))
		}
		if rows >= 0 && rows < 1<<20 {
			if c, err := ReadCodes(bytes.NewReader(body), len(body), rows, 10, 1); err == nil {
				for row := range uint32(rows) {
					if c.At(row) >= 10 {
						t.Fatal("a code beyond the limit")
					}
				}
			}
		}
		if numbers, err := ReadNumbers(bytes.NewReader(body), len(body), 1); err == nil && len(numbers)*4+4 != len(body) {
			t.Fatal("numbers from nowhere")
		}
	})
}

// A dictionary that is sorted as it is written comes out as one that was sorted before.
func TestWriteSorted_WritesWhatSortedGives(t *testing.T) {
	for name, texts := range map[string][]string{
		"texts":       {"zoë@contoso.com", "Ann", "ann", "Émile", "b"},
		"dates":       {"2026-03-01", "2022-02-28T04:00Z", "2021-01-01"},
		"identifiers": {"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11", "00000000-1b1f-4d5c-9d1a-0a4b7f0e6c11"},
		"nothing":     nil,
	} {
		d := NewDict()
		for _, text := range texts {
			d.Add([]byte(text))
		}
		sorted, want := d.Sorted()
		var before, direct bytes.Buffer
		b, w := bufio.NewWriter(&before), bufio.NewWriter(&direct)
		codes, err := WriteSorted(w, d)
		if err := errors.Join(err, WriteDict(b, sorted), b.Flush(), w.Flush()); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(codes, want) || !bytes.Equal(before.Bytes(), direct.Bytes()) {
			t.Errorf("%s: codes %v and bytes %q, want %v and %q", name, codes, direct.Bytes(), want, before.Bytes())
		}
	}
}
