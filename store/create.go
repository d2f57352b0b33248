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

// Create makes a new ledger file, for its owner alone. Codes: invalid when the file
// exists, read_only when the folder cannot be written, not_found when there is
// no such folder.
func Create(ctx context.Context, path string, o Options) (*Ledger, error) {
	if err := checkCreate(path); err != nil {
		return nil, err
	}
	zone := o.Zone
	if zone == nil {
		zone = time.UTC
	}
	// SQLite would make one that others can read.
	if err := createAlone(path); errors.Is(err, fs.ErrExist) {
		return nil, alreadyThere(path) // by now
	} else if err != nil {
		return nil, classify("create history file", path, err)
	}
	if err := createFile(ctx, path, zone); err != nil {
		return nil, errors.Join(classify("create history file", path, err), removeFiles(path))
	}
	o.ReadOnly = false
	return Open(ctx, path, o)
}

func checkCreate(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return alreadyThere(path)
	}
	folder := filepath.Dir(path)
	info, err := os.Stat(folder)
	if errors.Is(err, fs.ErrNotExist) || (err == nil && !info.IsDir()) {
		return ledger.Errorf(ledger.CodeNotFound, "create history file",
			"The folder %s does not exist. Create it or choose another.", folder)
	}
	if err != nil {
		return classify("create history file", path, err)
	}
	return nil
}

func alreadyThere(path string) error {
	return ledger.Errorf(ledger.CodeInvalid, "create history file", "%s already exists. Choose another name, or open it as it is.", path)
}

// filePages is how large the pages of a new file are: a first listing is written in half as
// many pieces as with SQLite's 4 KiB, and a small change costs no more (decision 41). A file
// keeps the size that it was made with.
const filePages = "page_size(8192)"

func createFile(ctx context.Context, path string, zone *time.Location) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "rw", filePages, "journal_mode(delete)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	return createSchema(ctx, db, zone)
}

func createSchema(ctx context.Context, db *sql.DB, zone *time.Location) error {
	content, err := schema.Content()
	if err != nil {
		return err
	}
	derived, err := schema.Derived()
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, statement := range []string{content, derived,
		fmt.Sprintf(`PRAGMA application_id = %d`, schema.ApplicationID),
		fmt.Sprintf(`PRAGMA user_version = %d`, schema.Version)} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("create schema: %w", err)
		}
	}
	for _, source := range ledger.Sources() {
		if _, err := tx.ExecContext(ctx, `INSERT INTO source (name) VALUES (?)`, source.Name); err != nil {
			return fmt.Errorf("create sources: %w", err)
		}
	}
	for key, value := range map[string]any{
		settingZone: zone.String(), settingDerivedVersion: schema.DerivedVersion, settingGeneration: 0,
	} {
		if err := putSetting(ctx, tx, key, value); err != nil {
			return err
		}
	}
	return tx.Commit()
}
