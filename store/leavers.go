package store

import (
	"context"
	"database/sql"
	"time"

	"licenseledger/store/ledger"
)

const settingLeaverNames = "leaver_names"

// LeaverNames tells how long this ledger keeps the names of people who left:
// for good, as long as nobody chose otherwise.
func (l *Ledger) LeaverNames(ctx context.Context) (ledger.LeaverNames, error) {
	names, err := leaverNames(ctx, l.read)
	return names, classify("read setting", l.path, err)
}

func leaverNames(ctx context.Context, q querier) (ledger.LeaverNames, error) {
	var months int
	chosen, err := setting(ctx, q, settingLeaverNames, &months)
	return ledger.LeaverNames{Chosen: chosen, Months: months}, err
}

// SetLeaverNames chooses how many months after they left the names of people
// are kept; 0 is for good. It forgets nobody: ForgetLeavers does. Codes:
// invalid, read_only.
func (l *Ledger) SetLeaverNames(ctx context.Context, months int) error {
	const op = "set time of names"
	if months != 0 && (months < ledger.LeaverMonthsLeast || months > ledger.LeaverMonthsMost) {
		return ledger.Errorf(ledger.CodeInvalid, op, "Names of people who left cannot be kept for %d months. Choose %d months or more, since an account can be restored for 30 days, or keep them for good.",
			months, ledger.LeaverMonthsLeast)
	}
	return l.inWrite(ctx, op, func(tx *sql.Tx) error { return putSetting(ctx, tx, settingLeaverNames, months) })
}

// LeaversDue counts the people whose names would be forgotten at an instant if
// they were kept as told. See ForgetLeavers.
func (l *Ledger) LeaversDue(ctx context.Context, names ledger.LeaverNames, at time.Time) (int, error) {
	const op = "look for leavers"
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, classify(op, l.path, err)
	}
	defer tx.Rollback()
	due, err := l.leaversDue(ctx, tx, names, at)
	return len(due), classify(op, l.path, err)
}

// leaversDue gives the ids of those who left long enough ago and still have a
// name. Only who left for sure is among them: an export that lacks somebody
// leaves out accounts for reasons of its own, and a look-up may be taken back
// by the next listing.
func (l *Ledger) leaversDue(ctx context.Context, q querier, names ledger.LeaverNames, at time.Time) ([]string, error) {
	if names.Months == 0 {
		return nil, nil
	}
	erased, err := l.loadErasures(ctx, q)
	if err != nil {
		return nil, err
	}
	var due []string
	at = at.In(l.zone)
	return due, each(ctx, q, `SELECT user_id, coalesce(deleted_at, left_before) FROM departure d
		WHERE is_confirmed AND returned_pos IS NULL AND left_pos < ?
			AND NOT EXISTS (SELECT 1 FROM departure later WHERE later.user_id = d.user_id AND later.left_pos > d.left_pos)
		ORDER BY user_id`, []any{int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
		var id string
		var left ledger.Instant
		err := rows.Scan(&id, &left)
		if err == nil && names.Due(left, at) && (erased == nil || erased.keyOfAccount(id, "", "", "") == nil) {
			due = append(due, id)
		}
		return err
	})
}

// ForgetLeavers forgets, as Forget does, everybody who left so long ago that
// the time chosen is over at an instant, and tells how many that were. Where
// nobody's is, or nobody chose, nothing is written. Also finishes what another
// program kept from being finished. Codes as Forget.
func (l *Ledger) ForgetLeavers(ctx context.Context, at time.Time) (ledger.ForgottenLeavers, error) {
	const op = "forget leavers"
	var done ledger.ForgottenLeavers
	names, err := l.LeaverNames(ctx)
	if err != nil {
		return done, err
	}
	var unfinished bool
	if _, err := l.Setting(ctx, settingForgetting, &unfinished); err != nil {
		return done, err
	}
	if due, err := l.LeaversDue(ctx, names, at); err != nil || due == 0 && !unfinished {
		return done, err
	}
	err = l.exclusive(ctx, op, func(ctx context.Context) error {
		if err := l.hasRoomToRewrite(ctx, op); err != nil {
			return err
		}
		var all ledger.Forgotten
		err := l.inLongWrite(ctx, op, func(tx *sql.Tx) error {
			due, err := l.leaversDue(ctx, tx, names, at)
			if err != nil || len(due) == 0 {
				return err
			}
			done.People = len(due)
			f := forgetter{ledger: l, tx: tx, done: &all}
			return f.together(ctx, due)
		})
		if err != nil {
			return err
		}
		err = l.finishForgotten(ctx, false, &all)
		done.Backups = all.Backups
		return err
	})
	return done, err
}

// together forgets many accounts at once.
func (f *forgetter) together(ctx context.Context, ids []string) error {
	own, err := ownErasureKey(ctx, f.tx)
	if err != nil {
		return err
	}
	who, err := f.accounts(ctx, ids...)
	if err != nil {
		return err
	}
	if err := f.note(ctx, who, own); err != nil {
		return err
	}
	return f.erase(ctx)
}
