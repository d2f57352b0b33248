package desktop

import (
	"strconv"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Number is a number that leads to exactly that many rows or people: to a view,
// narrowed as told.
type Number struct {
	Rows    int             `json:"rows"`
	People  int             `json:"people"`
	At      string          `json:"at"` // the id of a snapshot; empty for the day of the page
	Kind    ledger.ViewKind `json:"kind"`
	Filters []Filter        `json:"filters"`
	Changed *Changed        `json:"changed"`
}

// Changed narrows a view to what changed between its day and another reading.
type Changed struct {
	Kind  SinceKind `json:"kind"`
	Other string    `json:"other"`   // the id of a snapshot, or when it was read
	At    string    `json:"otherAt"` // RFC 3339: when that was read, to say it
}

// SinceKind is a way in which accounts or rows change.
type SinceKind string

func sinceKinds() []SinceKind {
	var kinds []SinceKind
	for _, kind := range append(ledger.PeopleChanges(), ledger.RowChanges()...) {
		kinds = append(kinds, SinceKind(kind))
	}
	return kinds
}

// Overview is the first page on a day. What was not read is null, never 0.
type Overview struct {
	Snapshot   *Snapshot    `json:"snapshot"` // null when nothing was read on or before the day asked for
	Basis      ledger.Basis `json:"basis"`
	Freshness  []Reading    `json:"freshness"`
	List       *Number      `json:"list"`
	Unknown    *Number      `json:"unknown"` // rows of the list
	Assigned   *Number      `json:"assigned"`
	NeverSeen  *Number      `json:"neverSeen"` // assigned, and never seen in use
	Everyone   *Number      `json:"everyone"`
	Needs      []Need       `json:"needs"`
	Licenses   []LicenseUse `json:"licenses"`
	SeatsKnown bool         `json:"seatsKnown"` // what was bought was read for the day
}

// Need is something that waits for a person.
type Need struct {
	Code     app.NeedCode `json:"code"`
	Number   *Number      `json:"number"`
	Title    string       `json:"title"`    // of old: kind of thing, as in Reading; of due: list, people, both or use
	Since    string       `json:"since"`    // of due: RFC 3339
	Days     int          `json:"days"`     // of old: since it was read
	Warnings []Warning    `json:"warnings"` // of partial
}

// LicenseUse is a license: what was bought, and what became of it.
type LicenseUse struct {
	License  string  `json:"license"`
	Bought   int64   `json:"bought"`
	Assigned int64   `json:"assigned"` // as Microsoft counts
	Held     *Number `json:"held"`     // by people of the directory; null when not known
	Used     *Number `json:"used"`     // seen in use; null when not known
}

// Since is what changed between two readings.
type Since struct {
	Before  Snapshot      `json:"before"`
	After   Snapshot      `json:"after"`
	Changes []SinceChange `json:"changes"`
	NotRead []string      `json:"notRead"` // kinds of things that were not read on both days, as in Reading
}

// SinceChange is how much changed in one way.
type SinceChange struct {
	Kind   SinceKind `json:"kind"`
	Number Number    `json:"number"`
}

// TrendPoint is the size of one reading.
type TrendPoint struct {
	ID       int64        `json:"id"`
	At       string       `json:"at"`
	Basis    ledger.Basis `json:"basis"`
	Rows     *int64       `json:"rows"`     // of the list; null when not known
	Licensed *int         `json:"licensed"` // people with an assignment; null when not known
}

// Overview tells what the first page says of a day; at as in ViewRequest.
func (w *Window) Overview(at string) (Overview, error) {
	return guard("read overview", func() (Overview, error) {
		opened, err := w.current()
		if err != nil {
			return Overview{}, err
		}
		view, err := opened.View(w.work, app.ViewSpec{At: at})
		if ledger.CodeOf(err) == ledger.CodeNotFound {
			return Overview{Basis: ledger.BasisNone, Freshness: []Reading{}, Needs: []Need{}, Licenses: []LicenseUse{}}, nil
		}
		if err != nil {
			return Overview{}, err
		}
		page, err := opened.FirstPage(w.work, at)
		if err != nil {
			return Overview{}, err
		}
		snapshot := snapshotOf(view.Snapshot, opened.Zone())
		out := Overview{Snapshot: &snapshot, Freshness: readingsOf(view.Coverage()), Needs: []Need{}, Licenses: []LicenseUse{}, SeatsKnown: page.SeatsRead}
		out.count(page.Counts)
		for _, need := range page.Needs {
			out.Needs = append(out.Needs, needOf(need, view.Warnings))
		}
		for _, use := range page.Licenses {
			out.Licenses = append(out.Licenses, LicenseUse{License: string(use.License), Bought: use.Bought, Assigned: use.Assigned,
				Held: numberOf(use.Held), Used: numberOf(use.Used)})
		}
		return out, nil
	})
}

// count fills in the whole views.
func (o *Overview) count(c ledger.Overview) {
	o.Basis = c.Basis
	tally := func(kind ledger.ViewKind, t *ledger.Tally, filters ...Filter) *Number {
		if t == nil {
			return nil
		}
		return &Number{Rows: t.Rows, People: t.People, Kind: kind, Filters: append([]Filter{}, filters...)}
	}
	o.Assigned, o.NeverSeen = tally(ledger.ViewAssigned, c.Assigned), tally(ledger.ViewNeverUsed, c.NeverSeenInUse)
	if c.Directory != nil {
		o.Everyone = tally(ledger.ViewUsers, &ledger.Tally{Rows: c.Directory.People, People: c.Directory.People})
	}
	if c.List == nil {
		return
	}
	o.List = tally(ledger.ViewList, &ledger.Tally{Rows: c.List.Rows, People: c.List.People})
	o.Unknown = tally(ledger.ViewList, &ledger.Tally{Rows: c.List.UnknownReasons.Total},
		Filter{Column: "user_name", Op: FilterIs, Values: []string{ledger.UnknownWord}}, Filter{Column: "email_address", Op: FilterIs, Values: []string{ledger.UnknownWord}})
}

func needOf(need app.Need, warnings []ledger.Warning) Need {
	out := Need{Code: need.Code, Number: numberOf(need.Figure), Days: need.Days, Warnings: []Warning{}}
	if need.Source != "" {
		out.Title = titleOf(need.Source)
	}
	if need.Code == app.NeedDue {
		out.Title, out.Since = string(app.WhatIsDue(need.Due)), app.DueSince(need.Due)
	}
	if need.Code == app.NeedPartial {
		out.Warnings = warningsOf(warnings)
	}
	return out
}

// numberOf says where a figure leads in the filters of the page.
func numberOf(f *app.Figure) *Number {
	if f == nil {
		return nil
	}
	ops := map[ledger.FilterOp]FilterOp{ledger.FilterIn: FilterIs, ledger.FilterLess: FilterBefore, ledger.FilterAtLeast: FilterFrom}
	out := &Number{Rows: f.Rows, People: f.People, Kind: f.Spec.Kind, Filters: []Filter{}}
	for _, filter := range f.Spec.Where {
		out.Filters = append(out.Filters, Filter{Column: filter.Column, Op: ops[filter.Op], Values: filter.Values})
	}
	return out
}

// ChangedSince tells what changed between two readings; both as in ViewRequest.
// Codes: not_found for a day before the first reading.
func (w *Window) ChangedSince(before, after string) (Since, error) {
	return guard("compare days", func() (Since, error) {
		opened, err := w.current()
		if err != nil {
			return Since{}, err
		}
		since, err := opened.Since(w.work, before, after)
		if err != nil {
			return Since{}, err
		}
		out := Since{Before: snapshotOf(since.Before, opened.Zone()), After: snapshotOf(since.After, opened.Zone()), Changes: []SinceChange{}, NotRead: []string{}}
		for _, change := range since.Changes {
			out.Changes = append(out.Changes, SinceChange{Kind: SinceKind(change.Kind), Number: out.leads(change)})
		}
		for _, source := range since.NotRead {
			out.NotRead = append(out.NotRead, titleOf(source))
		}
		return out, nil
	})
}

// leads says where a change is seen: in the later reading, but for what only the
// earlier one has.
func (s *Since) leads(c ledger.SinceChange) Number {
	there, other := s.After, s.Before
	n := Number{Rows: c.Rows, People: c.People, Kind: ledger.ViewList, Filters: []Filter{}}
	switch c.Kind {
	case ledger.ChangeDeparted:
		n.Kind = ledger.ViewDeparted
	case ledger.ChangeReturned, ledger.ChangeBlocked, ledger.ChangeRenamed:
		n.Kind = ledger.ViewUsers
	case ledger.ChangeLost:
		there, other = s.Before, s.After
	}
	n.At = strconv.FormatInt(there.ID, 10)
	n.Changed = &Changed{Kind: SinceKind(c.Kind), Other: strconv.FormatInt(other.ID, 10), At: other.At}
	return n
}

// Trend tells the size of every reading, oldest first.
func (w *Window) Trend() ([]TrendPoint, error) {
	return guard("count readings", func() ([]TrendPoint, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		points, err := opened.Trend(w.work)
		if err != nil {
			return nil, err
		}
		out := make([]TrendPoint, 0, len(points))
		for _, p := range points {
			out = append(out, TrendPoint{ID: p.SnapshotID, At: p.At, Basis: p.Basis, Rows: p.Rows, Licensed: p.Licensed})
		}
		return out, nil
	})
}
