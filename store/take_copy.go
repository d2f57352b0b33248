package store

import (
	"context"
	"database/sql"
	"errors"
	"os"

	"licenseledger/store/ledger"
)

// takeCopy copies another ledger beside this one, in this program's shape, and
// opens the copy: the file itself is only read and stays as it is. remove
// closes the copy and deletes it. The other file is refused when it is this
// one, when it is not sound, or when it is of another tenant; when people were
// forgotten here, the copy forgets them too.
func (l *Ledger) takeCopy(ctx context.Context, op, from string) (copied *Ledger, remove func() error, err error) {
	if l.isFile(from) {
		return nil, nil, ledger.Errorf(ledger.CodeInvalid, op, "%s is this very history file. Choose another one.", from)
	}
	source, err := Open(ctx, from, Options{ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	part := l.path + ".copy.partial"
	err = errors.Join(removeFiles(part), source.copyTo(ctx, part))
	if err = errors.Join(err, source.Close()); err != nil {
		return nil, nil, errors.Join(classify(op, from, err), removeFiles(part))
	}
	copied, err = Open(ctx, part, Options{AppVersion: l.appVersion})
	if err != nil {
		return nil, nil, errors.Join(err, removeFiles(part))
	}
	remove = func() error { return errors.Join(copied.Close(), removeFiles(part)) }
	if migration, ok := copied.Migrated(); ok && migration.Backup != "" {
		err = removeFiles(migration.Backup) // of a copy
	}
	if err == nil {
		err = l.examineCopy(ctx, op, from, copied)
	}
	if err != nil {
		return nil, nil, errors.Join(classify(op, from, err), remove())
	}
	return copied, remove, nil
}

// isFile tells whether a path leads to this very ledger.
func (l *Ledger) isFile(path string) bool {
	theirs, err := os.Stat(path)
	if err != nil {
		return false
	}
	ours, err := os.Stat(l.path)
	return err == nil && os.SameFile(ours, theirs)
}

func (l *Ledger) examineCopy(ctx context.Context, op, from string, copied *Ledger) error {
	findings, err := copied.Check(ctx)
	if err != nil {
		return err
	}
	for _, f := range findings {
		if f.Check != "erased" { // finished below
			return ledger.Errorf(ledger.CodeNotALedger, op, "%s is not sound (%s: %s). Nothing was changed; choose another backup of it.", from, f.Check, f.Text)
		}
	}
	if err := l.sameTenant(ctx, op, from, copied); err != nil {
		return err
	}
	ours, err := readForgotten(ctx, l.read)
	if err != nil {
		return err
	}
	return copied.inWrite(ctx, op, func(tx *sql.Tx) error {
		_, err := copied.addErasures(ctx, tx, ours)
		return err
	})
}
