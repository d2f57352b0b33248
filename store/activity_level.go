package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// SetActivityLevel chooses how exactly this ledger keeps when somebody was
// seen. What is there and more exact than that is made coarser, or removed, at
// once and for good; what is there and coarser stays so. Codes: invalid,
// read_only.
func (l *Ledger) SetActivityLevel(ctx context.Context, level ledger.ActivityLevel) error {
	const op = "set activity level"
	if !slices.Contains(ledger.ActivityLevels(), level) {
		return ledger.Errorf(ledger.CodeInvalid, op, "%q is no way to keep activity. Choose day, month or none.", level)
	}
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		if err := putSetting(ctx, tx, settingActivityLevel, level); err != nil {
			return err
		}
		var err error
		switch level {
		case ledger.ActivityMonth:
			err = foldDays(ctx, tx)
		case ledger.ActivityNone:
			for _, table := range []string{"activity", "activity_slice", "activity_user"} {
				if _, err = tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
					break
				}
			}
		}
		if err != nil {
			return fmt.Errorf("change activity: %w", err)
		}
		return bumpGeneration(ctx, tx)
	})
}

// foldDays makes months of days.
func foldDays(ctx context.Context, tx *sql.Tx) error {
	type set struct {
		sourceID       int64
		month, product string
	}
	months := map[set][]uint32{}
	var order []set
	err := each(ctx, tx, `SELECT source_id, substr(day, 1, 7), product, users FROM activity ORDER BY 1, 2, 3`, nil, func(rows *sql.Rows) error {
		var s set
		var body sql.RawBytes
		if err := rows.Scan(&s.sourceID, &s.month, &s.product, &body); err != nil {
			return err
		}
		numbers, err := readUsers(body, nil)
		if err != nil {
			return err
		}
		if _, ok := months[s]; !ok {
			order = append(order, s)
		}
		months[s] = unite(months[s], numbers)
		return nil
	})
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM activity`); err != nil {
		return err
	}
	for _, s := range order {
		if _, err := tx.ExecContext(ctx, `INSERT INTO activity (source_id, day, product, users) VALUES (?, ?, ?, ?)`,
			s.sourceID, s.month, s.product, appendUsers(nil, months[s])); err != nil {
			return err
		}
	}
	return nil
}
