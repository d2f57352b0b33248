package store

import (
	"context"
	"database/sql"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// gathering collects what ledger.Identify wants to know, by a fixed number of
// queries whatever the number of people.
type gathering struct {
	tx        *sql.Tx
	positions map[string][]ledger.Position // listings of each source, in order
	unknown   []unknownLine
	wanted    map[wantedKey]bool
	owners    map[string][]ownership // folded address -> accounts that had it
	holders   map[string]*holding    // by person key
}

type unknownLine struct {
	factID int64
	from   ledger.Position
	row    ledger.UnknownRow
}

// wantedKey is the service and day of an Unknown line: what a holder's line
// must share.
type wantedKey struct{ service, day string }

type ownership struct {
	userID   string
	from, to ledger.Position
}

// holding is a person who held a line like an Unknown one.
type holding struct {
	candidate  ledger.Candidate
	nameFrom   ledger.Position // of the listing the candidate's name is from
	rows       map[ledger.Fingerprint]map[int64]*ledger.HeldRow
	named      []ledger.Sighting
	present    []ledger.Sighting
	departures []ledger.Departure
}

func keyOf(service, license, date string) wantedKey {
	name := ledger.ClassifyText(service, license, nil).ServicePlanID
	if name == "" {
		name = ledger.FoldText(service)
	}
	return wantedKey{name, date[:min(10, len(date))]}
}

func (g *gathering) readUnknown(ctx context.Context) error {
	listings, err := readListings(ctx, g.tx)
	if err != nil {
		return err
	}
	g.positions = map[string][]ledger.Position{}
	for _, l := range listings {
		g.positions[l.source] = append(g.positions[l.source], l.pos)
	}
	g.wanted = map[wantedKey]bool{}
	return each(ctx, g.tx, `SELECT f.fact_id, c.name, s.from_pos, s.to_pos, coalesce(f.service, ''), coalesce(f.license, ''),
			coalesce(f.assigned_date, ''), coalesce(f.expiration_date, ''), f.ordinal
		FROM unknown_row u JOIN report_row f USING (fact_id) JOIN report_row_span s USING (fact_id)
		JOIN source c ON c.source_id = s.source_id ORDER BY f.fact_id, s.from_pos`, nil, func(rows *sql.Rows) error {
		var u unknownLine
		var to ledger.Position
		var source string
		f := &u.row.Fingerprint
		if err := rows.Scan(&u.factID, &source, &u.from, &to, &f.Service, &f.License, &f.AssignedDate, &f.ExpirationDate, &u.row.Ordinal); err != nil {
			return err
		}
		u.row.Key = int64(len(g.unknown))
		u.row.Seen, u.row.Next = g.sighting(source, u.from, to), to.Instant()
		g.unknown = append(g.unknown, u)
		g.wanted[keyOf(f.Service, f.License, f.AssignedDate)] = true
		return nil
	})
}

// sighting turns a span into the first and last listing that have the thing.
func (g *gathering) sighting(source string, from, to ledger.Position) ledger.Sighting {
	all := g.positions[source]
	n := sort.Search(len(all), func(i int) bool { return all[i] >= to })
	last := from
	if n > 0 {
		last = all[n-1]
	}
	return ledger.Sighting{Source: source, First: from.Instant(), Last: last.Instant()}
}

func (g *gathering) rows() []ledger.UnknownRow {
	all := make([]ledger.UnknownRow, len(g.unknown))
	for i, u := range g.unknown {
		all[i] = u.row
	}
	return all
}

func (g *gathering) people() []ledger.Holder {
	var all []ledger.Holder
	for key, h := range g.holders {
		holder := ledger.Holder{Person: key, Candidate: h.candidate, Named: h.named, Present: h.present, Departures: h.departures}
		for _, ordinals := range h.rows {
			for _, row := range ordinals {
				holder.Rows = append(holder.Rows, *row)
			}
		}
		all = append(all, holder)
	}
	return all
}

// ownerOf finds whose address it was at a position: the account that had it
// then, or the only one that ever had it. "" when nobody or several did.
func (g *gathering) ownerOf(address string, at ledger.Position) string {
	var then, ever []string
	for _, o := range g.owners[address] {
		if o.from <= at && at < o.to {
			then = append(then, o.userID)
		}
		ever = append(ever, o.userID)
	}
	slices.Sort(ever)
	ever = slices.Compact(ever)
	switch {
	case len(then) == 1:
		return then[0]
	case len(then) == 0 && len(ever) == 1:
		return ever[0]
	}
	return ""
}

// holder finds or begins the holding of a person.
func (g *gathering) holder(person string) *holding {
	h := g.holders[person]
	if h == nil {
		h = &holding{rows: map[ledger.Fingerprint]map[int64]*ledger.HeldRow{}}
		g.holders[person] = h
	}
	return h
}

// holds notes that a person held a line by name for a stretch.
func (h *holding) holds(f ledger.Fingerprint, ordinal int64, seen ledger.Sighting) {
	ordinals := h.rows[f]
	if ordinals == nil {
		ordinals = map[int64]*ledger.HeldRow{}
		h.rows[f] = ordinals
	}
	if ordinals[ordinal] == nil {
		ordinals[ordinal] = &ledger.HeldRow{Fingerprint: f}
	}
	ordinals[ordinal].Named = append(ordinals[ordinal].Named, seen)
}
