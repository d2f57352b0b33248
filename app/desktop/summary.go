package desktop

import "licenseledger/app"

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
	Since  string           `json:"since"` // reading to tell the change of people since; empty for none
}

// Summary is the values of a column with what their rows are.
type Summary struct {
	Groups []Group `json:"groups"`
	Total  int     `json:"total"`  // of values; more than groups where some are left out
	Unlike bool    `json:"unlike"` // the other day was read in another way, so that no change is told
}

// Group is a value and what its rows are.
type Group struct {
	Value    string `json:"value"` // empty where nothing is known
	Rows     int    `json:"rows"`
	People   int    `json:"people"`
	Licenses int    `json:"licenses"`
	Change   int    `json:"change"` // of people, since the other day
	// What their licenses cost a month, each person's once, and how many of those
	// have no price.
	Costs    []GroupCost `json:"costs"`
	Unpriced int64       `json:"unpriced"`
	// Of managers, whose ids are the values; empty for others, and where nobody knows.
	UserID       string `json:"user_id"`
	UserName     string `json:"user_name"`
	EmailAddress string `json:"email_address"`
}

// GroupCost is an amount of one currency.
type GroupCost struct {
	Currency string `json:"currency"`
	Cents    int64  `json:"cents"` // 1/100 of it
}

// ViewSummary groups the rows of an open view. Codes: stale, usage.
func (w *Window) ViewSummary(r SummaryRequest) (Summary, error) {
	return guard("summarize", func() (Summary, error) {
		view, err := w.views.get(r.View)
		if err != nil {
			return Summary{}, err
		}
		summary, err := view.Summary(w.work, app.SummarySpec{Column: r.Column, Search: r.Search, Order: r.By, Descending: r.Down, Limit: summaryLines, Since: r.Since})
		out := Summary{Groups: []Group{}, Total: summary.Total, Unlike: summary.Unlike}
		for _, g := range summary.Groups {
			group := Group{Value: g.Value, Rows: g.Rows, People: g.People, Licenses: g.Licenses, Change: g.Change, Costs: []GroupCost{}, Unpriced: g.Cost.Unpriced}
			for _, sum := range g.Cost.List() {
				group.Costs = append(group.Costs, GroupCost{sum.Currency, sum.CostMonth.Cents()})
			}
			if p := g.Person; p != nil {
				group.UserID, group.UserName, group.EmailAddress = string(p.UserID), string(p.Name), string(p.Email)
			}
			out.Groups = append(out.Groups, group)
		}
		return out, err
	})
}
