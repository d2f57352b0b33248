package column

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Dict is the distinct texts of a column by code. Code 0 is "", nothing known.
// The first texts stand in the order of people (see Compare), back to back;
// those added later follow in the order they came.
//
// A Dict is for one writer; a Clone taken before shares its texts and stays as
// it was.
type Dict struct {
	text   string       // of the texts in order, back to back
	ends   []uint32     // where each of them ends
	packed []uint64     // the texts in order, in place of text and ends where all are dates or numbers; see pack
	ids    []identifier // the same where all are identifiers
	more   arena        // added later

	index *index // finds codes; nil until asked for
	fold  *folded
	order *Order // as of so many texts added later; see Order
}

// NewDict makes a dictionary with "" alone.
func NewDict() *Dict { return &Dict{ends: []uint32{0}} }

// Len is the number of codes.
func (d *Dict) Len() int { return d.sorted() + d.more.len() }

// sorted is the number of texts that stand in order, "" among them.
func (d *Dict) sorted() int { return len(d.ends) + len(d.packed) + len(d.ids) }

// At gives the text of a code.
func (d *Dict) At(code uint32) string {
	if n := uint32(d.sorted()); code >= n {
		return d.more.at(code - n)
	}
	if d.packed != nil {
		return unpack(d.packed[code])
	}
	if d.ids != nil {
		if code == 0 {
			return ""
		}
		return Identifier(d.ids[code])
	}
	begin := uint32(0)
	if code > 0 {
		begin = d.ends[code-1]
	}
	return d.text[begin:d.ends[code]]
}

// Added is the number of texts that were added to those that stand in order.
func (d *Dict) Added() int { return d.more.len() }

// Clone gives a dictionary with the same codes to which texts can be added
// without a reader of this one noticing.
func (d *Dict) Clone() *Dict {
	return &Dict{text: d.text, ends: d.ends, packed: d.packed, ids: d.ids, more: d.more.clone(), index: d.index.clone(), fold: d.fold, order: d.order}
}

// Find gives the code of a text.
func (d *Dict) Find(text string) (code uint32, ok bool) {
	if text == "" {
		return 0, true
	}
	x := d.indexed()
	return findIn(x, d, x.seek(text))
}

// Seek gives the code of one text, without the index that Find makes, which is
// as large as the dictionary.
func (d *Dict) Seek(text string) (code uint32, ok bool) {
	if text == "" {
		return 0, true
	}
	if d.index != nil {
		return d.Find(text)
	}
	first := uint32(d.sorted())
	if code := d.lowerBound(1, ledger.FoldText(text), text); code < first && d.At(code) == text {
		return code, true
	}
	for i := range uint32(d.more.len()) {
		if d.more.at(i) == text {
			return first + i, true
		}
	}
	return 0, false
}

// Add gives the code of a text, a new one if it has none.
func (d *Dict) Add(text []byte) uint32 {
	if len(text) == 0 {
		return 0
	}
	x := d.indexed()
	return codeIn(x, d, x.seekBytes(text))
}

// AddIdentifier is Add for the text of an identifier, which is not written for it.
func (d *Dict) AddIdentifier(id [16]byte) uint32 {
	x := d.indexed()
	return codeIn(x, d, x.seekIdentifier(id))
}

// AddFew is Add without the index, for some texts more.
func (d *Dict) AddFew(text []byte) uint32 {
	if d.index != nil {
		return d.Add(text)
	}
	code, ok := d.Seek(string(text))
	if !ok {
		code = uint32(d.Len())
		d.more.add(text)
	}
	return code
}

// Index makes the index now, so that several readers may Find side by side.
func (d *Dict) Index() { d.indexed() }

func (d *Dict) indexed() *index {
	if d.index == nil {
		d.index = newIndex(d)
	}
	return d.index
}

// Forget lets go of what only finding texts needs.
func (d *Dict) Forget() { d.index = nil }

// Compare orders texts as people do: by their folded form, then as they are
// written; "" comes last.
func Compare(a, b string) int {
	if a == "" || b == "" {
		return cmp.Compare(len(b), len(a))
	}
	return cmp.Or(strings.Compare(ledger.FoldText(a), ledger.FoldText(b)), strings.Compare(a, b))
}

// Sorted gives a dictionary with the same texts, all in order, and the new
// code of every old one.
func (d *Dict) Sorted() (sorted *Dict, codes []uint32) {
	order, codes := d.places()
	return d.textsOf(order), codes
}

// SortedOf gives the same of "" and those texts whose codes are used. The others have
// no new code.
func (d *Dict) SortedOf(isUsed func(code uint32) bool) (sorted *Dict, codes []uint32) {
	order, codes := d.places()
	used := order[:1]
	for _, code := range order[1:] {
		if !isUsed(code) {
			codes[code] = 0
			continue
		}
		codes[code] = uint32(len(used))
		used = append(used, code)
	}
	return d.textsOf(used), codes
}

// textsOf gives a dictionary of the texts of codes that stand in order, "" first.
func (d *Dict) textsOf(order []uint32) *Dict {
	if sorted := d.inOrder(order); sorted != nil {
		return sorted
	}
	length := 0
	for _, code := range order {
		length += len(d.At(code))
	}
	var text strings.Builder
	text.Grow(length)
	sorted := &Dict{ends: make([]uint32, 0, len(order))}
	for _, code := range order {
		text.WriteString(d.At(code))
		sorted.ends = append(sorted.ends, uint32(text.Len()))
	}
	sorted.text = text.String()
	return sorted
}

// places gives the codes in the order of their texts, and the new code of every one.
func (d *Dict) places() (order, codes []uint32) {
	ranks := d.Ranks()
	order, codes = make([]uint32, len(ranks)), make([]uint32, len(ranks))
	for code, rank := range ranks {
		if code == 0 {
			continue // it has the last rank, and the first code
		}
		codes[code] = rank + 1
		order[rank+1] = uint32(code)
	}
	return order, codes
}

// inOrder gives a dictionary of identifiers, dates or numbers with the texts of
// codes, "" first; nil when they are not all that. None is written as a text,
// of which there can be a million.
func (d *Dict) inOrder(order []uint32) *Dict {
	if len(order) < 2 {
		return nil
	}
	if _, ok := d.identifierAt(order[1]); ok {
		if ids := each(order, d.identifierAt); ids != nil {
			return &Dict{ids: ids}
		}
		return nil
	}
	if packed := each(order, d.packedAt); packed != nil {
		return &Dict{packed: packed}
	}
	return nil
}

// each gives what code 0 is nothing and every other code something of; nil when
// one is not.
func each[T any](order []uint32, at func(code uint32) (T, bool)) []T {
	all := make([]T, 1, len(order))
	for _, code := range order[1:] {
		one, ok := at(code)
		if !ok {
			return nil
		}
		all = append(all, one)
	}
	return all
}

// Ranks gives every code's place in the order of people.
func (d *Dict) Ranks() []uint32 {
	more, key := d.sortedMore()
	ranks := make([]uint32, d.Len())
	first := uint32(d.sorted())
	rank, next := uint32(0), uint32(1)
	for _, i := range more {
		for end := d.lowerBound(next, key(i), d.more.at(i)); next < end; next++ {
			ranks[next] = rank
			rank++
		}
		ranks[first+i] = rank
		rank++
	}
	for ; next < first; next++ {
		ranks[next] = rank
		rank++
	}
	ranks[0] = rank
	return ranks
}

// sortedMore gives the texts added later in their order, and what gives their
// folded forms.
func (d *Dict) sortedMore() (more []uint32, key func(i uint32) string) {
	more = make([]uint32, d.more.len())
	for i := range more {
		more[i] = uint32(i)
	}
	if d.more.others == 0 { // identifiers order as their bytes do, and fold to themselves
		slices.SortFunc(more, func(a, b uint32) int {
			x, _ := d.more.bytes(a)
			y, _ := d.more.bytes(b)
			return strings.Compare(x, y)
		})
		return more, d.more.at
	}
	keys := make([]string, len(more))
	for i := range keys {
		keys[i] = ledger.FoldText(d.more.at(uint32(i)))
	}
	slices.SortFunc(more, func(a, b uint32) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(d.more.at(a), d.more.at(b)))
	})
	return more, func(i uint32) string { return keys[i] }
}

// Order compares codes in the order of people. It costs memory only for the
// texts added later, and is made anew only after more were.
func (d *Dict) Order() *Order {
	if d.order != nil && len(d.order.more) == d.more.len() {
		return d.order
	}
	o := &Order{first: uint32(d.sorted()), more: make([]uint64, d.more.len())}
	more, key := d.sortedMore()
	for n, i := range more {
		// After the text before it, and after those added later that come before.
		o.more[i] = uint64(d.lowerBound(1, key(i), d.more.at(i))-1)<<32 | uint64(n+1)
	}
	d.order = o
	return o
}

// Order is the order of people among the codes of a dictionary as it was.
type Order struct {
	first uint32
	more  []uint64
}

// Place gives a number that orders as the code's text does; "" has the
// highest.
func (o *Order) Place(code uint32) uint64 {
	switch {
	case code == 0:
		return math.MaxUint64
	case code < o.first:
		return uint64(code) << 32
	}
	return o.more[code-o.first]
}

// lowerBound finds the first of the texts in order, from a code on, that does
// not come before a text.
func (d *Dict) lowerBound(from uint32, key, text string) uint32 {
	low, high := from, uint32(d.sorted())
	for low < high {
		middle := (low + high) / 2
		there := d.At(middle)
		if cmp.Or(strings.Compare(ledger.FoldText(there), key), strings.Compare(there, text)) < 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}
