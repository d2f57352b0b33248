package column

import (
	"sort"
	"strings"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// folded is the texts of a dictionary in their folded form, back to back with
// a separator that no text contains, so that one scan searches them all.
type folded struct {
	text string
	ends []uint32 // where each text ends, its separator not counted
}

const separator = "\x00"

// Search marks the codes whose text contains a folded text (see
// ledger.FoldText). none tells that no code does.
func (d *Dict) Search(text string) (found []bool, none bool) {
	found = make([]bool, d.Len())
	none = true
	d.foldMore()
	f := d.fold
	code := 0
	for at := 0; at < len(f.text); {
		n := strings.Index(f.text[at:], text)
		if n < 0 {
			break
		}
		at += n
		code = f.holder(at, code)
		found[code], none = true, false
		at = int(f.ends[code]) + len(separator) // one hit in a text is enough
	}
	return found, none
}

// holder gives the code of the text that a place lies in, which is from or a later
// one. Hits are mostly close to each other: it looks ever further ahead.
func (f *folded) holder(at, from int) int {
	to := from
	for step := 1; to < len(f.ends) && int(f.ends[to]) < at; step *= 2 {
		from, to = to+1, to+step
	}
	ahead := f.ends[from:min(to, len(f.ends))]
	return from + sort.Search(len(ahead), func(i int) bool { return int(ahead[i]) >= at })
}

// foldMore folds the texts that were added since it was called last.
func (d *Dict) foldMore() {
	have := 0
	if d.fold != nil {
		have = len(d.fold.ends)
	}
	if have == d.Len() {
		return
	}
	var text strings.Builder
	ends := make([]uint32, 0, d.Len())
	if d.fold != nil {
		text.WriteString(d.fold.text)
		ends = append(ends, d.fold.ends...)
	} else {
		text.Grow(len(d.text) + d.Len())
	}
	for code := uint32(have); code < uint32(d.Len()); code++ {
		writeFolded(&text, d.At(code))
		ends = append(ends, uint32(text.Len()))
		text.WriteString(separator)
	}
	d.fold = &folded{text: text.String(), ends: ends}
}

// writeFolded writes the folded form without a copy where the text is plain.
func writeFolded(b *strings.Builder, text string) {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			b.WriteString(strings.ReplaceAll(ledger.FoldText(text), separator, " "))
			return
		}
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c == separator[0] {
			c = ' '
		}
		b.WriteByte(c)
	}
}
