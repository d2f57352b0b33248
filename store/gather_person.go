package store

import (
	"cmp"
	"slices"

	"licenseledger/store/ledger"
)

// people gives the holders as Identify wants them.
func (g *gathering) people() []ledger.Holder {
	all := make([]ledger.Holder, 0, len(g.holders))
	for _, h := range g.holders {
		if h.told == nil {
			h.told = g.person(h)
		}
		all = append(all, *h.told)
	}
	return all
}

func (g *gathering) person(h *holding) *ledger.Holder {
	p := &ledger.Holder{Person: h.person, Candidate: h.candidate(ledger.EndOfTime), Departures: h.departures}
	p.Rows, p.Named = g.heldRows(h)
	p.Rows = append(p.Rows, g.assignedRows(h)...)
	slices.SortFunc(h.present, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	for _, s := range joined(h.present) {
		seen := g.sighting(directoryID, s.from, s.to)
		if s.to == ledger.EndOfTime && !h.missed {
			seen.Last = presentUntil(seen.Last)
		}
		p.Present = append(p.Present, seen)
	}
	return p
}

// presentUntil is how long an account is taken to be there after the newest
// listing of the directory, which has it: reports are read after the directory.
func presentUntil(newest ledger.Instant) ledger.Instant {
	return ledger.InstantOf(newest.Time().AddDate(0, 0, ledger.ShelfLifeDays))
}

// heldRows gives the rows that a person held by name, and all stretches of
// them. A line that goes on under another spelling of the person is one.
func (g *gathering) heldRows(h *holding) (rows []ledger.HeldRow, named []ledger.Sighting) {
	slices.SortFunc(h.lines, func(a, b *namedLine) int {
		return cmp.Or(comparePrints(a, b), cmp.Compare(a.sourceID, b.sourceID), cmp.Compare(a.key.from, b.key.from), cmp.Compare(a.to, b.to))
	})
	for n := 0; n < len(h.lines); {
		row := ledger.HeldRow{Fingerprint: h.lines[n].print}
		first := n
		for n < len(h.lines) && comparePrints(h.lines[first], h.lines[n]) == 0 {
			l := h.lines[n]
			to := l.to
			for n++; n < len(h.lines) && h.lines[n].goesOn(l, to); n++ {
				to = h.lines[n].to
			}
			seen := g.sighting(l.sourceID, l.key.from, to)
			row.Named = append(row.Named, seen)
			if h.lines[n-1].assumed {
				row.Assumed = append(row.Assumed, seen)
			}
		}
		rows, named = append(rows, row), append(named, row.Named...)
	}
	return rows, named
}

// assignedRows gives what the directory assigned to a person.
func (g *gathering) assignedRows(h *holding) []ledger.HeldRow {
	type assignment struct {
		plan *ledger.ServicePlan
		at   ledger.Instant
	}
	held := map[assignment][]stretch{}
	for _, l := range h.plans {
		a := assignment{l.plan, l.at}
		held[a] = append(held[a], stretch{from: l.from, to: l.to})
	}
	rows := make([]ledger.HeldRow, 0, len(held))
	for a, stretches := range held {
		slices.SortFunc(stretches, func(x, y stretch) int { return cmp.Compare(x.from, y.from) })
		row := ledger.HeldRow{Fingerprint: ledger.Fingerprint{Service: a.plan.Service, AssignedDate: g.one(ledger.FormatDateText(a.at.Time(), ledger.PrecisionSecond))},
			ServicePlanID: a.plan.ID}
		if whole := joined(stretches); len(whole) == 1 {
			row.Named = g.assignedFor(whole[0])
		} else {
			for _, s := range whole {
				row.Named = append(row.Named, g.assignedFor(s)...)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// assignedFor gives the listings of a stretch in which the directory had assigned
// something, one copy for all of which it did so.
func (g *gathering) assignedFor(s stretch) []ledger.Sighting {
	s.lastFact = 0
	seen := g.stretches[s]
	if seen == nil {
		seen = []ledger.Sighting{g.sighting(g.accounts.byName[ledger.SourceUsers], s.from, s.to)}
		g.stretches[s] = seen
	}
	return seen
}

func comparePrints(a, b *namedLine) int {
	return cmp.Or(cmp.Compare(a.print.Service, b.print.Service), cmp.Compare(a.print.License, b.print.License),
		cmp.Compare(a.print.AssignedDate, b.print.AssignedDate), cmp.Compare(a.print.ExpirationDate, b.print.ExpirationDate),
		cmp.Compare(a.ordinal, b.ordinal))
}

// goesOn tells whether l is what another line says up to a position, from there
// on.
func (l *namedLine) goesOn(other *namedLine, to ledger.Position) bool {
	return l.sourceID == other.sourceID && l.key.from == to && comparePrints(l, other) == 0
}

// candidate is the person as last named before a position: by a report, else
// by the directory.
func (h *holding) candidate(before ledger.Position) ledger.Candidate {
	var last *namedLine
	for _, l := range h.lines {
		if l.key.from < before && (last == nil || cmp.Or(cmp.Compare(l.key.from, last.key.from), cmp.Compare(l.name, last.name), cmp.Compare(l.address, last.address)) > 0) {
			last = l
		}
	}
	if last == nil {
		return h.account
	}
	return ledger.Candidate{UserID: ledger.Text(h.userID), Name: ledger.Text(last.name), Email: ledger.Text(last.address)}
}

// lastNamed is the last listing before an instant that named the person; 0 for
// none.
func (g *gathering) lastNamed(h *holding, before ledger.Instant) ledger.Instant {
	var last ledger.Instant
	for _, l := range h.lines {
		if seen := g.lastBefore(l.sourceID, min(l.to, positionAt(before))); seen >= l.key.from {
			last = max(last, seen.Instant())
		}
	}
	return last
}

// positionAt is the lowest position that an instant can have.
func positionAt(at ledger.Instant) ledger.Position { return ledger.PositionOf(at, nil) }

// prints gives what a person held, as Unknown rows are searched by it.
func (g *gathering) prints(h *holding) []print {
	seen := map[print]bool{}
	var all []print
	add := func(p print) {
		if p.date != "" && !seen[p] {
			seen[p] = true
			all = append(all, p)
		}
	}
	for _, l := range h.lines {
		add(g.printOf(l))
	}
	for _, l := range h.plans {
		add(planPrint(l))
	}
	return all
}

func (g *gathering) printOf(l *namedLine) print {
	return print{g.words.of(l.print.Service, l.print.License), l.print.AssignedDate, ""}
}

func planPrint(l planLine) print {
	return print{date: ledger.FormatDateText(l.at.Time(), ledger.PrecisionSecond), plan: l.plan.ID}
}
