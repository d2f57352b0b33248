package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// byReport asks for the rows on which a newest listing of a report bears.
func (t *touching) byReport(ctx context.Context, p published) (ok bool, err error) {
	if t.first >= p.prev.Instant() {
		return false, nil // everybody came into the directory since
	}
	for _, id := range t.reports {
		// What this source had last, other sources compare their later rows with.
		if id != p.sourceID {
			if err := t.askBegun(ctx, id, positionAt(p.prev.Instant()), `1`); err != nil {
				return false, err
			}
		}
	}
	// Whoever left at the very instant of the listing before may have been named
	// since. To know that nobody did spares a look at all that began with it.
	some, err := t.someLeftAt(ctx, p.prev.Instant())
	if err == nil && some {
		err = t.askBegun(ctx, p.sourceID, positionAt(p.prev.Instant()), whereGone+` AND EXISTS
			(SELECT 1 FROM departure d WHERE d.user_id = i.user_id AND coalesce(d.deleted_at, d.left_before) = ?4)`, int64(p.prev.Instant()))
	}
	if err != nil {
		return false, err
	}
	for _, rule := range []func(context.Context, published) error{t.byNewRows, t.byGoneRows, t.byNewLines, t.byNewcomers} {
		if err := rule(ctx, p); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (t *touching) someLeftAt(ctx context.Context, at ledger.Instant) (some bool, err error) {
	err = t.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM departure WHERE coalesce(deleted_at, left_before) = ?)`, int64(at)).Scan(&some)
	return some, err
}

// byNewRows asks for the rows that begin with the listing. Of equal ones, none
// is alone any more.
func (t *touching) byNewRows(ctx context.Context, p published) error {
	at := p.pos.Instant()
	if err := t.askBegun(ctx, p.sourceID, positionAt(at), `1`); err != nil {
		return err
	}
	t.whole[cohort{p.sourceID, at}] = true
	var probes []probe
	for _, u := range t.rows {
		if u.sourceID == p.sourceID && u.row.Seen.First == at {
			probes = append(probes, probe{print: u.print, wasAlone: true})
		}
	}
	_, err := t.ask(ctx, probes)
	return err
}

// byGoneRows asks for the rows that are gone, where an equal one began with
// them: the two are told apart now.
func (t *touching) byGoneRows(ctx context.Context, p published) error {
	_, err := t.askFor(ctx, `report_row_span n CROSS JOIN unknown_row u ON u.fact_id = n.fact_id`+unknownJoins+`
		WHERE n.source_id = ?1 AND n.to_pos = ?2 AND s.from_pos = n.from_pos AND u.assigned_date <> '' AND EXISTS
			(SELECT 1 FROM unknown_row v CROSS JOIN report_row_span t ON t.fact_id = v.fact_id
			WHERE v.assigned_date = u.assigned_date AND (v.wording_id = u.wording_id OR ?3) AND v.fact_id <> u.fact_id
				AND +t.source_id = n.source_id AND abs(t.from_pos - n.from_pos) <= ?4)`,
		p.sourceID, int64(p.pos), t.words.isSpelledApart(), int64(ledger.LastPositionAt(0)))
	return err
}

// byNewLines asks for the rows that are like what people held whom the listing
// names anew, or by another name.
func (t *touching) byNewLines(ctx context.Context, p published) error {
	var found []*namedLine
	var byNameOnly []probe // rows like what anybody may have held
	err := each(ctx, t.tx, `SELECT `+lineColumns+` FROM report_row_span s CROSS JOIN report_row f ON f.fact_id = s.fact_id
		WHERE s.source_id = ? AND s.to_pos = ? AND s.from_pos = ?`, []any{p.sourceID, int64(ledger.EndOfTime), int64(p.pos)}, func(rows *sql.Rows) error {
		l, ok, err := t.scanLine(rows)
		switch {
		case ok:
			found = append(found, l)
		case namedByOf(l.name, l.address) == byName:
			byNameOnly = append(byNameOnly, probe{print: t.printOf(l), wasAlone: true})
		}
		return err
	})
	if err != nil {
		return err
	}
	if _, err := t.ask(ctx, byNameOnly); err != nil {
		return err
	}
	if err := t.addLines(ctx, found); err != nil {
		return err
	}
	seen := map[string]bool{}
	var people []string
	for _, l := range found {
		if h := t.personOf(l); !seen[h.person] {
			seen[h.person] = true
			people = append(people, h.person)
		}
	}
	if err := t.complete(ctx, people); err != nil {
		return err
	}
	fresh := map[string]map[print]bool{}
	for _, person := range people {
		fresh[person] = t.freshPrints(t.holders[person], p)
	}
	return t.byPerson(ctx, people, func(h *holding, held print) (found probe, ok bool) {
		if len(fresh[h.person]) > 0 && !t.holdsOn(h, held, p) {
			found.endedFrom, found.source = positionAt(p.pos.Instant()), p.sourceID
		}
		if fresh[h.person][held] {
			found.elsewhere, found.wasAlone = p.sourceID, true
		}
		if h.candidate(p.pos) != h.candidate(ledger.EndOfTime) {
			found.told = h.toldAs()
		}
		return found, found != probe{}
	})
}

// holdsOn tells whether the listing and the one before have what a person held:
// then the person is behind no row like it that either has.
func (t *touching) holdsOn(h *holding, held print, p published) bool {
	return slices.ContainsFunc(h.lines, func(l *namedLine) bool {
		return l.sourceID == p.sourceID && l.key.from < p.pos && l.to > p.pos &&
			l.print.AssignedDate == held.date && t.words.of(l.print.Service, l.print.License) == held.sameWords
	})
}

// toldAs is what shows in an answer that tells the person.
func (h *holding) toldAs() string {
	if h.userID == "" {
		return anybody // addresses are told as a report spelled them
	}
	return h.userID
}

// freshPrints gives what a listing names a person by that the listing before
// did not, under any spelling of the person.
func (t *touching) freshPrints(h *holding, p published) map[print]bool {
	type line struct {
		ledger.Fingerprint
		ordinal int64
	}
	went := map[line]bool{}
	for _, l := range h.lines {
		if l.sourceID == p.sourceID && l.to == p.pos {
			went[line{l.print, l.ordinal}] = true
		}
	}
	fresh := map[print]bool{}
	for _, l := range h.lines {
		if l.sourceID == p.sourceID && l.key.from == p.pos && !went[line{l.print, l.ordinal}] {
			fresh[t.printOf(l)] = true
		}
	}
	return fresh
}

// byNewcomers asks for the rows that are shown and like what accounts held that
// came into the directory since the listing before: only now one listing has
// the rows and is of a time when the accounts were there.
func (t *touching) byNewcomers(ctx context.Context, p published) error {
	var people []string
	for _, end := range []string{`n.to_pos = ?`, `n.to_pos > ?2 AND n.to_pos < ?`} { // each by the index
		err := each(ctx, t.tx, `SELECT DISTINCT f.user_id FROM user_span n CROSS JOIN user f ON f.fact_id = n.fact_id
			WHERE n.source_id = ?1 AND n.from_pos BETWEEN ?2 AND ?4 AND `+end+`3 AND NOT EXISTS
				(SELECT 1 FROM user x CROSS JOIN user_span y ON y.fact_id = x.fact_id WHERE x.user_id = f.user_id AND y.to_pos = n.from_pos)`,
			[]any{t.usersID, int64(positionAt(p.prev.Instant())), int64(ledger.EndOfTime), int64(ledger.LastPositionAt(p.pos.Instant()))}, func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				people = append(people, id)
				return err
			})
		if err != nil {
			return err
		}
	}
	return t.byPerson(ctx, people, func(*holding, print) (probe, bool) {
		return probe{endedFrom: positionAt(p.pos.Instant()), source: p.sourceID}, true
	})
}
