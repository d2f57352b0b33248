package desktop

import (
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// RowSpan is the rows from, from+1, ... up to but without to of an open view.
type RowSpan struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// cellRows is how many rows ViewCells gives at most, so that no answer keeps
// the window waiting.
const cellRows = 5000

// ViewCells gives the texts of columns, row by row, span after span, as values
// of the console contract; candidates are names, one a line. It is what is
// copied. Codes: stale, usage for an unknown column, invalid for more than 5,000
// rows.
func (w *Window) ViewCells(id string, spans []RowSpan, columns []string) ([][]string, error) {
	return guard("read cells", func() ([][]string, error) {
		view, err := w.views.get(id)
		if err != nil {
			return nil, err
		}
		asked, rows := make([]app.Span, 0, len(spans)), 0
		for _, span := range spans {
			asked = append(asked, app.Span(span))
			rows += max(0, span.To-span.From)
		}
		if rows > cellRows {
			return nil, ledger.Errorf(ledger.CodeInvalid, "read cells", "At most %d rows are read at once.", cellRows)
		}
		cells, err := view.Cells(asked, columns)
		if err != nil {
			return nil, err
		}
		if at := slices.Index(columns, "candidates"); at >= 0 {
			for _, row := range cells {
				row[at] = candidateLines(row[at])
			}
		}
		return cells, nil
	})
}

func candidateLines(text string) string {
	if text == "" {
		return ""
	}
	var candidates []ledger.Candidate
	if err := json.Unmarshal([]byte(text), &candidates); err != nil {
		panic(err) // written by the store
	}
	return strings.Join(namesOf(candidates), "\n")
}
