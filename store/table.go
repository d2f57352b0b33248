package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// table is the rows of one kind of view of one day, in the order of people: by
// name (the last known one of an Unknown row), address, service, license and
// the rest.
type table struct {
	rows    int
	columns map[string]*lens
	// Sorting by name or address takes the last known one of an Unknown row.
	sortName, sortEmail *lens
	// person numbers whose row it is, the same for all rows of a person in
	// every table of a history; 0 when nobody's in particular.
	person  func(row uint32) uint32
	who     func(row uint32) uint32 // its account, by people.ids; 0 = none. nil for tables of rows at hand
	persons func() int              // more than the highest number
	product func(row uint32) ledger.Product
	pair    func(row uint32) uint32 // number of its service and license
	status  func(row uint32) ledger.Status
	ready   func(ctx context.Context) error // loads what cells need beyond the rows; nil when nothing
	counts  *ledger.Counts                  // of all rows, once counted
	filled  []string                        // columns in which a row has something, once asked for; nil before
	// find makes a search of the table's own, in place of one through all columns
	// that are searched; nil where there is none.
	find func(m *searching) func(row uint32) bool
	list *list // what the table shows; nil for others than the list of a report
}

// lens is a column as its rows show it: the text of each, and, for order and
// choice, a code in a dictionary.
type lens struct {
	text func(row uint32) string
	// codes is made when first asked for.
	code func(row uint32) uint32
	dict *column.Dict
	make func() // sets code and dict
	// people are whom the codes stand for, of a column of user ids; nil for others.
	people []ledger.Candidate
}

// coded is a column that has codes.
func coded(dict *column.Dict, code func(row uint32) uint32) *lens {
	return &lens{text: func(row uint32) string { return dict.At(code(row)) }, dict: dict, code: code}
}

// same is a column with one text in all rows.
func same(text string) *lens {
	dict := column.NewDict()
	code := dict.Add([]byte(text))
	return coded(dict, func(uint32) uint32 { return code })
}

// written is a column whose texts are made row by row; codes are given only
// when it is sorted or chosen by.
func written(rows int, text func(row uint32) string) *lens {
	c := &lens{text: text}
	c.make = func() {
		dict, codes := column.NewDict(), column.NewCodes(rows, 0)
		for row := range uint32(rows) {
			codes.Append(dict.Add([]byte(text(row))))
		}
		dict.Forget()
		c.dict, c.code = dict, codes.At
	}
	return c
}

// scan makes the codes.
func (c *lens) scan() (*column.Dict, func(row uint32) uint32) {
	if c.code == nil {
		c.make()
	}
	return c.dict, c.code
}

// row puts a row together.
func (t *table) row(n uint32) (r ledger.Row) {
	t.pick(rowColumns)(n, &r)
	return r
}

// candidatesText writes candidates as they are searched and shown.
func candidatesText(all []ledger.Candidate) string {
	if len(all) == 0 {
		return ""
	}
	body, err := json.Marshal(all)
	if err != nil {
		panic(err) // strings only
	}
	return string(body)
}

var rowColumns = ledger.RowColumns()

// blank is a table whose columns say nothing yet.
func blank(rows int) *table {
	t := &table{rows: rows, columns: map[string]*lens{}}
	nothing := same("")
	for _, name := range rowColumns {
		t.columns[name] = nothing
	}
	return t
}

// subset is the table with some of its rows, in their order.
func (t *table) subset(rows []uint32) *table {
	s := &table{rows: len(rows), columns: map[string]*lens{}, persons: t.persons, ready: t.ready}
	pick := func(c *lens) *lens {
		p := &lens{text: func(row uint32) string { return c.text(rows[row]) }}
		p.make = func() {
			dict, code := c.scan()
			p.dict, p.code = dict, func(row uint32) uint32 { return code(rows[row]) }
		}
		return p
	}
	for name, c := range t.columns {
		s.columns[name] = pick(c)
	}
	s.sortName, s.sortEmail = pick(t.sortName), pick(t.sortEmail)
	s.person = func(row uint32) uint32 { return t.person(rows[row]) }
	if t.who != nil {
		s.who = func(row uint32) uint32 { return t.who(rows[row]) }
	}
	s.product = func(row uint32) ledger.Product { return t.product(rows[row]) }
	s.pair = func(row uint32) uint32 { return t.pair(rows[row]) }
	s.status = func(row uint32) ledger.Status { return t.status(rows[row]) }
	if t.find != nil {
		s.find = func(m *searching) func(row uint32) bool {
			pass := t.find(m)
			return func(row uint32) bool { return pass(rows[row]) }
		}
	}
	return s
}

// fields gives the values of a row in the order of ledger.RowColumns.
func fields(r *ledger.Row) []string {
	trial := ""
	if r.IsTrial != nil {
		trial = fmt.Sprint(*r.IsTrial)
	}
	texts := []ledger.Text{r.UserID, r.UserName, r.EmailAddress, r.Service, r.ServiceID, r.License, r.LicenseID, r.AssignedDate,
		ledger.Text(trial), r.ExpirationDate, r.Product, r.Origin, r.Tier, r.AssignedBy, r.GroupName, r.Status, r.StatusSince,
		r.LastKnownName, r.LastKnownEmail, r.IdentityConfidence, ledger.Text(candidatesText(r.Candidates)), r.LastUsed, r.LastUsedSource,
		r.WatchedSince, r.FirstSeen, r.Department, r.CostCenter, r.Source, r.Basis, r.AsOf, r.RestorableUntil, ledger.Text(r.TrialEnded), ledger.Text(r.AlsoPaid), r.TrialOrigin}
	values := make([]string, len(texts))
	for i, text := range texts {
		values[i] = string(text)
	}
	return values
}

// tableOf is a table of few rows that are at hand.
func tableOf(h *history, p *people, rows []ledger.Row) *table {
	slices.SortStableFunc(rows, compareRows)
	t := blank(len(rows))
	for i, name := range rowColumns {
		t.columns[name] = written(len(rows), func(row uint32) string { return fields(&rows[row])[i] })
	}
	t.sortName = written(len(rows), func(row uint32) string { return shownOrKnown(rows[row].UserName, rows[row].LastKnownName) })
	t.sortEmail = written(len(rows), func(row uint32) string { return shownOrKnown(rows[row].EmailAddress, rows[row].LastKnownEmail) })
	t.person = func(row uint32) uint32 { return h.personOf(p, &rows[row]) }
	t.persons = func() int { return h.personCount(p) }
	t.product = func(row uint32) ledger.Product { return ledger.Product(rows[row].Product) }
	t.pair = func(row uint32) uint32 { return h.pairOf(pair{string(rows[row].Service), string(rows[row].License)}) }
	t.status = func(row uint32) ledger.Status { return ledger.Status(rows[row].Status) }
	return t
}

// shownOrKnown is the last known text in place of Unknown.
func shownOrKnown(shown, known ledger.Text) string {
	if shown == ledger.UnknownWord {
		return string(known)
	}
	return string(shown)
}

func compareRows(a, b ledger.Row) int {
	for _, pair := range [][2]string{
		{shownOrKnown(a.UserName, a.LastKnownName), shownOrKnown(b.UserName, b.LastKnownName)},
		{shownOrKnown(a.EmailAddress, a.LastKnownEmail), shownOrKnown(b.EmailAddress, b.LastKnownEmail)},
		{string(a.Service), string(b.Service)}, {string(a.License), string(b.License)},
		{string(a.AssignedDate), string(b.AssignedDate)}, {string(a.UserID), string(b.UserID)}} {
		if n := column.Compare(pair[0], pair[1]); n != 0 {
			return n
		}
	}
	return strings.Compare(string(a.FirstSeen), string(b.FirstSeen))
}
