package store

import (
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
	leftPos     ledger.Position // 0: the directory never had it
	leftAfter   sql.NullInt64   // unix ms
	leftBefore  ledger.Instant
	deletedAt   sql.NullInt64
	confirmedAt sql.NullInt64
	returnedPos ledger.Position // 0: it has not
	lastFact    int64           // 0: none
}

// before is the first evidence that the account was gone.
func (d *departure) before() ledger.Instant {
	if d.deletedAt.Valid {
		return ledger.Instant(d.deletedAt.Int64)
	}
	return d.leftBefore
}

func firstGone(departures ...[]departure) ledger.Instant {
	first := ledger.Instant(math.MaxInt64)
	for _, some := range departures {
		for _, d := range some {
			first = min(first, d.before())
		}
	}
	return first
}

// leaver is an account and what its departures follow from.
type leaver struct {
	stretches []stretch        // of one fact each, in order
	deletions []ledger.Instant // as the deleted users tell, oldest first
	absent    []ledger.Instant // look-ups that answered 404, oldest first
	concluded []departure      // as concluded before, oldest first
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
	listings, err := directoryListings(ctx, tx)
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
		leavers, err := readLeavers(ctx, tx, some)
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

func directoryListings(ctx context.Context, tx *sql.Tx) ([]ledger.Position, error) {
	var all []ledger.Position
	err := each(ctx, tx, `SELECT pos FROM listing WHERE source_id = (SELECT source_id FROM source WHERE name = ?) ORDER BY pos`,
		[]any{ledger.SourceUsers}, func(rows *sql.Rows) error {
			var pos ledger.Position
			err := rows.Scan(&pos)
			all = append(all, pos)
			return err
		})
	return all, err
}

func readLeavers(ctx context.Context, tx *sql.Tx, ids []string) (map[string]*leaver, error) {
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
		{`SELECT f.user_id, s.from_pos, s.to_pos, s.fact_id FROM temp.wanted_user w CROSS JOIN user f ON f.user_id = w.value
			CROSS JOIN user_span s ON s.fact_id = f.fact_id ORDER BY f.user_id, s.from_pos, s.to_pos, f.hash`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var s stretch
				err := rows.Scan(id, &s.from, &s.to, &s.lastFact)
				return func(l *leaver) { l.stretches = append(l.stretches, s) }, err
			}},
		{`SELECT DISTINCT f.user_id, f.deleted_at FROM temp.wanted_user w CROSS JOIN deleted_user f ON f.user_id = w.value
			WHERE f.deleted_at IS NOT NULL ORDER BY 1, 2`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var at ledger.Instant
				err := rows.Scan(id, &at)
				return func(l *leaver) { l.deletions = append(l.deletions, at) }, err
			}},
		{`SELECT e.user_id, e.at FROM temp.wanted_user w CROSS JOIN evidence e ON e.user_id = w.value WHERE e.is_found = 0 ORDER BY 1, 2`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var at ledger.Instant
				err := rows.Scan(id, &at)
				return func(l *leaver) { l.absent = append(l.absent, at) }, err
			}},
		{`SELECT d.user_id, d.left_pos, d.left_after, d.left_before, d.deleted_at, d.confirmed_at, coalesce(d.returned_pos, 0), coalesce(d.last_fact_id, 0)
			FROM temp.wanted_user w CROSS JOIN departure d ON d.user_id = w.value ORDER BY d.user_id, d.left_pos`,
			func(rows *sql.Rows, id *string) (func(l *leaver), error) {
				var d departure
				err := rows.Scan(id, &d.leftPos, &d.leftAfter, &d.leftBefore, &d.deletedAt, &d.confirmedAt, &d.returnedPos, &d.lastFact)
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

// departures concludes; listings are those of the directory, in order.
func (l *leaver) departures(listings []ledger.Position) []departure {
	stretches := joined(l.stretches)
	var all []departure
	for i, s := range stretches {
		if s.to == ledger.EndOfTime {
			break
		}
		d := departure{leftPos: s.to, leftBefore: s.to.Instant(), lastFact: s.lastFact}
		if i+1 < len(stretches) {
			d.returnedPos = stretches[i+1].from
		}
		if n := sort.Search(len(listings), func(i int) bool { return listings[i] >= s.to }); n > 0 {
			d.leftAfter = sql.NullInt64{Int64: int64(listings[n-1].Instant()), Valid: true}
		}
		all = append(all, l.narrowed(d))
	}
	if len(stretches) == 0 && len(l.deletions) > 0 {
		all = append(all, l.narrowed(departure{leftBefore: l.deletions[0]}))
	}
	return all
}

// narrowed narrows a departure by what is known beside the listings.
func (l *leaver) narrowed(d departure) departure {
	for _, at := range l.deletions {
		if int64(at) >= d.leftAfter.Int64 && at <= d.leftBefore {
			d.deletedAt = sql.NullInt64{Int64: int64(at), Valid: true}
		}
	}
	for _, at := range l.absent {
		if int64(at) > d.leftAfter.Int64 {
			d.confirmedAt = sql.NullInt64{Int64: int64(at), Valid: true}
			break
		}
	}
	return d
}

// putDepartures replaces what was concluded of an account.
func putDepartures(ctx context.Context, tx *sql.Tx, userID string, departures []departure) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM departure WHERE user_id = ?`, userID); err != nil {
		return err
	}
	for _, d := range departures {
		if _, err := tx.ExecContext(ctx, `INSERT INTO departure
			(user_id, left_pos, left_after, left_before, deleted_at, confirmed_at, returned_pos, last_fact_id)
			VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0))`,
			userID, int64(d.leftPos), d.leftAfter, int64(d.leftBefore), d.deletedAt, d.confirmedAt, int64(d.returnedPos), d.lastFact); err != nil {
			return err
		}
	}
	return nil
}
