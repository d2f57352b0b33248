package store

import (
	"context"
	"database/sql"
	"errors"

	sqlite3 "modernc.org/sqlite/lib"

	"licenseledger/store/ledger"
)

// Backup writes a copy of the ledger as it is now to a new file, also while it
// is open and being written. The copy is made beside its target, verified, made
// safe against power loss and then renamed, so that a file with the target's
// name is always a whole ledger. Codes: invalid when the target exists,
// read_only, disk_full, not_found when its folder does not exist.
func (l *Ledger) Backup(ctx context.Context, target string) error {
	const op = "back up history file"
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
	if err := l.copyTo(ctx, part); err != nil {
		return errors.Join(notCopied(op, target, err), removeFiles(part))
	}
	if err := settle(part); err != nil {
		return errors.Join(classify(op, target, err), removeFiles(part))
	}
	return classify(op, target, rename(part, target))
}

// notCopied tells why there is no copy. Its target was never there, and so is not lost.
func notCopied(op, target string, err error) error {
	if primary(err) == sqlite3.SQLITE_IOERR && !isFull(err) && !isReadOnly(err) {
		return failing(op, target, err)
	}
	return classify(op, target, err)
}

// copyTo copies through SQLite: a copy of the bytes would lack what stands in
// the write-ahead log only.
func (l *Ledger) copyTo(ctx context.Context, path string) (err error) {
	name := dsn(l.path, "ro")
	if l.isStill {
		name = still(name, l.path)
	}
	from, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if err := createAlone(path); err != nil {
		return err
	}
	if _, err := from.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return err
	}
	copied, err := sql.Open("sqlite", dsn(path, "ro", "query_only(1)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, copied.Close()) }()
	var sound string
	if err := copied.QueryRowContext(ctx, `SELECT quick_check FROM pragma_quick_check`).Scan(&sound); err != nil {
		return err
	}
	if sound != "ok" {
		return ledger.Errorf(ledger.CodeNotALedger, "back up history file",
			"%s is damaged, and so would its copy be: %s. Keep the file, and go on with an older backup.", l.path, sound)
	}
	return nil
}
