package store

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// stretch is a time in which every listing of the directory had the account,
// whatever its facts were.
type stretch struct {
	from, to ledger.Position
	lastFact int64
}

// joined makes one of stretches, in order, that follow each other.
func joined(all []stretch) []stretch {
	var whole []stretch
	for _, s := range all {
		if n := len(whole); n > 0 && whole[n-1].to >= s.from {
			whole[n-1].to, whole[n-1].lastFact = max(whole[n-1].to, s.to), s.lastFact
		} else {
			whole = append(whole, s)
		}
	}
	return whole
}

// departure is one time that an account left.
type departure struct {
	ledger.Leaving
	leftPos     ledger.Position // first listing that lacks it; 0: the directory never had it; EndOfTime: a look-up says so, and no listing yet
	lastPos     ledger.Position // last listing that had it; 0: the directory never had it
	returnedPos ledger.Position // 0: it has not
	lastFact    int64           // 0: none
}

// firstGone gives the first instant at which an account may be gone. After the
// last listing that had it, it was only taken to be there, see presentUntil,
// whatever the deleted users tell of the day of its deletion.
func firstGone(departures ...[]departure) ledger.Instant {
	first := ledger.Instant(math.MaxInt64)
	for _, some := range departures {
		for _, d := range some {
			first = min(first, d.Since())
			if d.After > 0 {
				first = min(first, d.After)
			}
		}
	}
	return first
}

// leaver is an account and what its departures follow from.
type leaver struct {
	stretches []stretch          // of one fact each while its source speaks, in order
	ended     []directoryListing // of each source, the listings from which on it lacks the account
	deletions []ledger.Instant   // as the deleted users tell, oldest first
	found     []ledger.Instant   // look-ups that found it, oldest first
	absent    []ledger.Instant   // look-ups that answered 404, oldest first
	concluded []departure        // as concluded before, oldest first
}

// leaversAtOnce bounds the memory that departures are concluded in.
const leaversAtOnce = 20_000

// concludeDepartures writes the times that accounts left, from their spans, the
// deleted users and the look-ups. It gives those that left otherwise than was
// concluded before, with the first instant at which they were gone in either.
func concludeDepartures(ctx context.Context, tx *sql.Tx, users map[string]bool) (map[string]ledger.Instant, error) {
	if len(users) == 0 {
		return nil, nil
	}
	listings, err := readDirectories(ctx, tx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(users))
	for id := range users {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	differ := map[string]ledger.Instant{}
	for some := range slices.Chunk(ids, leaversAtOnce) {
		leavers, err := readLeavers(ctx, tx, some, listings)
		if err != nil {
			return nil, err
		}
		for _, id := range some {
			l := leavers[id]
			departures := l.departures(listings)
			if slices.Equal(departures, l.concluded) {
				continue
			}
			if err := putDepartures(ctx, tx, id, departures); err != nil {
				return nil, err
			}
			differ[id] = firstGone(l.concluded, departures)
		}
	}
	return differ, nil
}

func readLeavers(ctx context.Context, tx *sql.Tx, ids []string, listings *directories) (map[string]*leaver, error) {
	leavers := make(map[string]*leaver, len(ids))
	for _, id := range ids {
		leavers[id] = &leaver{}
	}
	if err := fillTexts(ctx, tx, "wanted_user", ids); err != nil {
		return nil, err
	}
	for _, of := range []struct {
		query string
		scan  func(rows *sql.Rows, id *string) (note func(l *leaver), err error)
	}{
		{`SELECT f.user_id, s.source_id, s.from_pos, s.to_pos, s.fact_id FROM temp.wanted_user w CROSS JOIN user f ON f.user_id = w.value
			CROSS JOIN user_span s ON s.fact_id = f.fact_id ORDER BY f.user_id, s.from_pos, s.to_pos, f.hash`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var s stretch
				var sourceID int64
				err := rows.Scan(id, &sourceID, &s.from, &s.to, &s.lastFact)
				return func(l *leaver) { l.listed(sourceID, s, listings) }, err
			}},
		{`SELECT DISTINCT f.user_id, f.deleted_at FROM temp.wanted_user w CROSS JOIN deleted_user f ON f.user_id = w.value
			WHERE f.deleted_at IS NOT NULL ORDER BY 1, 2`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var at ledger.Instant
				err := rows.Scan(id, &at)
				return func(l *leaver) { l.deletions = append(l.deletions, at) }, err
			}},
		{`SELECT e.user_id, e.at, e.is_found FROM temp.wanted_user w CROSS JOIN evidence e ON e.user_id = w.value ORDER BY 1, 2`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var at ledger.Instant
				var isFound bool
				err := rows.Scan(id, &at, &isFound)
				return func(l *leaver) { l.lookedUp(at, isFound) }, err
			}},
		{`SELECT d.user_id, d.left_pos, coalesce(d.left_after, 0), d.left_before, coalesce(d.deleted_at, 0), coalesce(d.confirmed_at, 0), d.is_confirmed,
				coalesce(d.last_pos, 0), coalesce(d.returned_pos, 0), coalesce(d.last_fact_id, 0)
			FROM temp.wanted_user w CROSS JOIN departure d ON d.user_id = w.value ORDER BY d.user_id, d.left_pos`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var d departure
				err := rows.Scan(id, &d.leftPos, &d.After, &d.Before, &d.DeletedAt, &d.NotFoundAt, &d.Confirmed, &d.lastPos, &d.returnedPos, &d.lastFact)
				return func(l *leaver) { l.concluded = append(l.concluded, d) }, err
			}},
	} {
		err := each(ctx, tx, of.query, nil, func(rows *sql.Rows) error {
			var id string
			note, err := of.scan(rows, &id)
			if err != nil {
				return err
			}
			note(leavers[id])
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return leavers, nil
}

// listed notes a stretch of a source.
func (l *leaver) listed(sourceID int64, s stretch, listings *directories) {
	for _, part := range listings.speaks(sourceID, s.from, s.to) {
		l.stretches = append(l.stretches, stretch{part.from, part.to, s.lastFact})
	}
	if s.to != ledger.EndOfTime {
		l.ended = append(l.ended, directoryListing{s.to, sourceID})
	}
}

func (l *leaver) lookedUp(at ledger.Instant, isFound bool) {
	if isFound {
		l.found = append(l.found, at)
	} else {
		l.absent = append(l.absent, at)
	}
}

// departures concludes from everything that is known of an account.
func (l *leaver) departures(listings *directories) []departure {
	slices.SortStableFunc(l.stretches, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	stretches := joined(l.stretches)
	positions := listings.positions()
	var all []departure
	for i, s := range stretches {
		last := positions[sort.Search(len(positions), func(i int) bool { return positions[i] >= s.to })-1]
		d := departure{Leaving: ledger.Leaving{After: last.Instant()}, lastPos: last, lastFact: s.lastFact}
		next := ledger.EndOfTime
		if i+1 < len(stretches) {
			next = stretches[i+1].from
			d.returnedPos = next
		}
		if l.leaves(&d, s.to, next, listings) {
			d.Leaving = d.Narrow(l.found, l.absent, l.deletions)
			all = append(all, d)
		}
	}
	if len(stretches) == 0 && len(l.deletions) > 0 {
		all = append(all, departure{Leaving: ledger.Leaving{Before: l.deletions[0]}.Narrow(nil, nil, l.deletions)})
	}
	return all
}

// leaves finds the first listing from a position on, and before the one that
// has the account again, which shows that it left; else the look-up that does.
func (l *leaver) leaves(d *departure, from, again ledger.Position, listings *directories) bool {
	n := sort.Search(len(listings.listings), func(i int) bool { return listings.listings[i].pos >= from })
	for ; n < len(listings.listings) && listings.listings[n].pos < again; n++ {
		pos := listings.listings[n].pos
		if is, byLookUp := listings.confirms(pos, l.ended); is {
			d.leftPos, d.Before, d.Confirmed = pos, pos.Instant(), byLookUp
			return true
		}
	}
	if again != ledger.EndOfTime || len(l.absent) == 0 {
		return false
	}
	last := l.absent[len(l.absent)-1]
	if last <= d.After || len(l.found) > 0 && l.found[len(l.found)-1] > last {
		return false
	}
	d.leftPos, d.Before = ledger.EndOfTime, last
	return true
}

// putDepartures replaces what was concluded of an account.
func putDepartures(ctx context.Context, tx *sql.Tx, userID string, departures []departure) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM departure WHERE user_id = ?`, userID); err != nil {
		return err
	}
	for _, d := range departures {
		if _, err := tx.ExecContext(ctx, `INSERT INTO departure
			(user_id, left_pos, left_after, left_before, deleted_at, confirmed_at, is_confirmed, last_pos, returned_pos, last_fact_id)
			VALUES (?, ?, nullif(?, 0), ?, nullif(?, 0), nullif(?, 0), ?, nullif(?, 0), nullif(?, 0), nullif(?, 0))`,
			userID, int64(d.leftPos), int64(d.After), int64(d.Before), int64(d.DeletedAt), int64(d.NotFoundAt), d.Confirmed, int64(d.lastPos), int64(d.returnedPos), d.lastFact); err != nil {
			return err
		}
	}
	return nil
}
