package store

import (
	"context"
	"database/sql"
	"fmt"

	"licenseledger/store/ledger"
)

// eraseArrived looks again at what a publication brought. Pages were compared
// with the forgotten people when they were staged; since then, or with this
// very publication, an account of one of them may have told another address.
func (l *Ledger) eraseArrived(ctx context.Context, tx *sql.Tx, changed *changes) error {
	var any bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM erased)`).Scan(&any); err != nil || !any {
		return err
	}
	if !changed.newReportFacts.any && !changed.newUseFacts.any {
		var learned bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM user_address a WHERE a.address BETWEEN 'erased-' AND 'erased.' AND ?2 AND a.fact_id > ?1
				AND NOT EXISTS (SELECT 1 FROM user_address b WHERE b.address = a.address AND b.fact_id <= ?1))
			OR EXISTS (SELECT 1 FROM deleted_user d, json_each(json_array(d.mail, d.user_principal_name)) x WHERE x.value BETWEEN 'erased-' AND 'erased.'
				AND NOT EXISTS (SELECT 1 FROM user_address a WHERE a.address = x.value))`,
			changed.newUserFacts.after, changed.newUserFacts.any).Scan(&learned); err != nil || !learned {
			return err
		}
		_, err := l.eraseAll(ctx, tx)
		return err
	}
	e, err := l.loadErasures(ctx, tx)
	if err != nil || e == nil {
		return err
	}
	kind, arrived := ledger.KindReportRow, changed.newReportFacts
	if changed.newUseFacts.any {
		kind, arrived = ledger.KindLicenseUse, changed.newUseFacts
		if learned, err := learnedFromUse(ctx, tx, arrived.after); err != nil || learned {
			if err == nil {
				_, err = l.eraseAll(ctx, tx)
			}
			return err
		}
	}
	facts, _, err := changedFacts(ctx, tx, kind, arrived.after, 1<<30, e.apply)
	if err != nil || len(facts) == 0 {
		return err
	}
	if _, err := l.eraseAll(ctx, tx); err != nil {
		return fmt.Errorf("erase lines: %w", err)
	}
	return nil
}

// learnedFromUse tells whether lines of a license download that are newer than
// after tell an address of a forgotten account that was not known before.
func learnedFromUse(ctx context.Context, tx *sql.Tx, after int64) (learned bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM license_use f WHERE f.fact_id > ?1 AND f.user_id IS NOT NULL
		AND f.email_address BETWEEN 'erased-' AND 'erased.'
		AND NOT EXISTS (SELECT 1 FROM license_use g WHERE g.email_address = f.email_address COLLATE NOCASE AND g.user_id IS NOT NULL AND g.fact_id <= ?1)
		AND NOT EXISTS (SELECT 1 FROM user_address a WHERE a.address = f.email_address))`, after).Scan(&learned)
	return learned, err
}
