package store

import (
	"sync"

	"licenseledger/store/column"
)

// searched are the columns that a search looks into: a leaver is found by the
// name she had.
var searched = []string{"user_name", "email_address", "last_known_name", "last_known_email", "service", "license", "candidates"}

func (s *selection) search(text string) {
	m := searching{text: text, found: map[*column.Dict]hits{}}
	if s.table.find != nil {
		s.keep(s.table.find(&m))
		return
	}
	s.keep(s.table.searchColumns(&m))
}

// searchColumns looks into each of the columns searched.
func (t *table) searchColumns(m *searching) func(row uint32) bool {
	type look struct {
		found hits
		code  func(row uint32) uint32
	}
	var looks []look
	for _, name := range searched {
		dict, code := t.columns[name].scan()
		if found := m.in(dict); found != nil {
			looks = append(looks, look{found, code})
		}
	}
	return func(row uint32) bool {
		for i := range looks {
			if looks[i].found[looks[i].code(row)] {
				return true
			}
		}
		return false
	}
}

// searching is one search: what it found in dictionaries, of which several columns
// share one.
type searching struct {
	text  string
	found map[*column.Dict]hits
}

// hits is the codes that a search found; nil when it found none.
type hits []bool

func (h hits) has(code uint32) bool { return h != nil && h[code] }

func hitsOf(dict *column.Dict, text string) hits {
	found, none := dict.Search(text)
	if none {
		return nil
	}
	return found
}

func (m *searching) in(dict *column.Dict) hits {
	found, done := m.found[dict]
	if !done {
		found = hitsOf(dict, m.text)
		m.found[dict] = found
	}
	return found
}

// ahead searches two dictionaries, the large ones, side by side.
func (m *searching) ahead(one, other *column.Dict) {
	var found hits
	var both sync.WaitGroup
	both.Go(func() { found = hitsOf(other, m.text) })
	m.in(one)
	both.Wait()
	m.found[other] = found
}
