package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"modernc.org/sqlite"

	"licenseledger/store/ledger"
)

// Restore puts what a backup has in the place of what the file has, also while
// the file is open, here and in other programs: they see the one or the other,
// never a mixture, and their views become stale. The present content is kept
// beside the file, under the name that is told. People who were forgotten since
// the backup was made stay forgotten, and what was chosen not to keep is not
// kept. Codes: not_found, not_a_ledger for a
// backup that is not sound, invalid for one of another tenant, busy, disk_full,
// read_only; then nothing was changed.
func (l *Ledger) Restore(ctx context.Context, backup string) (kept string, err error) {
	const op = "restore backup"
	err = l.exclusive(ctx, op, func(ctx context.Context) error {
		if err := l.hasRoomToRewrite(ctx, op); err != nil {
			return err
		}
		copied, remove, err := l.takeCopy(ctx, op, backup)
		if err != nil {
			return err
		}
		kept, err = l.restoreFrom(ctx, copied)
		return errors.Join(classify(op, l.path, err), remove())
	})
	return kept, err
}

func (l *Ledger) restoreFrom(ctx context.Context, copied *Ledger) (kept string, err error) {
	if err := l.keepChoices(ctx, copied); err != nil {
		return "", err
	}
	if err := l.goOnFrom(ctx, copied); err != nil {
		return "", err
	}
	if err := copied.rewriteFile(ctx, "restore backup"); err != nil {
		return "", err
	}
	if kept, err = freeName(fmt.Sprintf("%s.before-restore-%s", l.path, time.Now().UTC().Format(time.DateOnly)), ".backup"); err != nil {
		return "", err
	}
	if err := l.Backup(ctx, kept); err != nil {
		return "", err
	}
	if err := l.dropStagings(); err != nil { // they build on listings that may be gone
		return kept, err
	}
	return kept, l.takePages(ctx, copied.path)
}

// keepChoices makes the copy keep no more of people than this ledger does: a
// backup is from before that was chosen.
func (l *Ledger) keepChoices(ctx context.Context, copied *Ledger) error {
	ours, err := l.ActivityLevel(ctx)
	if err != nil {
		return err
	}
	theirs, err := copied.ActivityLevel(ctx)
	if err != nil {
		return err
	}
	if levels := ledger.ActivityLevels(); slices.Index(levels, ours) > slices.Index(levels, theirs) {
		if err := copied.SetActivityLevel(ctx, ours); err != nil {
			return err
		}
	}
	names, err := l.LeaverNames(ctx)
	if err != nil || !names.Chosen {
		return err
	}
	return copied.SetLeaverNames(ctx, names.Months)
}

// goOnFrom lets the copy count on where this ledger is, so that no view or
// image of the present content is taken for one of the restored, and people keep
// their pseudonyms.
func (l *Ledger) goOnFrom(ctx context.Context, copied *Ledger) error {
	return copied.inWrite(ctx, "restore backup", func(tx *sql.Tx) error {
		for key, read := range map[string]func(context.Context, querier) (int64, error){settingGeneration: generation, settingEpoch: epoch} {
			ours, err := read(ctx, l.read)
			if err != nil {
				return err
			}
			theirs, err := read(ctx, tx)
			if err != nil {
				return err
			}
			if err := putSetting(ctx, tx, key, max(ours, theirs)+1); err != nil {
				return err
			}
		}
		var pseudonyms []byte
		if has, err := l.Setting(ctx, settingPseudonymKey, &pseudonyms); err != nil {
			return err
		} else if has {
			if err := putSetting(ctx, tx, settingPseudonymKey, pseudonyms); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, settingForgetting) // the copy is written anew below
		return err
	})
}

// restorer is what SQLite's backup interface looks like on a connection.
type restorer interface {
	NewRestore(from string) (*sqlite.Backup, error)
}

// takePages overwrites every page of the file with those of another, in one
// transaction of SQLite's own: renaming a file over one that is open would
// leave the others with a file that is gone.
func (l *Ledger) takePages(ctx context.Context, from string) (err error) {
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = conn.Raw(func(driver any) error {
		target, ok := driver.(restorer)
		if !ok {
			return fmt.Errorf("%T cannot restore", driver)
		}
		pages, err := target.NewRestore(dsn(from, "ro"))
		if err != nil {
			return err
		}
		for more := true; more && err == nil; {
			more, err = pages.Step(-1)
		}
		return errors.Join(err, pages.Finish())
	})
	if err != nil {
		return err
	}
	// What the file had before would stay in the log until the next turn of it.
	_, err = conn.ExecContext(ctx, `PRAGMA wal_checkpoint(truncate)`)
	return err
}
