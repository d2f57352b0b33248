package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// held is a thing that the person had for a stretch of listings.
type held struct {
	source, key string
	from, to    ledger.Position
	since       ledger.Instant // told by the source; 0 when it did not
	event       ledger.Event
}

// join makes one stretch of neighbouring ones of the same thing, so that a
// change of detail is not a loss and a gain. Where no listing between two is
// whole, nobody can say that the thing was gone.
func (t *timeline) join(all []held) []held {
	var joined []held
	open := map[string]int{} // key -> place in joined
	for _, h := range all {
		if n, ok := open[h.key]; ok && t.nextWhole(h.source, joined[n].to) >= t.nextWhole(h.source, h.from) {
			joined[n].to = max(joined[n].to, h.to)
			continue
		}
		open[h.key] = len(joined)
		joined = append(joined, h)
	}
	return joined
}

func (t *timeline) readAssignments(ctx context.Context) error {
	var all []held
	err := each(ctx, t.q, `SELECT s.source_id, f.sku_id, coalesce(f.assigned_by_group, ''), coalesce(f.updated_at, 0), s.from_pos, s.to_pos,
			coalesce((SELECT max(sku_part_number) FROM seat WHERE seat.sku_id = f.sku_id), '')
		FROM assignment f JOIN assignment_span s USING (fact_id) WHERE f.user_id = ? ORDER BY s.from_pos, f.sku_id`, []any{t.id}, func(rows *sql.Rows) error {
		h := held{source: ledger.SourceUsers}
		var sourceID int64
		var part, group string
		if err := rows.Scan(&sourceID, &h.key, &group, &h.since, &h.from, &h.to, &part); err != nil {
			return err
		}
		h.event.License, h.event.Detail = ledger.Text(ledger.LicenseName(h.key, part)), "direct"
		switch {
		case group != "":
			h.event.Detail = "group"
		case !ledger.IsObjectID(h.key):
			h.event.License, h.event.Detail = ledger.Text(h.key), ""
			if id, _, _ := ledger.LicenseNamed(h.key); id != "" {
				h.key = id
			}
		}
		for _, turn := range t.accounts.speaks(sourceID, h.from, h.to) {
			h.from, h.to = turn.from, turn.to
			all = append(all, h)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b held) int { return cmp.Compare(a.from, b.from) })
	for _, h := range t.join(all) {
		t.gotAndLost(h, ledger.EventGot, ledger.EventLost)
	}
	return err
}

// nextWhole gives the first listing at or after a position that was not
// thinned; the position itself where none is.
func (t *timeline) nextWhole(source string, pos ledger.Position) ledger.Position {
	all := t.whole[source]
	if n := sort.Search(len(all), func(i int) bool { return all[i] >= pos }); n < len(all) {
		return all[n]
	}
	return pos
}

// beginsAt tells whether a stretch that begins at a position surely began
// there, with that: neither the listing nor the one before was thinned.
func (t *timeline) beginsAt(source string, pos ledger.Position) bool {
	before := func(all []ledger.Position) int {
		return sort.Search(len(all), func(i int) bool { return all[i] >= pos })
	}
	all, whole := t.positions[source], t.whole[source]
	n, m := before(all), before(whole)
	return m < len(whole) && whole[m] == pos && (n == 0 || (m > 0 && all[n-1] == whole[m-1]))
}

// betweenWhole notes an event of a kind of facts that can be thinned: it
// happened at or before the first whole listing from pos on, and after the
// whole one before.
func (t *timeline) betweenWhole(source string, pos ledger.Position, e ledger.Event) {
	until := t.nextWhole(source, pos)
	e.Source, e.AtUntil = t.sourceAt(source, until), ledger.Text(until.Instant().String())
	all := t.whole[source]
	if n := sort.Search(len(all), func(i int) bool { return all[i] >= until }); n > 0 {
		e.At = ledger.Text(all[n-1].Instant().String())
	}
	t.events = append(t.events, e)
}

// gotAndLost notes the beginning of a stretch, and its end unless the person
// left with it.
func (t *timeline) gotAndLost(h held, got, lost ledger.EventCode) {
	begin := h.event
	begin.Event = got
	switch {
	case h.since == 0 || h.since > h.from.Instant():
		t.betweenWhole(h.source, h.from, begin)
	case t.beginsAt(h.source, h.from):
		t.exactly(h.source, h.since, begin)
	default: // or earlier, when something about it was other than now
		begin.Source, begin.AtUntil = h.source, ledger.Text(h.since.String())
		t.events = append(t.events, begin)
	}
	if h.to == ledger.EndOfTime || (t.id != "" && !t.presentFrom(h.to, t.nextWhole(h.source, h.to))) {
		return
	}
	end := h.event
	end.Event = lost
	t.betweenWhole(h.source, h.to, end)
}

func (t *timeline) readDepartures(ctx context.Context) error {
	err := each(ctx, t.q, `SELECT left_pos, coalesce(left_after, 0), left_before, coalesce(deleted_at, 0), coalesce(returned_pos, 0),
			coalesce((SELECT c.name FROM deleted_user f JOIN deleted_user_span s USING (fact_id) JOIN source c USING (source_id)
				WHERE f.user_id = d.user_id AND f.deleted_at = d.deleted_at ORDER BY s.from_pos LIMIT 1), '')
		FROM departure d WHERE user_id = ? ORDER BY left_pos`,
		[]any{t.id}, func(rows *sql.Rows) error {
			var left, returned ledger.Position
			var l ledger.Leaving
			var told string
			if err := rows.Scan(&left, &l.After, &l.Before, &l.DeletedAt, &returned, &told); err != nil {
				return err
			}
			switch {
			case l.DeletedAt != 0:
				t.exactly(told, l.DeletedAt, ledger.Event{Event: ledger.EventLeft})
			case left != 0:
				t.events = append(t.events, ledger.Event{Event: ledger.EventLeft, Source: t.sourceAt(ledger.SourceUsers, left),
					At: ledger.Text(l.After.String()), AtUntil: ledger.Text(l.Before.String())})
			}
			if returned != 0 {
				t.between(ledger.SourceUsers, returned, ledger.Event{Event: ledger.EventReturned})
			}
			return nil
		})
	if err != nil {
		return err
	}
	return each(ctx, t.q, `SELECT c.name, s.to_pos FROM deleted_user f JOIN deleted_user_span s USING (fact_id) JOIN source c USING (source_id) WHERE f.user_id = ? AND s.to_pos < ?`,
		[]any{t.id, int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
			var source string
			var to ledger.Position
			if err := rows.Scan(&source, &to); err != nil {
				return err
			}
			if !t.presentAt(to) {
				t.between(source, to, ledger.Event{Event: ledger.EventPurged})
			}
			return nil
		})
}

// notAnothers keeps, of lines that bear an address (a.value) of the account ?2
// and stand in a stretch (s), those that did not begin when the address was
// another account's. Whoever has no account (?2 is blank) is the address.
const notAnothers = `(?2 = ''
	OR EXISTS (SELECT 1 FROM user_address x JOIN user o USING (fact_id) JOIN user_span y USING (fact_id)
		WHERE x.address = a.value AND o.user_id = ?2 AND y.from_pos <= s.from_pos AND y.to_pos > s.from_pos)
	OR NOT EXISTS (SELECT 1 FROM user_address x JOIN user o USING (fact_id) JOIN user_span y USING (fact_id)
		WHERE x.address = a.value AND o.user_id <> ?2 AND y.from_pos <= s.from_pos AND y.to_pos > s.from_pos))`

// readReport notes when reports began and ceased to name the person.
func (t *timeline) readReport(ctx context.Context) error {
	var all []held
	err := each(ctx, t.q, `SELECT c.name, coalesce(f.service, ''), coalesce(f.license, ''), s.from_pos, s.to_pos
		FROM json_each(?1) a JOIN report_row f ON f.email_address = a.value COLLATE NOCASE JOIN report_row_span s USING (fact_id)
		JOIN source c ON c.source_id = s.source_id WHERE `+notAnothers+` ORDER BY s.from_pos, f.service`, []any{t.addressList(), t.id}, func(rows *sql.Rows) error {
		var h held
		if err := rows.Scan(&h.source, &h.event.Service, &h.event.License, &h.from, &h.to); err != nil {
			return err
		}
		h.key = h.source + "\x00" + string(h.event.Service) + "\x00" + string(h.event.License)
		all = append(all, h)
		return nil
	})
	for _, h := range t.join(all) {
		t.gotAndLost(h, ledger.EventReported, ledger.EventUnreported)
	}
	return err
}

// readUnknown notes the Unknown rows that were this person's, and how sure
// that is.
func (t *timeline) readUnknown(ctx context.Context) error {
	return each(ctx, t.q, `SELECT c.name, i.from_pos, i.confidence, coalesce(f.service, ''), coalesce(f.license, '')
		FROM identity i JOIN report_row f USING (fact_id) JOIN source c USING (source_id)
		WHERE i.user_id = ? OR (? = '' AND i.email IN (SELECT value FROM json_each(?))) ORDER BY i.from_pos`,
		[]any{t.id, t.id, t.addressList()}, func(rows *sql.Rows) error {
			var source string
			var from ledger.Position
			e := ledger.Event{Event: ledger.EventUnknown}
			if err := rows.Scan(&source, &from, &e.Detail, &e.Service, &e.License); err != nil {
				return err
			}
			t.between(source, from, e)
			return nil
		})
}

func (t *timeline) addressList() string {
	addresses := make([]string, 0, len(t.addresses))
	for address := range t.addresses {
		addresses = append(addresses, address)
	}
	body, err := json.Marshal(addresses)
	if err != nil {
		panic(err) // strings only
	}
	return string(body)
}
