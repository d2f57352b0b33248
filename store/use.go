package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// use is who was last seen using what, up to an instant, as it is known now: a
// day that was read later counts for the days before the reading too.
type use struct {
	last    map[ledger.Product]*lastUse
	watched map[ledger.Product]string
	// stretches is the days without a gap that were watched last, also where they
	// ended too long ago to be watched still.
	stretches map[ledger.Product]ledger.Watch
}

// lastUse is the last use of one product.
type lastUse struct {
	sets []useSet // newest first
	// place is, per number of a user, one more than the place in sets of the
	// newest one with that user; 0 for those never seen.
	place []uint32
}

// useSet is who one source saw on one day, or in one month.
type useSet struct{ source, day string }

// ofNumber tells the last day (2006-01-02), or month (2006-01) where only months
// are kept, on which the user with a number was seen using a product, and by
// which source; "" and "" when nobody saw it. A month counts whole: at an
// instant in the middle of a month it is not known on which side of it the use
// was. 0 is nobody's number.
func (u *use) ofNumber(n uint32, product ledger.Product) (last, source string) {
	l := u.last[product]
	if n == 0 || l == nil || int(n) >= len(l.place) || l.place[n] == 0 {
		return "", ""
	}
	set := l.sets[l.place[n]-1]
	return set.day, set.source
}

// watchedSince tells from which day on a product was watched without a gap up
// to the instant, whichever source did it; "" when it is not watched.
func (u *use) watchedSince(product ledger.Product) string { return u.watched[product] }

// loadUse reads what is known of use up to an instant, for users up to a number.
func loadUse(ctx context.Context, q querier, at ledger.Instant, highest uint32) (*use, error) {
	u := &use{last: map[ledger.Product]*lastUse{}, watched: map[ledger.Product]string{}, stretches: map[ledger.Product]ledger.Watch{}}
	if err := u.read(ctx, q, at, highest); err != nil {
		return nil, err
	}
	return u, nil
}

// read reads the uses up to an instant, for users up to a number.
func (u *use) read(ctx context.Context, q querier, at ledger.Instant, highest uint32) error {
	if err := u.readSets(ctx, q, at, highest); err != nil {
		return fmt.Errorf("read activity: %w", err)
	}
	watches, err := watches(ctx, q, at, `''`)
	if err != nil {
		return fmt.Errorf("read watched days: %w", err)
	}
	// A source that was last read too long ago no longer watches.
	oldest := at.Time().AddDate(0, 0, -ledger.ShelfLifeDays).Format(dayLayout)
	for _, w := range watches {
		u.stretches[w.Product] = w
		if w.Until >= oldest {
			u.watched[w.Product] = w.Since
		}
	}
	return nil
}

// usersAtOnce is how many users come out of SQLite in one text.
var usersAtOnce = 20_000

// eachActivityUser hands on the numbers of all users, ascending. One text for
// many of them comes out of SQLite many times faster than as many rows.
func eachActivityUser(ctx context.Context, q querier, f func(n uint32, id string)) error {
	for after := uint32(0); ; {
		var count, last uint32
		var ids string
		err := q.QueryRowContext(ctx, `SELECT count(*), coalesce(max(user_no), 0), coalesce(group_concat(user_id, char(10)), '')
			FROM (SELECT user_no, user_id FROM activity_user WHERE user_no > ? ORDER BY user_no LIMIT ?)`, after, usersAtOnce).Scan(&count, &last, &ids)
		if err != nil || count == 0 {
			return err
		}
		if last-after != count { // some numbers are missing
			err = each(ctx, q, `SELECT user_no, user_id FROM activity_user WHERE user_no > ? AND user_no <= ? ORDER BY user_no`, []any{after, last}, func(rows *sql.Rows) error {
				var n uint32
				var id string
				err := rows.Scan(&n, &id)
				f(n, id)
				return err
			})
			if err != nil {
				return err
			}
		} else {
			n := after
			for id := range strings.SplitSeq(ids, "\n") {
				n++
				f(n, id)
			}
		}
		after = last
	}
}

const (
	dayLayout   = "2006-01-02"
	monthLayout = "2006-01"
)

// readSets goes from the newest set to the oldest, so that whom it meets first
// it has met last. The sets are put in order before they are read: they are
// long.
func (u *use) readSets(ctx context.Context, q querier, at ledger.Instant, highest uint32) error {
	type key struct {
		rowID   int64
		product ledger.Product
		set     useSet
	}
	var keys []key
	// Of one month, its days tell more than itself; as text they are greater.
	err := each(ctx, q, `SELECT a.rowid, a.product, c.name, a.day FROM activity a JOIN source c USING (source_id)
		WHERE a.day <= CASE length(a.day) WHEN 7 THEN ? ELSE ? END ORDER BY a.day DESC, c.name`,
		[]any{at.Time().Format(monthLayout), at.Time().Format(dayLayout)}, func(rows *sql.Rows) error {
			var k key
			err := rows.Scan(&k.rowID, &k.product, &k.set.source, &k.set.day)
			keys = append(keys, k)
			return err
		})
	if err != nil {
		return err
	}
	var found []uint32
	for _, k := range keys {
		err := each(ctx, q, `SELECT users FROM activity WHERE rowid = ?`, []any{k.rowID}, func(rows *sql.Rows) (err error) {
			var body sql.RawBytes
			if err = rows.Scan(&body); err == nil {
				found, err = readUsers(body, found)
			}
			return err
		})
		if err != nil {
			return err
		}
		l := u.last[k.product]
		if l == nil {
			l = &lastUse{place: make([]uint32, highest+1)}
			u.last[k.product] = l
		}
		l.sets = append(l.sets, k.set)
		if err := l.note(found, uint32(len(l.sets))); err != nil {
			return err
		}
	}
	return nil
}

// note notes a place for those that have none. numbers ascend.
func (l *lastUse) note(numbers []uint32, place uint32) error {
	if len(numbers) > 0 && int(numbers[len(numbers)-1]) >= len(l.place) {
		return errUserSet // a number that nobody has
	}
	for _, n := range numbers {
		if l.place[n] == 0 {
			l.place[n] = place
		}
	}
	return nil
}

// Watches tells on which days each source was read for each product, up to an
// instant, with the gaps between them.
func (l *Ledger) Watches(ctx context.Context, at ledger.Instant) ([]ledger.Watch, error) {
	all, err := watches(ctx, l.read, at, "c.name")
	return all, classify("read watched days", l.path, err)
}

// watches finds stretches of days per product and per value of an expression;
// an expression that is the same for all sources takes them together.
func watches(ctx context.Context, q querier, at ledger.Instant, by string) ([]ledger.Watch, error) {
	type watched struct {
		source  string
		product ledger.Product
	}
	days := map[watched][]string{}
	var order []watched
	err := each(ctx, q, `SELECT DISTINCT `+by+`, s.product, s.day FROM activity_slice s JOIN source c USING (source_id)
		WHERE s.day <= ? ORDER BY 1, 2, 3`, []any{at.Time().Format(dayLayout)}, func(rows *sql.Rows) error {
		var w watched
		var day string
		err := rows.Scan(&w.source, &w.product, &day)
		if !slices.Contains(order, w) {
			order = append(order, w)
		}
		days[w] = append(days[w], day)
		return err
	})
	all := make([]ledger.Watch, 0, len(order))
	for _, w := range order {
		all = append(all, ledger.WatchOf(w.source, w.product, days[w]))
	}
	return all, err
}
