package importer

import (
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Column names a column of a layout, the same in every language.
type Column string

// layout is one kind of file: what its header has, and what a row says. Each is
// a source of its own.
//
// A new one is a file layout_NAME.go with a variable of this type, and its line
// in the table below; recognising, encodings, date order, problems, preview and
// the place where reading stopped come with it.
type layout struct {
	source  string // one of ledger.Sources
	what    string // what people call such a file: "a list of active user licenses"
	columns []column

	// read turns the cells of a row into facts. It asks row for cells by their
	// columns and gives back the problems that row tells, so that they carry
	// the line and the heading. Problems that leave the row in use are noted
	// with row.note.
	read func(r *row) (ledger.Object, *Problem)
	// about tells whom an object is about, for the preview.
	about func(o ledger.Object) about
	// key appends what two rows have in common that are the same; nil for
	// Object.Owner.
	key func(buffer []byte, o ledger.Object) []byte
	// again gives what the n-th repetition of a row becomes, n from 1, or why
	// it is kept out.
	again func(o ledger.Object, n int64) (_ ledger.Object, reason Reason)
	// deleted tells rows of accounts that are deleted; nil where rows are of no
	// accounts.
	deleted func(r *row) bool
	// needsRows is set where a row that is kept out would be taken for somebody
	// who is gone: then the file is refused instead.
	needsRows bool
	// loose is set where nobody has seen Microsoft's own headings: of two names
	// for one column the first counts. unlike names layouts that are meant
	// instead where a file has a column that only they have.
	loose  bool
	unlike []*layout
}

// about is whom a row is about. A name and an address may be fillers.
type about struct {
	name, address string
	date          string // the latest canonical date that had come when the file was downloaded; "" for none
}

// column is a column of a layout with the headings it is known by.
type column struct {
	name   Column
	label  string // what people know it by, in English
	needed bool
	// Headings, normalised and separated by spaces; Microsoft's own come first.
	english, other string
}

// layouts is the table of all layouts. Where a header fits two of them equally
// well, the earlier one is meant.
var layouts = []*layout{report2017, report2022, activeUsers, deletedUsers, useOfLicenses, licensedUsers, requiredLicenses}

// heading is a known heading of a layout's column.
type heading struct {
	column  Column
	english bool
}

// headings gives the known headings of every layout.
var headings = func() map[*layout]map[string]heading {
	all := map[*layout]map[string]heading{}
	for _, l := range layouts {
		known := map[string]heading{}
		for _, c := range l.columns {
			for _, name := range strings.Fields(c.other) {
				known[name] = heading{column: c.name}
			}
			for _, name := range strings.Fields(c.english) {
				known[name] = heading{column: c.name, english: true}
			}
		}
		all[l] = known
	}
	return all
}()

// isUnlike tells whether a header has a column that speaks for a layout which is
// meant instead.
func (l *layout) isUnlike(cells []string) bool {
	for _, cell := range cells {
		name := normalise(cell)
		if _, own := headings[l][name]; own {
			continue
		}
		if slices.ContainsFunc(l.unlike, func(other *layout) bool { _, known := headings[other][name]; return known }) {
			return true
		}
	}
	return false
}

func layoutOf(source string) *layout {
	for _, l := range layouts {
		if l.source == source {
			return l
		}
	}
	return nil
}

// LayoutInfo describes a layout to a person who says what a file is.
type LayoutInfo struct {
	Source  string       `json:"source"` // one of ledger.Sources
	What    string       `json:"what"`   // English: "a list of active user licenses"
	Columns []ColumnInfo `json:"columns"`
}

// ColumnInfo describes a column of a layout.
type ColumnInfo struct {
	Name   Column `json:"name"`
	Label  string `json:"label"` // English
	Needed bool   `json:"needed"`
}

// Layouts describes every layout, in the order of the table.
func Layouts() []LayoutInfo {
	var all []LayoutInfo
	for _, l := range layouts {
		info := LayoutInfo{Source: l.source, What: l.what}
		for _, c := range l.columns {
			info.Columns = append(info.Columns, ColumnInfo{Name: c.name, Label: c.label, Needed: c.needed})
		}
		all = append(all, info)
	}
	return all
}
