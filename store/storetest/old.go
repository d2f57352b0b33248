package storetest

import (
	"database/sql"
	"errors"
)

// Load runs statements on the file at path behind the store's back, which is
// how tests come by ledgers that this program would not write: of an older
// version, or broken.
func Load(path, statements string) error {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1) // the statements may be a transaction
	_, err = db.Exec(statements)
	return errors.Join(err, db.Close())
}

// Occupy locks the file at path as another program does that writes it anew, until
// release is called.
func Occupy(path string) (release func() error, err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(`PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE`); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db.Close, nil
}
