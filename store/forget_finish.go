package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// mustRewrite remembers that the file is to be written anew, and takes away what
// copies outside of it can be read by.
func mustRewrite(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, settingSealKey); err != nil {
		return err
	}
	return putSetting(ctx, tx, settingForgetting, true)
}

// finishForgetting overwrites what the file held before. Until that is done the
// ledger remembers that it is not.
func (l *Ledger) finishForgetting(ctx context.Context) error {
	const op = "forget person"
	if err := l.rewriteFile(ctx, op); err != nil {
		return classify(op, l.path, err)
	}
	err := l.inWrite(ctx, op, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM setting WHERE key = ?`, settingForgetting)
		return err
	})
	return classify(op, l.path, err)
}

// unfinishedErasure finds a forgetting whose last step is missing.
func (c *checker) unfinishedErasure(ctx context.Context) error {
	var unfinished bool
	if _, err := setting(ctx, c.q, settingForgetting, &unfinished); err != nil || !unfinished {
		return err
	}
	c.find("erased", "a person was forgotten, and the file was not yet written anew; forget that person again")
	return nil
}

// removeUnfinished throws away what may name the person and is not finished:
// pages of listings that were not read to their end, which are read again,
// listings that wait and do, and copies that a kill left, with their side files.
func (l *Ledger) removeUnfinished(ctx context.Context) error {
	errs := []error{l.forgetHeld(ctx)}
	for _, name := range l.beside(func(rest string) bool {
		return strings.Contains(rest, ".staging") && !strings.HasSuffix(rest, heldSuffix) || strings.Contains(rest, ".partial")
	}) {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return classify("remove staging", l.path, errors.Join(errs...))
}

// beside gives the files in the ledger's folder whose names begin with its own
// and go on as wanted.
func (l *Ledger) beside(wanted func(rest string) bool) []string {
	folder, base := filepath.Split(l.path)
	entries, err := os.ReadDir(filepath.Clean(folder + "."))
	if err != nil {
		return nil // a folder that can be passed and not listed
	}
	var found []string
	for _, entry := range entries {
		if rest, ok := strings.CutPrefix(entry.Name(), base+"."); ok && wanted("."+rest) && entry.Type().IsRegular() {
			found = append(found, folder+entry.Name())
		}
	}
	return found
}

// forgetBackups lists the copies that the program made beside the file, and
// deletes them when that was asked for.
func (l *Ledger) forgetBackups(remove bool, done *ledger.Forgotten) error {
	for _, name := range l.beside(isBackup) {
		if !remove {
			done.Backups = append(done.Backups, name)
			continue
		}
		if err := removeFiles(name); err != nil {
			return classify("delete backup", name, err)
		}
		done.Deleted = append(done.Deleted, name)
	}
	return nil
}

// isBackup tells whether the rest of a file's name is that of a copy that the
// program made, before a migration or a restore.
func isBackup(rest string) bool { return strings.HasSuffix(rest, ".backup") }
