package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"licenseledger/store/ledger"
)

// patience is how long a statement waits for another program, in milliseconds.
const patience = 5000

// longestValue bounds a text or a block of bytes, so that a file which somebody sent
// cannot fill the memory with one. Ours are pieces of 1 MiB at most, but for the settings.
// https://www.sqlite.org/limits.html
const longestValue = 64 << 20

// dsn names a file with the pragmas of every connection to it. SQLite defends itself
// from what is in it, as https://www.sqlite.org/security.html asks for files of others. A pragma sent
// by a statement would reach one connection of a pool only. busy_timeout
// stands first, so that the others already wait.
func dsn(path, mode string, pragmas ...string) string {
	return dsnWaiting(patience, path, mode, pragmas...)
}

// dsnWaiting is dsn with another patience.
func dsnWaiting(milliseconds int, path, mode string, pragmas ...string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... as file:///C:/...
	}
	lock := "immediate"
	if mode == "ro" {
		lock = "deferred" // a transaction that only reads must not ask for the write lock
	}
	values := url.Values{"mode": {mode}, "_txlock": {lock}, "_defensive": {"1"}, "_dqs": {"0"}}
	always := []string{fmt.Sprintf("busy_timeout(%d)", milliseconds), "foreign_keys(1)", "secure_delete(1)", "trusted_schema(0)", "cell_size_check(1)", "temp_store(memory)"}
	for _, pragma := range append(always, pragmas...) {
		values.Add("_pragma", pragma)
	}
	return "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + values.Encode()
}

// still adds to the dsn of a file that it lies where nothing can be written, not even
// the index that readers of a log share. Nobody writes it, so no lock is taken, and each
// connection has an index of its own in memory. Without a log SQLite needs to be
// told so; with one it must not be told, since it would read the file alone and
// miss what a program that was killed had kept.
func still(dsn, path string) string {
	if log, err := os.Stat(path + "-wal"); err != nil || log.Size() == 0 {
		return dsn + "&immutable=1"
	}
	return dsn + "&_pragma=locking_mode%28exclusive%29&vfs=" + unlocked
}

// guarding names a file that this program alone opens, without an index of its log
// beside it: for a disk that has no room for one.
func guarding(path string) string { return dsn(path, "rw", "locking_mode(exclusive)") }

// primary gives SQLite's primary result code, or 0 for other errors.
func primary(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func isReadOnly(err error) bool {
	switch primary(err) {
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return true
	}
	return false
}

func isBusy(err error) bool {
	switch primary(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL: // the last of locks of the index beside the file
		return true
	}
	return false
}

// isFull is about room for the file, and for what SQLite and this program put beside it.
func isFull(err error) bool {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()&0xff == sqlite3.SQLITE_FULL || e.Code() == sqlite3.SQLITE_IOERR_SHMSIZE
	}
	return isNoRoom(err)
}

func isNotADatabase(err error) bool {
	switch primary(err) {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return true
	}
	return false
}

// foreignValue is a value where this program never writes one of its kind.
type foreignValue string

func (v foreignValue) Error() string { return "a value that is not ours in " + string(v) }

// isForeign tells errors that come from what a file holds: a value of another kind than
// its column says, a row that others need and that is not there, one that breaks a rule
// of the schema, a text that is no setting, view or time. This program writes none of them.
func isForeign(err error) bool {
	var value foreignValue
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var instant *time.ParseError
	return errors.As(err, &value) || errors.As(err, &syntax) || errors.As(err, &kind) || errors.As(err, &instant) || errors.Is(err, sql.ErrNoRows) || primary(err) == sqlite3.SQLITE_CONSTRAINT ||
		primary(err) == sqlite3.SQLITE_ERROR && strings.Contains(err.Error(), "integer overflow") || // a sum of what is too large
		strings.Contains(err.Error(), scanError)
}

// scanError begins what database/sql says of a value that does not fit; it has no type for it.
const scanError = "sql: Scan error on column"

// withoutValue is an error of a foreign value that does not repeat it: errors are logged,
// and the value may be somebody's name, or very long.
func withoutValue(err error) error {
	var instant *time.ParseError
	if errors.As(err, &instant) {
		return foreignValue("a time")
	}
	if _, of, ok := strings.Cut(err.Error(), scanError); ok {
		of, _, _ = strings.Cut(of, ": ")
		return foreignValue("column" + of)
	}
	return err
}

// classify turns what SQLite and the file system say into a ledger.Error, once,
// where it enters.
func classify(op, path string, err error) error {
	var known *ledger.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	wrap := func(code ledger.Code, format string, args ...any) error {
		return ledger.Errorf(code, op, format, args...).Because(err)
	}
	switch {
	case errors.Is(err, context.Canceled), primary(err) == sqlite3.SQLITE_INTERRUPT:
		return wrap(ledger.CodeCanceled, "Stopped on request. Nothing is half done.")
	case isFull(err):
		return wrap(ledger.CodeDiskFull, "The disk is full. Make room and try again; nothing was lost.")
	case primary(err) == sqlite3.SQLITE_IOERR && isGone(path): // what was begun on a full disk is gone, too
		return lost(op, path, err)
	case isNameTooLong(err):
		return wrap(ledger.CodeInvalid, "The name %s is longer than a file may have here. Choose a shorter one, or a folder that is not as deep.", shortened(path))
	case isReadOnly(err), isReadOnlyPlace(err), errors.Is(err, fs.ErrPermission):
		return wrap(ledger.CodeReadOnly, "%s cannot be written. Check the rights on its folder, or copy it to a folder of yours.", path)
	case isBusy(err):
		return wrap(ledger.CodeBusy, "Another program is writing to %s. Try again when it is done.", path)
	case primary(err) == sqlite3.SQLITE_TOOBIG:
		return wrap(ledger.CodeNotALedger, "%s holds a value larger than License Ledger ever writes: it is damaged, or was changed by another program. Restore a backup of it.", path)
	case isForeign(err):
		err = withoutValue(err)
		return wrap(ledger.CodeNotALedger, "%s holds what License Ledger never writes: it is damaged, or was changed by another program. Run check on it, and restore a backup. If check finds nothing, report this.", path)
	case primary(err) == sqlite3.SQLITE_IOERR:
		return failing(op, path, err)
	case isNotADatabase(err):
		return wrap(ledger.CodeNotALedger, "%s is damaged or not a history file. Restore a backup of it.", path)
	}
	return wrap(ledger.CodeInternal, "The history file could not be used, for a reason that License Ledger does not know. Run check on it; if that finds nothing, report this.")
}

// failing is of a disk that does not do what it is asked.
func failing(op, path string, cause error) error {
	return ledger.Errorf(ledger.CodeReadOnly, op,
		"The disk did not write or read %s as it should: it is failing, was disconnected, or has a limit of its own, as one formatted as FAT32 takes no file of 4 GB. "+
			"What was kept before is not lost. Check the disk, or copy the file to another one.", path).Because(cause)
}

// shortened is a path as a sentence can have it.
func shortened(path string) string {
	const most = 60
	letters := []rune(path)
	if len(letters) <= 2*most {
		return path
	}
	return string(letters[:most]) + "…" + string(letters[len(letters)-most:])
}

type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// each runs a query and hands every row to scan.
func each(ctx context.Context, q querier, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	return eachOf(rows, scan)
}

// eachOf hands on rows, and closes them.
func eachOf(rows *sql.Rows, scan func(*sql.Rows) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// execer is a pool or a connection.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// cachingMore lets a connection keep many more pages of its databases in memory
// until back is called: work that goes through all facts, and finds each by its
// hash, would read most pages many times over.
func cachingMore(ctx context.Context, conn execer, databases ...string) (back func() error, err error) {
	return caching(ctx, conn, 64<<10, databases...)
}

// caching is cachingMore with so many KiB.
func caching(ctx context.Context, conn execer, most int, databases ...string) (back func() error, err error) {
	set := func(ctx context.Context, kib int) (err error) {
		for _, name := range databases {
			_, one := conn.ExecContext(ctx, fmt.Sprintf(`PRAGMA %s.cache_size = -%d`, name, kib))
			err = errors.Join(err, one)
		}
		return err
	}
	const usual = 2000 // KiB; https://www.sqlite.org/pragma.html#pragma_cache_size
	return func() error {
		ctx := context.WithoutCancel(ctx)
		_, shrunk := conn.ExecContext(ctx, `PRAGMA shrink_memory`)
		return errors.Join(set(ctx, usual), shrunk)
	}, set(ctx, most)
}

// inLongWrite is inWrite for work that goes through all facts.
func (l *Ledger) inLongWrite(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	if l.write != nil {
		back, err := cachingMore(ctx, l.write, "main")
		if err != nil {
			return classify(op, l.path, err)
		}
		defer back() // to keep more than usual does no harm
	}
	return l.inWrite(ctx, op, f)
}

// inWrite runs f in one write transaction.
func (l *Ledger) inWrite(ctx context.Context, op string, f func(tx *sql.Tx) error) error {
	if l.write == nil {
		return ledger.Errorf(ledger.CodeReadOnly, op,
			"%s is open for reading only. Copy it to a folder that can be written.", l.path)
	}
	if err := l.present(op); err != nil {
		return err
	}
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return classify(op, l.path, err)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return classify(op, l.path, err)
	}
	return classify(op, l.path, tx.Commit())
}
