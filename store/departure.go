package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// stretch is a time in which every listing of the directory had the account,
// whatever its facts were.
type stretch struct {
	from, to ledger.Position
	lastFact int64
}

// concludeDepartures writes the times an account left, from its spans, the
// deleted users and the look-ups. differs tells whether they are others than
// before.
func concludeDepartures(ctx context.Context, tx *sql.Tx, userID string) (differs bool, err error) {
	before, err := departuresText(ctx, tx, userID)
	if err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM departure WHERE user_id = ?`, userID); err != nil {
		return false, err
	}
	if err := putDepartures(ctx, tx, userID); err != nil {
		return false, err
	}
	after, err := departuresText(ctx, tx, userID)
	return before != after, err
}

func departuresText(ctx context.Context, tx *sql.Tx, userID string) (text string, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(group_concat(json_array(left_pos, left_after, left_before, deleted_at, confirmed_at, returned_pos, last_fact_id)), '')
		FROM departure WHERE user_id = ?`, userID).Scan(&text)
	return text, err
}

func putDepartures(ctx context.Context, tx *sql.Tx, userID string) error {
	stretches, err := stretchesOf(ctx, tx, userID)
	if err != nil {
		return err
	}
	deletions, err := deletionsOf(ctx, tx, userID)
	if err != nil {
		return err
	}
	for i, s := range stretches {
		if s.to == ledger.EndOfTime {
			break
		}
		d := departure{userID: userID, leftPos: s.to, leftBefore: s.to.Instant(), lastFact: s.lastFact}
		if i+1 < len(stretches) {
			d.returnedPos = stretches[i+1].from
		}
		if err := d.complete(ctx, tx, deletions); err != nil {
			return err
		}
	}
	if len(stretches) == 0 && len(deletions) > 0 {
		d := departure{userID: userID, leftBefore: deletions[0]}
		return d.complete(ctx, tx, deletions)
	}
	return nil
}

func stretchesOf(ctx context.Context, tx *sql.Tx, userID string) ([]stretch, error) {
	var all []stretch
	err := each(ctx, tx, `SELECT s.from_pos, s.to_pos, s.fact_id FROM user f JOIN user_span s USING (fact_id)
		WHERE f.user_id = ? ORDER BY s.from_pos`, []any{userID}, func(rows *sql.Rows) error {
		var s stretch
		if err := rows.Scan(&s.from, &s.to, &s.lastFact); err != nil {
			return err
		}
		if n := len(all); n > 0 && all[n-1].to >= s.from {
			all[n-1].to, all[n-1].lastFact = s.to, s.lastFact
		} else {
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

// deletionsOf gives the instants at which the deleted users say the account
// was deleted, oldest first.
func deletionsOf(ctx context.Context, tx *sql.Tx, userID string) ([]ledger.Instant, error) {
	var all []ledger.Instant
	err := each(ctx, tx, `SELECT DISTINCT deleted_at FROM deleted_user WHERE user_id = ? AND deleted_at IS NOT NULL ORDER BY 1`,
		[]any{userID}, func(rows *sql.Rows) error {
			var at ledger.Instant
			err := rows.Scan(&at)
			all = append(all, at)
			return err
		})
	return all, err
}

type departure struct {
	userID      string
	leftPos     ledger.Position
	leftBefore  ledger.Instant
	returnedPos ledger.Position
	lastFact    int64
}

// complete narrows the departure by what is known beside the listings and
// keeps it.
func (d departure) complete(ctx context.Context, tx *sql.Tx, deletions []ledger.Instant) error {
	var after, confirmed sql.NullInt64
	if d.leftPos != 0 {
		if err := tx.QueryRowContext(ctx, `SELECT max(pos) FROM listing WHERE pos < ? AND source_id = (SELECT source_id FROM source WHERE name = ?)`,
			int64(d.leftPos), ledger.SourceUsers).Scan(&after); err != nil {
			return err
		}
		if after.Valid {
			after.Int64 = int64(ledger.Position(after.Int64).Instant())
		}
	}
	var deletedAt any
	for _, at := range deletions {
		if int64(at) >= after.Int64 && at <= d.leftBefore {
			deletedAt = int64(at)
		}
	}
	if err := tx.QueryRowContext(ctx, `SELECT min(at) FROM evidence WHERE user_id = ? AND is_found = 0 AND at > ?`,
		d.userID, after.Int64).Scan(&confirmed); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO departure
		(user_id, left_pos, left_after, left_before, deleted_at, confirmed_at, returned_pos, last_fact_id)
		VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0))`,
		d.userID, int64(d.leftPos), after, int64(d.leftBefore), deletedAt, confirmed, int64(d.returnedPos), d.lastFact)
	return err
}
