package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
)

// summaryLines is how many values a summary shows at most; a search finds the
// others.
const summaryLines = 500

// SummaryRequest asks how the rows of an open view divide over the values of a
// column.
type SummaryRequest struct {
	View   string           `json:"view"` // id of the open view
	Column string           `json:"column"`
	Search string           `json:"search"`
	By     app.SummaryOrder `json:"by"`
	Down   bool             `json:"down"`
}

// Summary is the values of a column with what their rows are.
type Summary struct {
	Groups []ledger.Group `json:"groups"`
	Total  int            `json:"total"` // of values; more than groups where some are left out
}

// ViewSummary groups the rows of an open view. Codes: stale, usage.
func (w *Window) ViewSummary(r SummaryRequest) (Summary, error) {
	return guard("summarize", func() (Summary, error) {
		view, err := w.views.get(r.View)
		if err != nil {
			return Summary{}, err
		}
		summary, err := view.Summary(app.SummarySpec{Column: r.Column, Search: r.Search, Order: r.By, Descending: r.Down, Limit: summaryLines})
		return Summary(summary), err
	})
}
