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
	label = strings.TrimSpace(label)
	if utf8.RuneCountInString(label) > longestLabel || !utf8.ValidString(label) || strings.ContainsFunc(label, unicode.IsControl) {
		return ledger.Errorf(ledger.CodeInvalid, "label snapshot",
			"A label is one line of at most %d letters. Write a shorter one.", longestLabel)
	}
	return l.changeSnapshot(ctx, "label snapshot", id, `UPDATE snapshot SET label = nullif(?, '') WHERE snapshot_id = ? AND is_openable`, label)
}

// PinSnapshot protects a snapshot from thinning, or no longer. Codes:
// not_found, also for one that was thinned already; read_only.
func (l *Ledger) PinSnapshot(ctx context.Context, id int64, pinned bool) error {
	return l.changeSnapshot(ctx, "pin snapshot", id, `UPDATE snapshot SET pinned = ? WHERE snapshot_id = ? AND is_openable`, pinned)
}

func (l *Ledger) changeSnapshot(ctx context.Context, op string, id int64, statement string, value any) error {
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, statement, value, id)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err == nil && n == 0 {
			return ledger.Errorf(ledger.CodeNotFound, op, "There is no snapshot %d that can be opened. List the snapshots and choose one of them.", id)
		}
		return err
	})
}
