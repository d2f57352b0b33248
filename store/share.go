package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// Share writes a copy to give away, without what is named: a sound ledger of
// its own that opens like this one. What only concerns this file stays here:
// unfinished jobs, where changes are asked for, and the keys by which forgotten people are known again.
// Codes: invalid when the target exists, not_found when its folder does not,
// read_only, disk_full.
func (l *Ledger) Share(ctx context.Context, target string, without ledger.Without) error {
	const op = "share history file"
	if err := l.present(op); err != nil {
		return err
	}
	if err := checkCreate(target); err != nil {
		return err
	}
	part := target + ".partial"
	if err := removeFiles(part); err != nil {
		return classify(op, part, err)
	}
	err := l.copyTo(ctx, part)
	if err == nil {
		err = strip(ctx, op, part, without)
	}
	if err == nil {
		err = settle(part)
	}
	if err != nil {
		return errors.Join(classify(op, target, err), removeFiles(part))
	}
	return classify(op, target, rename(part, target))
}

// strip takes out of a copy what it must not have, and writes it anew.
func strip(ctx context.Context, op, path string, without ledger.Without) (err error) {
	copied, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	if migration, ok := copied.Migrated(); ok && migration.Backup != "" {
		if err := removeFiles(migration.Backup); err != nil { // of a copy
			return err
		}
	}
	err = copied.inLongWrite(ctx, op, func(tx *sql.Tx) error {
		s := stripper{tx: tx, zone: copied.zone}
		return s.run(ctx, without)
	})
	if err != nil {
		return err
	}
	return copied.rewriteFile(ctx, op)
}

// stripper takes things out of a copy in one transaction.
type stripper struct {
	tx   *sql.Tx
	zone *time.Location
}

func (s *stripper) run(ctx context.Context, without ledger.Without) error {
	// Conclusions may point at nothing until they are drawn anew at the end.
	if err := s.exec(ctx, `PRAGMA defer_foreign_keys = on`, `DELETE FROM job`, `DELETE FROM mark`, `DELETE FROM erased`, `DELETE FROM setting WHERE key IN ('`+settingErasureKeys+`', '`+settingForgetting+`', '`+settingSealKey+`', '`+settingPseudonymKey+`')`); err != nil {
		return err
	}
	if without.History {
		if err := s.dropHistory(ctx); err != nil {
			return fmt.Errorf("leave out older days: %w", err)
		}
	}
	if without.Activity {
		if err := s.dropUse(ctx); err != nil {
			return fmt.Errorf("leave out activity: %w", err)
		}
	}
	if without.Prices {
		if err := s.exec(ctx, `DELETE FROM price`); err != nil {
			return fmt.Errorf("leave out prices: %w", err)
		}
	}
	if _, err := dropStrayMonths(ctx, s.tx, s.zone); err != nil {
		return fmt.Errorf("leave out closed months: %w", err)
	}
	if without.Names {
		if err := s.dropNames(ctx); err != nil {
			return fmt.Errorf("leave out names: %w", err)
		}
	}
	if err := bumpEpoch(ctx, s.tx); err != nil {
		return err
	}
	if err := rebuild(ctx, s.tx); err != nil || !without.History && !without.Names {
		return err
	}
	// Of people who are not in the copy, the list of cost centers tells nothing either.
	return s.exec(ctx, `DELETE FROM cost_center_of WHERE NOT EXISTS (SELECT 1 FROM user_address a WHERE a.address = cost_center_of.address)`)
}

func (s *stripper) exec(ctx context.Context, statements ...string) error {
	for _, statement := range statements {
		if _, err := s.tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// dropNames puts numbers in the place of people, and takes out every text that
// somebody wrote.
func (s *stripper) dropNames(ctx context.Context) error {
	key := make([]byte, 32) // known to nobody when this is done
	if _, err := rand.Read(key); err != nil {
		return err
	}
	p := newPseudonyms(newErasureKey(key))
	if err := p.read(ctx, s.tx); err != nil {
		return err
	}
	if _, err := rewriteFacts(ctx, s.tx, personal, func(f ledger.Fact) (ledger.Fact, error) { return p.apply(f), nil }, nil); err != nil {
		return err
	}
	if err := p.rewriteCostCenters(ctx, s.tx); err != nil {
		return err
	}
	for _, column := range [][2]string{{"evidence", "user_id"}, {"activity_user", "user_id"}, {"free_keep", "user_id"}} {
		if err := p.rewriteIDs(ctx, s.tx, column[0], column[1]); err != nil {
			return err
		}
	}
	return s.exec(ctx, `DELETE FROM warning`, `DELETE FROM saved_view`, `UPDATE snapshot SET label = NULL`, `UPDATE free_keep SET note = NULL`,
		`UPDATE listing SET file_name = NULL, file_hash = NULL`,
		`DELETE FROM setting WHERE key NOT IN ('`+settingZone+`', '`+settingDerivedVersion+`', '`+settingGeneration+`', '`+settingEpoch+`')`)
}
