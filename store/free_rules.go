package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

const settingFreeUp = "free_up"

// FreeRules tells how licenses to free up are looked for in this ledger.
func (l *Ledger) FreeRules(ctx context.Context) (ledger.FreeRules, error) {
	rules := ledger.DefaultFreeRules()
	_, err := l.Setting(ctx, settingFreeUp, &rules)
	return rules, err
}

// SetFreeRules chooses how licenses to free up are looked for. Codes: invalid,
// usage for a condition, read_only.
func (l *Ledger) SetFreeRules(ctx context.Context, rules ledger.FreeRules) error {
	if err := rules.Check(); err != nil {
		return err
	}
	return l.PutSetting(ctx, settingFreeUp, rules)
}

// KeepLicenses leaves an account's licenses out of those to free up, from an
// instant on, with a person's words for why; again, it changes the words. Codes:
// invalid for what is no object id, read_only.
func (l *Ledger) KeepLicenses(ctx context.Context, userID, note string, at time.Time) error {
	const op = "leave person out"
	id := strings.ToLower(strings.TrimSpace(userID))
	if !ledger.IsObjectID(id) {
		return ledger.Errorf(ledger.CodeInvalid, op, "A person is left out by the object id of the account, and this is none.")
	}
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO free_keep (user_id, kept_at, note) VALUES (?, ?, nullif(?, ''))
			ON CONFLICT (user_id) DO UPDATE SET note = excluded.note`, id, at.UnixMilli(), strings.TrimSpace(note))
		return err
	})
}

// ReleaseLicenses takes that back. Somebody who is not left out is no error.
func (l *Ledger) ReleaseLicenses(ctx context.Context, userID string) error {
	return l.inWrite(ctx, "no longer leave person out", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM free_keep WHERE user_id = ?`, strings.ToLower(strings.TrimSpace(userID)))
		return err
	})
}

// KeptLicenses lists the accounts whose licenses are left out, those left out
// last first.
func (l *Ledger) KeptLicenses(ctx context.Context) ([]ledger.FreeKept, error) {
	var kept []ledger.FreeKept
	err := each(ctx, l.read, `SELECT user_id, kept_at, coalesce(note, '') FROM free_keep ORDER BY kept_at DESC, user_id`, nil, func(rows *sql.Rows) error {
		var k ledger.FreeKept
		var id, note string
		var at ledger.Instant
		err := rows.Scan(&id, &at, &note)
		k.UserID, k.KeptAt, k.Note = ledger.Text(id), ledger.Text(at.String()), ledger.Text(note)
		kept = append(kept, k)
		return err
	})
	return kept, classify("read people left out", l.path, err)
}

// SetCover keeps a person's word on what covers what, in place of the built-in
// table's. Codes: invalid, read_only.
func (l *Ledger) SetCover(ctx context.Context, e ledger.CoverEdit) error {
	e.SkuID, e.CoveredSkuID = strings.ToLower(strings.TrimSpace(e.SkuID)), strings.ToLower(strings.TrimSpace(e.CoveredSkuID))
	if err := e.Check(); err != nil {
		return err
	}
	return l.inWrite(ctx, "set what covers what", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO license_cover (sku_id, covered_sku_id, is_covered) VALUES (?, ?, ?)
			ON CONFLICT (sku_id, covered_sku_id) DO UPDATE SET is_covered = excluded.is_covered`, e.SkuID, e.CoveredSkuID, e.IsCovered)
		return err
	})
}

// CoverEdits lists what people said of what covers what.
func (l *Ledger) CoverEdits(ctx context.Context) ([]ledger.CoverEdit, error) {
	var edits []ledger.CoverEdit
	err := each(ctx, l.read, `SELECT sku_id, covered_sku_id, is_covered FROM license_cover ORDER BY 1, 2`, nil, func(rows *sql.Rows) error {
		var e ledger.CoverEdit
		err := rows.Scan(&e.SkuID, &e.CoveredSkuID, &e.IsCovered)
		edits = append(edits, e)
		return err
	})
	return edits, classify("read what covers what", l.path, err)
}
