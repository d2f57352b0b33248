package store

import (
	"encoding/json"
	"fmt"

	"licenseledger/store/ledger"
)

// Pick prepares for reading some columns of many rows: what it gives fills in
// these of row n, and leaves the others as they are. Making them is what reading
// a row costs, so that a writer of eight columns takes a fraction of the time
// that Rows does. It does not look whether the view is stale: Rows(n, 0) does. What
// it gives is for one goroutine: each takes its own.
// Code usage for a column that does not exist.
func (v *View) Pick(columns []string) (fill func(n int, r *ledger.Row), err error) {
	for _, name := range columns {
		if v.chosen.table.columns[name] == nil {
			return nil, ledger.Errorf(ledger.CodeUsage, "read rows", "There is no column %q. Did you mean %s?", name, ledger.Nearest(name, rowColumns))
		}
	}
	pick := v.chosen.table.pick(columns)
	return func(n int, r *ledger.Row) { pick(v.chosen.at(n), r) }, nil
}

// pick fills in some columns of rows.
func (t *table) pick(names []string) func(row uint32, r *ledger.Row) {
	fields := make([]func(row uint32, r *ledger.Row), len(names))
	for i, name := range names {
		fields[i] = t.field(name)
	}
	return func(row uint32, r *ledger.Row) {
		for _, fill := range fields {
			fill(row, r)
		}
	}
}

// field fills in one column of a row.
func (t *table) field(name string) func(row uint32, r *ledger.Row) {
	text := t.columns[name].text
	switch name {
	case "is_trial":
		yes, no := true, false // one of each is enough: rows are read
		return func(row uint32, r *ledger.Row) {
			switch text(row) {
			case "":
				r.IsTrial = nil
			case "true":
				r.IsTrial = &yes
			default:
				r.IsTrial = &no
			}
		}
	case "candidates":
		return func(row uint32, r *ledger.Row) {
			r.Candidates = nil
			if candidates := text(row); candidates != "" {
				if err := json.Unmarshal([]byte(candidates), &r.Candidates); err != nil {
					panic(err) // written by candidatesText
				}
			}
		}
	}
	place := textOf[name]
	if place == nil {
		panic(fmt.Sprintf("the column %s has no place in a row", name))
	}
	if c := t.columns[name]; c.make == nil {
		text = repeated(c)
	}
	return func(row uint32, r *ledger.Row) { *place(r) = ledger.Text(text(row)) }
}

// repeated is the text of a coded column for rows one after the other: those of
// a person stand together and say much the same.
func repeated(c *lens) func(row uint32) string {
	last, text := uint32(0), c.dict.At(0)
	return func(row uint32) string {
		if code := c.code(row); code != last {
			last, text = code, c.dict.At(code)
		}
		return text
	}
}

// textOf is where the text of each column stands in a row.
var textOf = map[string]func(r *ledger.Row) *ledger.Text{
	"user_id":             func(r *ledger.Row) *ledger.Text { return &r.UserID },
	"user_name":           func(r *ledger.Row) *ledger.Text { return &r.UserName },
	"email_address":       func(r *ledger.Row) *ledger.Text { return &r.EmailAddress },
	"service":             func(r *ledger.Row) *ledger.Text { return &r.Service },
	"service_id":          func(r *ledger.Row) *ledger.Text { return &r.ServiceID },
	"license":             func(r *ledger.Row) *ledger.Text { return &r.License },
	"license_id":          func(r *ledger.Row) *ledger.Text { return &r.LicenseID },
	"assigned_date":       func(r *ledger.Row) *ledger.Text { return &r.AssignedDate },
	"expiration_date":     func(r *ledger.Row) *ledger.Text { return &r.ExpirationDate },
	"product":             func(r *ledger.Row) *ledger.Text { return &r.Product },
	"origin":              func(r *ledger.Row) *ledger.Text { return &r.Origin },
	"tier":                func(r *ledger.Row) *ledger.Text { return &r.Tier },
	"assigned_by":         func(r *ledger.Row) *ledger.Text { return &r.AssignedBy },
	"group_name":          func(r *ledger.Row) *ledger.Text { return &r.GroupName },
	"status":              func(r *ledger.Row) *ledger.Text { return &r.Status },
	"status_since":        func(r *ledger.Row) *ledger.Text { return &r.StatusSince },
	"last_known_name":     func(r *ledger.Row) *ledger.Text { return &r.LastKnownName },
	"last_known_email":    func(r *ledger.Row) *ledger.Text { return &r.LastKnownEmail },
	"identity_confidence": func(r *ledger.Row) *ledger.Text { return &r.IdentityConfidence },
	"last_used":           func(r *ledger.Row) *ledger.Text { return &r.LastUsed },
	"last_used_source":    func(r *ledger.Row) *ledger.Text { return &r.LastUsedSource },
	"watched_since":       func(r *ledger.Row) *ledger.Text { return &r.WatchedSince },
	"first_seen":          func(r *ledger.Row) *ledger.Text { return &r.FirstSeen },
	"department":          func(r *ledger.Row) *ledger.Text { return &r.Department },
	"cost_center":         func(r *ledger.Row) *ledger.Text { return &r.CostCenter },
	"source":              func(r *ledger.Row) *ledger.Text { return &r.Source },
	"basis":               func(r *ledger.Row) *ledger.Text { return &r.Basis },
	"as_of":               func(r *ledger.Row) *ledger.Text { return &r.AsOf },
	"restorable_until":    func(r *ledger.Row) *ledger.Text { return &r.RestorableUntil },
	"trial_ended":         func(r *ledger.Row) *ledger.Text { return (*ledger.Text)(&r.TrialEnded) },
	"also_paid":           func(r *ledger.Row) *ledger.Text { return (*ledger.Text)(&r.AlsoPaid) },
	"trial_origin":        func(r *ledger.Row) *ledger.Text { return &r.TrialOrigin },
}
