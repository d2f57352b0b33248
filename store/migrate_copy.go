package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	"licenseledger/store/schema"
)

// readCopy serves a file that is older and cannot be written, or may not be,
// from a private copy in this program's shape. The copy lies in the system's
// folder for temporary files and is removed by Close.
func (l *Ledger) readCopy(ctx context.Context, version int) error {
	folder, err := os.MkdirTemp("", "licenseledger-") // mode 0700
	if err != nil {
		return err
	}
	l.copyFolder = folder
	copied := filepath.Join(folder, filepath.Base(l.path))
	if err := l.copyTo(ctx, copied); err != nil {
		return err
	}
	if err := migrateCopy(ctx, copied, version); err != nil {
		return err
	}
	read, err := openPool(ctx, dsn(copied, "ro", "query_only(1)"), readers)
	if err != nil {
		return err
	}
	err = l.read.Close()
	l.read = read
	if version < schema.Version {
		l.migrated = Migration{From: version, To: schema.Version}
	}
	return err
}

// removeCopy removes the folder of a private copy, which holds files alone. They
// go one by one, in the way that every file system of Windows has: os.RemoveAll
// asks for one that not all have, and gives up.
func removeCopy(folder string) error {
	entries, err := os.ReadDir(folder)
	errs := []error{err}
	for _, entry := range entries {
		errs = append(errs, os.Remove(filepath.Join(folder, entry.Name())))
	}
	return errors.Join(append(errs, os.Remove(folder))...)
}

// migrateCopy needs no safety against a crash: the file itself is elsewhere.
func migrateCopy(ctx context.Context, path string, from int) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "rw", "journal_mode(memory)", "synchronous(off)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := migrateTo(ctx, tx, from); err != nil {
		return err
	}
	return tx.Commit()
}
