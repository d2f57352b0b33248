package store

import (
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// find searches the list. A line that has a name and an address shows them, or
// Unknown and them as the last known ones: either way it is found by what it
// says, whatever became of the person. Only the odd lines are looked at column
// by column.
func (l *list) find(t *table, text string) func(row uint32) bool {
	r := l.report
	names, emails := found(r.name.dict, text), found(r.email.dict, text)
	services, licenses := found(r.service, text), found(r.license, text)
	words := make([]bool, len(r.classes))
	for i := range words {
		words[i] = services.has(r.classes[i].service) || licenses.has(r.classes[i].license)
	}
	hidden := strings.Contains(ledger.FoldText(ledger.UnknownWord), text)
	byColumn := t.searchColumns(text)
	return func(row uint32) bool {
		fact := l.lines[row]
		if r.isOdd.has(fact) {
			return byColumn(row)
		}
		return names.has(r.name.codes.At(fact)) || emails.has(r.email.codes.At(fact)) || words[r.class.At(fact)] ||
			(hidden && statuses[l.status(fact)].Departed())
	}
}

// hits is the codes that a search found; nil when it found none.
type hits []bool

func found(dict *column.Dict, text string) hits {
	all, none := dict.Search(text)
	if none {
		return nil
	}
	return all
}

func (m hits) has(code uint32) bool { return m != nil && m[code] }
