package store

import (
	"strings"

	"licenseledger/store/ledger"
)

// find searches the list. A line that has a name and an address shows them, or
// Unknown and them as the last known ones: either way it is found by what it
// says, whatever became of the person. Only the odd lines are looked at column
// by column.
func (l *list) find(t *table, m *searching) func(row uint32) bool {
	r := l.report
	m.ahead(r.name.dict, r.email.dict)
	names, emails, services, licenses := m.in(r.name.dict), m.in(r.email.dict), m.in(r.service), m.in(r.license)
	words := make([]bool, len(r.classes))
	for i := range words {
		words[i] = services.has(r.classes[i].service) || licenses.has(r.classes[i].license)
	}
	hidden := strings.Contains(ledger.FoldText(ledger.UnknownWord), m.text)
	byColumn := t.searchColumns(m)
	return func(row uint32) bool {
		fact := l.lines[row]
		if r.isOdd.has(fact) {
			return byColumn(row)
		}
		return names.has(r.name.codes.At(fact)) || emails.has(r.email.codes.At(fact)) || words[r.class.At(fact)] ||
			(hidden && statuses[l.status(fact)].Departed())
	}
}
