package store

import (
	"slices"

	"licenseledger/store/ledger"
)

// Span is rows from, from+1, ... up to but without to.
type Span struct{ From, To int }

// Whole is the number of rows that the view has without filters and search.
func (v *View) Whole() int { return v.chosen.table.rows }

// Filled names the columns in which a row has something, whether the filters
// leave it or not, in the order of ledger.RowColumns.
func (v *View) Filled() []string {
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	t := v.chosen.table
	if t.filled == nil {
		t.filled = []string{}
		for _, name := range rowColumns {
			if t.says(t.columns[name]) {
				t.filled = append(t.filled, name)
			}
		}
	}
	return slices.Clone(t.filled)
}

// ExpectSearch makes what a search looks into, which otherwise the first one does
// and takes its time for. It stays as long as the view's day is open.
func (v *View) ExpectSearch() {
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	v.chosen.table.choose(ViewSpec{Search: "\x01"}) // nobody is called that
}

// says tells whether a column has something in any row. It makes no codes,
// which would take longer than to look.
func (t *table) says(c *lens) bool {
	if c.dict != nil && c.dict.Len() == 1 {
		return false // every dictionary begins with ""
	}
	for row := range uint32(t.rows) {
		if c.text(row) != "" {
			return true
		}
	}
	return false
}

// Cells gives the texts of some columns, row by row, span after span; spans end
// where the view ends. Codes: stale, usage for a column that does not exist.
func (v *View) Cells(spans []Span, columns []string) ([][]string, error) {
	if err := v.fresh(); err != nil {
		return nil, err
	}
	t := v.chosen.table
	lenses := make([]*lens, 0, len(columns))
	for _, name := range columns {
		if t.columns[name] == nil {
			return nil, ledger.Errorf(ledger.CodeUsage, "read cells", "There is no column %q. Did you mean %s?", name, ledger.Nearest(name, rowColumns))
		}
		lenses = append(lenses, t.columns[name])
	}
	rows := [][]string{}
	for _, span := range spans {
		for at := max(0, span.From); at < min(span.To, v.Len()); at++ {
			cells := make([]string, 0, len(lenses))
			for _, c := range lenses {
				cells = append(cells, c.text(v.chosen.at(at)))
			}
			rows = append(rows, cells)
		}
	}
	return rows, nil
}
