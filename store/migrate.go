package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
)

// Migration says what opening did to a file of an older version.
type Migration struct {
	From, To int    // versions of its content
	Backup   string // where the file lies as it was; "" when it was only read and so not changed
}

// Migrated tells whether this opening brought an older file up to date.
func (l *Ledger) Migrated() (m Migration, ok bool) { return l.migrated, l.migrated.To != 0 }

// bringUpToDate makes what is read have this program's shape. version is that
// of the content when the file was looked at.
func (l *Ledger) bringUpToDate(ctx context.Context, version int) error {
	var derived int
	if _, err := setting(ctx, l.read, settingDerivedVersion, &derived); err != nil {
		return err
	}
	switch {
	case version == schema.Version && derived == schema.DerivedVersion:
		return nil
	case l.write == nil:
		return l.readCopy(ctx, version)
	case version < schema.Version:
		return l.exclusive(ctx, "bring history file up to date", l.migrate)
	}
	return l.Rebuild(ctx)
}

// migrate brings the content to this program's version: a copy of the file
// first, then every step in one transaction. A kill leaves the old file or the
// new one; the next opening goes on.
func (l *Ledger) migrate(ctx context.Context) error {
	var from int
	// Another program may have been faster.
	if err := l.write.QueryRowContext(ctx, `SELECT user_version FROM pragma_user_version`).Scan(&from); err != nil || from == schema.Version {
		return err
	}
	backup, err := l.backupBefore(ctx, from)
	if err != nil {
		return err
	}
	// What an older program staged has the shape of its tables. It is read again.
	if err := l.dropStagings(); err != nil {
		return errors.Join(err, os.Remove(backup))
	}
	err = l.inLongWrite(ctx, "bring history file up to date", func(tx *sql.Tx) error { return migrateTo(ctx, tx, from) })
	if err != nil {
		return errors.Join(err, os.Remove(backup)) // nothing was changed, so the file itself is the copy
	}
	l.migrated = Migration{From: from, To: schema.Version, Backup: backup}
	return nil
}

// migrateTo takes the steps from a version to this program's, draws the
// conclusions anew, and refuses the whole if a row then points at nothing.
func migrateTo(ctx context.Context, tx *sql.Tx, from int) error {
	steps, err := schema.Migrations()
	if err != nil {
		return err
	}
	for _, step := range steps[from-1:] {
		if _, err := tx.ExecContext(ctx, step.SQL); err != nil {
			return fmt.Errorf("migrate to version %d: %w", step.Version, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, schema.Version)); err != nil {
		return err
	}
	if err := bumpEpoch(ctx, tx); err != nil {
		return err
	}
	if err := rebuild(ctx, tx); err != nil {
		return fmt.Errorf("rebuild conclusions: %w", err)
	}
	var table string
	err = tx.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if err != nil {
		return migratedShape(ctx, tx)
	}
	return ledger.Errorf(ledger.CodeNotALedger, "bring history file up to date",
		"The history file was made by an older version, and rows of its table %s point at nothing, so it was not brought up to date. Nothing was changed. Run check with the older version, or restore a backup.", table)
}

// migratedShape refuses what another program added to an older file, or took from it.
func migratedShape(ctx context.Context, tx *sql.Tx) error {
	odd, err := oddShape(ctx, tx)
	if err != nil || odd == "" {
		return err
	}
	return ledger.Errorf(ledger.CodeNotALedger, "bring history file up to date",
		"The history file was made by an older version, and its %s is missing or is not as License Ledger makes it, so it was not brought up to date. Nothing was changed. Restore a backup, or ask whoever gave you the file.", odd)
}

// backupBefore copies the file as it is, under a name that says which version
// it has and when it was made.
func (l *Ledger) backupBefore(ctx context.Context, version int) (string, error) {
	target, err := freeName(fmt.Sprintf("%s.v%d-%s", l.path, version, time.Now().UTC().Format(time.DateOnly)), ".backup")
	if err != nil {
		return "", err
	}
	err = l.Backup(ctx, target)
	var why *ledger.Error
	if errors.As(err, &why) {
		return "", &ledger.Error{Code: why.Code, Op: "bring history file up to date", Err: err, Message: fmt.Sprintf(
			"%s was made by an older version. Before it is brought up to date a copy of it is kept beside it, and that could not be made; nothing was changed. %s",
			filepath.Base(l.path), why.Message)}
	}
	return target, err
}

// freeName gives stem+suffix, or with the first number that no file has: the
// copy of another file of the same day is never overwritten.
func freeName(stem, suffix string) (string, error) {
	for n := 1; ; n++ {
		name := stem + suffix
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, suffix)
		}
		switch _, err := os.Lstat(name); {
		case errors.Is(err, fs.ErrNotExist):
			return name, nil
		case err != nil:
			return "", err
		}
	}
}

func (l *Ledger) dropStagings() error {
	var errs []error
	for _, source := range ledger.Sources() {
		errs = append(errs, removeFiles(l.path+"."+source.Name+stagingSuffix), removeFiles(l.changesPath(source)), removeFiles(l.oncePath(source)), l.dropHeld(source))
	}
	return errors.Join(errs...)
}
