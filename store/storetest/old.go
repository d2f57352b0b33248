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
