package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// activityMerger takes over who was seen using what. A day that the other
// ledger read later than this one replaces ours whole; where only months are
// kept, here or there, they are united.
type activityMerger struct {
	tx      *sql.Tx
	level   ledger.ActivityLevel
	numbers []uint32 // their numbers of users -> ours
	changed int64
}

// theirSet is one set of users of the other ledger.
type theirSet struct {
	source, day, product string
	row                  int64
}

func (m *merger) activity(ctx context.Context) error {
	a := activityMerger{tx: m.tx}
	var err error
	if a.level, err = activityLevel(ctx, m.tx); err != nil || a.level == ledger.ActivityNone {
		return err
	}
	if err := a.translate(ctx); err != nil {
		return fmt.Errorf("number users: %w", err)
	}
	replaced, err := a.replaceSlices(ctx)
	if err != nil {
		return fmt.Errorf("replace days: %w", err)
	}
	var sets []theirSet // without their users, of which there may be very many
	err = each(ctx, m.tx, `SELECT c.name, a.day, a.product, a.rowid FROM other.activity a JOIN other.source c USING (source_id) ORDER BY 1, 2, 3`, nil, func(rows *sql.Rows) error {
		var s theirSet
		err := rows.Scan(&s.source, &s.day, &s.product, &s.row)
		sets = append(sets, s)
		return err
	})
	if err != nil {
		return err
	}
	for _, s := range sets {
		isDay := len(s.day) > len("2006-01")
		switch {
		case a.level == ledger.ActivityMonth && isDay:
			s.day = s.day[:len("2006-01")]
		case isDay && !replaced[[2]string{s.source, s.day}]:
			continue // ours was read later, or is the same
		}
		if err := a.unite(ctx, s); err != nil {
			return fmt.Errorf("unite users: %w", err)
		}
	}
	m.done.Slices += a.changed
	return nil
}

// translate gives their users numbers here.
func (a *activityMerger) translate(ctx context.Context) error {
	if _, err := a.tx.ExecContext(ctx, `INSERT INTO main.activity_user (user_id) SELECT user_id FROM other.activity_user WHERE true ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	return each(ctx, a.tx, `SELECT t.user_no, o.user_no FROM other.activity_user t JOIN main.activity_user o USING (user_id) ORDER BY 1`, nil, func(rows *sql.Rows) error {
		var theirs, ours uint32
		if err := rows.Scan(&theirs, &ours); err != nil {
			return err
		}
		if n := int(theirs) + 1; n > len(a.numbers) {
			a.numbers = append(a.numbers, make([]uint32, n-len(a.numbers))...)
		}
		a.numbers[theirs] = ours
		return nil
	})
}

// replaceSlices empties the days that the other ledger read later, to be filled
// with what it has, and gives them.
func (a *activityMerger) replaceSlices(ctx context.Context) (map[[2]string]bool, error) {
	replaced := map[[2]string]bool{}
	err := each(ctx, a.tx, `SELECT c.name, t.day FROM other.activity_slice t JOIN other.source c USING (source_id)
		LEFT JOIN main.source d ON d.name = c.name LEFT JOIN main.activity_slice o ON o.source_id = d.source_id AND o.day = t.day
		GROUP BY c.name, t.day HAVING max(t.published_at) > coalesce(max(o.published_at), 0)`, nil, func(rows *sql.Rows) error {
		var slice [2]string
		err := rows.Scan(&slice[0], &slice[1])
		replaced[slice] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	for slice := range replaced {
		id, err := activitySource(ctx, a.tx, slice[0])
		if err != nil {
			return nil, err
		}
		for _, statement := range []string{
			`DELETE FROM main.activity WHERE source_id = ?1 AND day = ?2`,
			`DELETE FROM main.activity_slice WHERE source_id = ?1 AND day = ?2`,
			`INSERT INTO main.activity_slice (source_id, day, product, published_at) SELECT ?1, day, product, published_at FROM other.activity_slice
				WHERE day = ?2 AND source_id = (SELECT source_id FROM other.source WHERE name = ?3)`,
		} {
			if _, err := a.tx.ExecContext(ctx, statement, id, slice[1], slice[0]); err != nil {
				return nil, err
			}
		}
		a.changed++
	}
	return replaced, nil
}

// unite adds a set of theirs to ours of the same day or month.
func (a *activityMerger) unite(ctx context.Context, s theirSet) error {
	id, err := activitySource(ctx, a.tx, s.source)
	if err != nil {
		return err
	}
	var users, before []byte
	if err := a.tx.QueryRowContext(ctx, `SELECT users FROM other.activity WHERE rowid = ?`, s.row).Scan(&users); err != nil {
		return err
	}
	theirs, err := readUsers(users, nil)
	if err != nil {
		return err
	}
	for i, n := range theirs {
		if int(n) >= len(a.numbers) {
			return fmt.Errorf("user %d: %w", n, errUserSet)
		}
		theirs[i] = a.numbers[n]
	}
	slices.Sort(theirs)
	err = a.tx.QueryRowContext(ctx, `SELECT coalesce((SELECT users FROM main.activity WHERE source_id = ? AND day = ? AND product = ?), x'')`, id, s.day, s.product).Scan(&before)
	if err != nil {
		return err
	}
	ours, err := readUsers(before, nil)
	if err != nil {
		return err
	}
	after := appendUsers(nil, unite(ours, theirs))
	if bytes.Equal(before, after) {
		return nil
	}
	if a.level == ledger.ActivityMonth || len(s.day) == len("2006-01") {
		a.changed++
	}
	_, err = a.tx.ExecContext(ctx, `INSERT INTO main.activity (source_id, day, product, users) VALUES (?, ?, ?, ?)
		ON CONFLICT (source_id, day, product) DO UPDATE SET users = excluded.users`, id, s.day, s.product, after)
	return err
}
