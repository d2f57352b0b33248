package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"

	sqlite3 "modernc.org/sqlite/lib"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
)

// header is what a file says of itself before it is opened.
type header struct {
	id      int
	version int // of its content
	// logged: it has a write-ahead log or a journal. The last to close leaves
	// neither, so it is open somewhere, or its last writer was killed.
	logged bool
	// foreign is what a schema has that this program never makes, and that runs by
	// itself when a table is read or written: a trigger, a view or a virtual table.
	foreign string
	// odd is what else is not as this program makes it, in a file of its version.
	odd string
}

// sniff looks at a file through SQLite only, without writing: opening and
// closing it in another way would drop the locks of this process. Codes:
// not_found, not_a_ledger, schema_too_new.
func sniff(ctx context.Context, path string) (header, error) {
	const op = "open history file"
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return header{}, ledger.Errorf(ledger.CodeNotFound, op, "There is no file %s. Check the name.", path)
	}
	unreadable := ledger.Errorf(ledger.CodeReadOnly, op, "%s cannot be read. Check who may read it, or ask its owner for a copy.", path)
	if errors.Is(err, fs.ErrPermission) {
		unreadable.Err = err
		return header{}, unreadable
	}
	if err != nil {
		return header{}, classify(op, path, err)
	}
	notALedger := ledger.Errorf(ledger.CodeNotALedger, op,
		"%s is not a License Ledger history file. To read a downloaded list, import it into one.", path)
	if info.IsDir() || info.Size() == 0 {
		return header{}, notALedger
	}
	h, err := readHeader(ctx, dsn(path, "ro", "query_only(1)"))
	if err != nil && isReadOnly(err) {
		h, err = readHeader(ctx, still(dsn(path, "ro", "query_only(1)"), path))
	}
	if err != nil && isFull(err) {
		h, err = readHeader(ctx, guarding(path))
	}
	switch {
	case primary(err) == sqlite3.SQLITE_NOTADB || (err == nil && (h.id != schema.ApplicationID || h.version < 1)):
		return header{}, notALedger
	case err != nil && isReadOnly(err):
		unreadable.Err = err
		return header{}, unreadable
	case err != nil:
		return header{}, classify(op, path, err)
	case h.foreign != "":
		return header{}, ledger.Errorf(ledger.CodeNotALedger, op,
			"%s looks like a history file, but somebody put a %s into it, which License Ledger never makes and which could act by itself. It was not opened. Restore a backup, or ask whoever gave you the file.", path, h.foreign)
	case h.odd != "":
		return header{}, strange(path, h.odd)
	case h.version > schema.Version:
		return header{}, ledger.Errorf(ledger.CodeSchemaTooNew, op,
			"%s was written by a newer version of License Ledger (file version %d, this program reads up to %d). Install the newer version to open it.",
			path, h.version, schema.Version)
	}
	if _, err := os.Lstat(path + "-journal"); err == nil {
		h.logged = true
	}
	return h, nil
}

// strange refuses a file whose schema is not ours.
func strange(path, odd string) error {
	return ledger.Errorf(ledger.CodeNotALedger, "open history file",
		"%s looks like a history file, but its %s is missing or is not as License Ledger makes it: it was changed by another program, or is damaged. It was not opened. Restore a backup, or ask whoever gave you the file.", path, odd)
}

func readHeader(ctx context.Context, dsn string) (h header, err error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return header{}, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)`).
		Scan(&h.id, &h.version); err != nil {
		return header{}, err
	}
	err = db.QueryRowContext(ctx, `SELECT coalesce((SELECT CASE WHEN type = 'table' THEN 'virtual table' ELSE type END
		FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR type = 'table' AND rootpage = 0 LIMIT 1), '')`).Scan(&h.foreign)
	if err != nil {
		return header{}, err
	}
	if h.id == schema.ApplicationID && h.version == schema.Version && h.foreign == "" {
		if h.odd, err = oddShape(ctx, db); err != nil {
			return header{}, err
		}
	}
	var mode string
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode`).Scan(&mode)
	h.logged = mode == "wal"
	return h, err
}
