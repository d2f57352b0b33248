package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// table holds the rows of one kind of view of one day by columns: every
// column is a dictionary of its distinct values and one code per row. Order,
// filter and counts work on the dictionary first and on codes after, so they
// cost one look per distinct value and one small number per row.
type table struct {
	rows          int
	columns       map[string]*column
	mergedColumns map[string]*column // made when first sorted by
}

type column struct {
	values []string // values[0] is "", nothing known
	codes  []uint32
	index  map[string]uint32 // codes of the values while rows are added; nil afterwards
	ranks  []uint32          // place of each value in the order of people; made when first sorted by
}

func newTable() *table {
	t := &table{columns: map[string]*column{}, mergedColumns: map[string]*column{}}
	for _, name := range ledger.RowColumns() {
		t.columns[name] = &column{values: []string{""}, index: map[string]uint32{"": 0}}
	}
	return t
}

func (c *column) add(value string) {
	if n := len(c.codes); n > 0 && c.values[c.codes[n-1]] == value {
		c.codes = append(c.codes, c.codes[n-1]) // as the row before: no need to look it up
		return
	}
	code, ok := c.index[value]
	if !ok {
		code = uint32(len(c.values))
		c.values = append(c.values, value)
		c.index[value] = code
	}
	c.codes = append(c.codes, code)
}

// seal lets go of what only adding needs: often as much memory as the rest.
func (c *column) seal() { c.index, c.codes = nil, slices.Clip(c.codes) }

func (c *column) at(row uint32) string { return c.values[c.codes[row]] }

// fields gives the values of a row in the order of ledger.RowColumns.
func fields(r *ledger.Row) []string {
	trial := ""
	if r.IsTrial != nil {
		trial = fmt.Sprint(*r.IsTrial)
	}
	candidates := ""
	if len(r.Candidates) > 0 {
		body, err := json.Marshal(r.Candidates)
		if err != nil {
			panic(err) // strings only
		}
		candidates = string(body)
	}
	texts := []ledger.Text{r.UserID, r.UserName, r.EmailAddress, r.Service, r.ServiceID, r.License, r.LicenseID, r.AssignedDate,
		ledger.Text(trial), r.ExpirationDate, r.Product, r.Origin, r.Tier, r.AssignedBy, r.GroupName, r.Status, r.StatusSince,
		r.LastKnownName, r.LastKnownEmail, r.IdentityConfidence, ledger.Text(candidates), r.LastUsed, r.LastUsedSource,
		r.WatchedSince, r.FirstSeen, r.Department, r.CostCenter, r.Source, r.Basis, r.AsOf}
	values := make([]string, len(texts))
	for i, text := range texts {
		values[i] = string(text)
	}
	return values
}

func (t *table) add(r *ledger.Row) {
	for i, value := range fields(r) {
		t.columns[rowColumns[i]].add(value)
	}
	t.rows++
}

var rowColumns = ledger.RowColumns()

// row puts a row together again.
func (t *table) row(n uint32) ledger.Row {
	text := func(name string) ledger.Text { return ledger.Text(t.columns[name].at(n)) }
	r := ledger.Row{UserID: text("user_id"), UserName: text("user_name"), EmailAddress: text("email_address"),
		Service: text("service"), ServiceID: text("service_id"), License: text("license"), LicenseID: text("license_id"),
		AssignedDate: text("assigned_date"), ExpirationDate: text("expiration_date"), Product: text("product"),
		Origin: text("origin"), Tier: text("tier"), AssignedBy: text("assigned_by"), GroupName: text("group_name"),
		Status: text("status"), StatusSince: text("status_since"), LastKnownName: text("last_known_name"),
		LastKnownEmail: text("last_known_email"), IdentityConfidence: text("identity_confidence"), LastUsed: text("last_used"),
		LastUsedSource: text("last_used_source"), WatchedSince: text("watched_since"), FirstSeen: text("first_seen"),
		Department: text("department"), CostCenter: text("cost_center"), Source: text("source"), Basis: text("basis"), AsOf: text("as_of")}
	if trial := t.columns["is_trial"].at(n); trial != "" {
		isTrial := trial == "true"
		r.IsTrial = &isTrial
	}
	if candidates := t.columns["candidates"].at(n); candidates != "" {
		if err := json.Unmarshal([]byte(candidates), &r.Candidates); err != nil {
			panic(err) // written by add
		}
	}
	return r
}

// rank gives every value's place in the order of people: by folded text, then
// by the text itself; what is not known comes last.
func (c *column) rank() []uint32 {
	if len(c.ranks) == len(c.values) {
		return c.ranks
	}
	folded := make([]string, len(c.values))
	order := make([]uint32, len(c.values))
	for i, value := range c.values {
		folded[i], order[i] = ledger.FoldText(value), uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		if a == 0 || b == 0 {
			return int(b) - int(a)
		}
		if n := strings.Compare(folded[a], folded[b]); n != 0 {
			return n
		}
		return strings.Compare(c.values[a], c.values[b])
	})
	ranks := make([]uint32, len(c.values))
	for place, code := range order {
		ranks[code] = uint32(place)
	}
	c.ranks = ranks
	return ranks
}
