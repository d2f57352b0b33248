package store

import (
	"context"
	"database/sql"
	"strings"
	"unicode"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// longestLabel is how many letters a label may have.
const longestLabel = 120

// LabelSnapshot gives a snapshot a person's own words; "" takes them back.
// Codes: not_found, invalid, read_only.
func (l *Ledger) LabelSnapshot(ctx context.Context, id int64, label string) error {
	const op = "label snapshot"
	label = strings.TrimSpace(label)
	if utf8.RuneCountInString(label) > longestLabel || !utf8.ValidString(label) || strings.ContainsFunc(label, unicode.IsControl) {
		return ledger.Errorf(ledger.CodeInvalid, op,
			"A label is one line of at most %d letters. Write a shorter one.", longestLabel)
	}
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		return changeSnapshot(ctx, tx, op, id, `UPDATE snapshot SET label = nullif(?, '') WHERE snapshot_id = ? AND is_openable`, label)
	})
}

// PinSnapshot protects a snapshot from thinning, or no longer. Codes:
// not_found, also for one that was thinned already; invalid for one that a
// month is closed with, which stays pinned; read_only.
func (l *Ledger) PinSnapshot(ctx context.Context, id int64, pinned bool) error {
	const op = "pin snapshot"
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		month, err := closedWith(ctx, tx, id)
		if err != nil {
			return err
		}
		if month != "" && !pinned {
			return ledger.Errorf(ledger.CodeInvalid, op, "%s is closed with this reading, so it stays pinned. Open the month first.", month)
		}
		return changeSnapshot(ctx, tx, op, id, `UPDATE snapshot SET pinned = ? WHERE snapshot_id = ? AND is_openable`, pinned)
	})
}

func changeSnapshot(ctx context.Context, tx *sql.Tx, op string, id int64, statement string, value any) error {
	result, err := tx.ExecContext(ctx, statement, value, id)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return ledger.Errorf(ledger.CodeNotFound, op, "There is no snapshot %d that can be opened. List the snapshots and choose one of them.", id)
	}
	return err
}
