package importer

import (
	"slices"
	"strings"
	"unicode"

	"licenseledger/store/ledger"
)

// normalise makes header cells comparable: letter case, diacritics, spaces,
// underscores and punctuation do not matter.
func normalise(cell string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, ledger.FoldText(cell))
}

// header is a header as one layout reads it.
type header struct {
	layout  *layout
	cells   []string // as in the file
	at      []place
	ignored []string // headings of columns that the layout has not
	twice   string   // a heading that names a column a second time
	english bool
}

// place says where a column is. Few places are quicker searched than hashed.
type place struct {
	column Column
	index  int
}

// find gives the index of a column.
func (h *header) find(c Column) (index int, ok bool) {
	for _, p := range h.at {
		if p.column == c {
			return p.index, true
		}
	}
	return 0, false
}

// recognise finds the columns of a layout among the cells. given overrules it:
// it names, per column, the heading to use.
func recognise(l *layout, cells []string, given map[Column]string) header {
	h := header{layout: l, cells: cells, english: true}
	chosen := map[string]Column{}
	for column, name := range given {
		chosen[normalise(name)] = column
	}
	for i, cell := range cells {
		name := normalise(cell)
		known, ok := headings[l][name]
		if column, overruled := chosen[name]; overruled && l.has(column) {
			known, ok = heading{column: column, english: known.english}, true
		} else if _, overruled := given[known.column]; overruled {
			ok = false
		}
		_, again := h.find(known.column)
		switch {
		case !ok && name == "":
		case !ok:
			h.ignored = append(h.ignored, cell)
		case again && l.loose:
			h.ignored = append(h.ignored, cell)
		case again:
			h.twice = cell
		default:
			h.at = append(h.at, place{known.column, i})
			h.english = h.english && known.english
		}
	}
	return h
}

func (l *layout) has(c Column) bool {
	return slices.ContainsFunc(l.columns, func(known column) bool { return known.name == c })
}

// missing names the needed columns that the header lacks.
func (h *header) missing() []string {
	lacking := h.lacking()
	var labels []string
	for _, c := range h.layout.columns {
		if slices.Contains(lacking, c.name) {
			labels = append(labels, c.label)
		}
	}
	return labels
}

// lacking gives the needed columns that the header lacks.
func (h *header) lacking() []Column {
	var lacking []Column
	for _, c := range h.layout.columns {
		if _, ok := h.find(c.name); c.needed && !ok {
			lacking = append(lacking, c.name)
		}
	}
	return lacking
}

// better tells whether h explains its file better than other: whole before
// incomplete, then by how many columns it knows.
func (h *header) better(other *header) bool {
	if other.layout == nil {
		return true
	}
	whole, otherWhole := len(h.missing()) == 0, len(other.missing()) == 0
	if whole != otherWhole {
		return whole
	}
	return len(h.at) > len(other.at)
}
