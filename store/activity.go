package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

const settingActivityLevel = "activity_level"

// ActivityLevel tells how exactly this ledger keeps when somebody was seen.
func (l *Ledger) ActivityLevel(ctx context.Context) (ledger.ActivityLevel, error) {
	level, err := activityLevel(ctx, l.read)
	return level, classify("read setting", l.path, err)
}

func activityLevel(ctx context.Context, q querier) (ledger.ActivityLevel, error) {
	level := ledger.ActivityMonth
	_, err := setting(ctx, q, settingActivityLevel, &level)
	return level, err
}

// PublishActivity keeps what a source says of one day, in place of all that it
// said of that day before; a reading that is older than the one kept changes
// nothing. Where only months are kept every reading adds to its month and none
// takes away, since nobody then knows on which day somebody was seen. Either way
// the order of publications does not matter. Where nothing is kept, nothing is.
// Codes: internal for a slice that makes no sense, read_only.
func (l *Ledger) PublishActivity(ctx context.Context, slice ledger.ActivitySlice) error {
	if err := slice.Check(); err != nil {
		return err
	}
	return l.inWrite(ctx, "publish activity", func(tx *sql.Tx) error {
		level, err := activityLevel(ctx, tx)
		if err != nil || level == ledger.ActivityNone {
			return err
		}
		w := activityWriter{tx: tx, slice: slice}
		if w.sourceID, err = activitySource(ctx, tx, slice.Source); err != nil {
			return err
		}
		newer, err := w.newerThere(ctx)
		if err != nil {
			return err
		}
		if !newer {
			if err := w.noteSlice(ctx); err != nil {
				return err
			}
		}
		switch {
		case level == ledger.ActivityMonth:
			err = w.addToMonth(ctx)
		case !newer:
			err = w.replaceDay(ctx)
		}
		if err != nil || !w.changed {
			return err
		}
		return bumpGeneration(ctx, tx)
	})
}

// activitySource gives the number of a source, which gets one when it first
// says something.
func activitySource(ctx context.Context, tx *sql.Tx, name string) (id int64, err error) {
	if _, err := tx.ExecContext(ctx, `INSERT INTO source (name) VALUES (?) ON CONFLICT DO NOTHING`, name); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `SELECT source_id FROM source WHERE name = ?`, name).Scan(&id)
	return id, err
}

// activityWriter publishes one slice.
type activityWriter struct {
	tx       *sql.Tx
	slice    ledger.ActivitySlice
	sourceID int64
	changed  bool
}

func (w *activityWriter) newerThere(ctx context.Context) (newer bool, err error) {
	err = w.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM activity_slice WHERE source_id = ? AND day = ? AND published_at > ?)`,
		w.sourceID, w.slice.Day, int64(w.slice.ReadAt)).Scan(&newer)
	return newer, err
}

// noteSlice notes that the day was read, for exactly these products.
func (w *activityWriter) noteSlice(ctx context.Context) error {
	var before []string
	err := each(ctx, w.tx, `SELECT product FROM activity_slice WHERE source_id = ? AND day = ? ORDER BY 1`, []any{w.sourceID, w.slice.Day},
		func(rows *sql.Rows) error {
			var product string
			err := rows.Scan(&product)
			before = append(before, product)
			return err
		})
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(ctx, `DELETE FROM activity_slice WHERE source_id = ? AND day = ?`, w.sourceID, w.slice.Day); err != nil {
		return err
	}
	var after []string
	for _, product := range w.slice.Products {
		after = append(after, string(product))
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO activity_slice (source_id, day, product, published_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			w.sourceID, w.slice.Day, string(product), int64(w.slice.ReadAt)); err != nil {
			return err
		}
	}
	slices.Sort(after)
	w.changed = !slices.Equal(before, slices.Compact(after))
	return nil
}

func (w *activityWriter) replaceDay(ctx context.Context) error {
	for _, product := range ledger.Products() {
		numbers, err := w.numbers(ctx, product)
		if err != nil {
			return err
		}
		if err := w.put(ctx, w.slice.Day, product, numbers); err != nil {
			return err
		}
	}
	return nil
}

func (w *activityWriter) addToMonth(ctx context.Context) error {
	month := w.slice.Day[:len("2006-01")]
	for _, product := range w.slice.Products {
		numbers, err := w.numbers(ctx, product)
		if err != nil {
			return err
		}
		body, err := w.get(ctx, month, product)
		if err != nil {
			return err
		}
		before, err := readUsers(body, nil)
		if err != nil {
			return err
		}
		if err := w.put(ctx, month, product, unite(before, numbers)); err != nil {
			return err
		}
	}
	return nil
}

func (w *activityWriter) get(ctx context.Context, day string, product ledger.Product) (body []byte, err error) {
	err = w.tx.QueryRowContext(ctx, `SELECT users FROM activity WHERE source_id = ? AND day = ? AND product = ?`,
		w.sourceID, day, string(product)).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return body, err
}

// put writes a set where it differs; an empty one needs no row.
func (w *activityWriter) put(ctx context.Context, day string, product ledger.Product, numbers []uint32) error {
	before, err := w.get(ctx, day, product)
	if err != nil {
		return err
	}
	after := appendUsers(nil, numbers)
	if bytes.Equal(before, after) {
		return nil
	}
	w.changed = true
	if len(after) == 0 {
		_, err = w.tx.ExecContext(ctx, `DELETE FROM activity WHERE source_id = ? AND day = ? AND product = ?`, w.sourceID, day, string(product))
		return err
	}
	_, err = w.tx.ExecContext(ctx, `INSERT INTO activity (source_id, day, product, users) VALUES (?, ?, ?, ?)
		ON CONFLICT (source_id, day, product) DO UPDATE SET users = excluded.users`, w.sourceID, day, string(product), after)
	return err
}

// numbers gives the numbers of the users of a product, ascending; who was never
// seen before gets one.
func (w *activityWriter) numbers(ctx context.Context, product ledger.Product) ([]uint32, error) {
	var ids []string
	for _, use := range w.slice.Uses {
		if use.Product == product {
			ids = append(ids, strings.ToLower(use.UserID))
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.Sort(ids)
	list, err := json.Marshal(slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	if _, err := w.tx.ExecContext(ctx, `INSERT INTO activity_user (user_id) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`, string(list)); err != nil {
		return nil, err
	}
	var numbers []uint32
	err = each(ctx, w.tx, `SELECT user_no FROM json_each(?) JOIN activity_user ON user_id = value ORDER BY user_no`, []any{string(list)}, func(rows *sql.Rows) error {
		var n uint32
		err := rows.Scan(&n)
		numbers = append(numbers, n)
		return err
	})
	return numbers, err
}
