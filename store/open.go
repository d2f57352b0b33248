package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"licenseledger/store/ledger"
)

// Options tell how to create or open a ledger.
type Options struct {
	ReadOnly   bool           // open for reading only; a place that cannot be written opens so by itself
	Zone       *time.Location // of bare dates; kept at creation (default UTC)
	AppVersion string         // written into runs
}

// Ledger is an open ledger file. It is safe for use by several goroutines.
type Ledger struct {
	path       string
	copyFolder string // of the private copy that is read in place of an older file; "" for none
	readOnly   bool
	isStill    bool // nothing can be written beside it either, see still
	appVersion string
	zone       *time.Location
	migrated   Migration // zero when the file had this program's version
	write      *sql.DB   // one connection; nil when read-only
	read       *sql.DB
	guard      *sql.DB     // keeps others away while the file is read without room; nil otherwise
	file       os.FileInfo // of the file as it was opened

	mu      sync.Mutex             // guards the three below
	runLock *fileLock              // held between BeginRun and EndRun
	first   map[string]*firstImage // by source, between publication and EndRun
	past    historyCache
	folding sync.WaitGroup // of checkpointLater

	holdAbove int64 // see ledger.HoldAbove
}

// Open opens a ledger file. One of an older version is brought up to date, with
// a copy of it kept beside it (see Migrated); where it may not be written it is
// read from a private copy. One that was not closed cleanly is verified first, and
// one beside the log of another is refused.
// Codes: not_found, not_a_ledger (also for a damaged one), schema_too_new,
// busy, read_only, disk_full.
func Open(ctx context.Context, path string, o Options) (*Ledger, error) {
	if err := refuseLogOfAnother(ctx, path); err != nil {
		return nil, err
	}
	found, err := sniff(ctx, path)
	if err != nil {
		return nil, err
	}
	if found.logged && !o.ReadOnly {
		if err := checkAfterCrash(ctx, path); err != nil {
			return nil, err
		}
	}
	l := &Ledger{path: path, readOnly: o.ReadOnly, appVersion: o.AppVersion, holdAbove: ledger.HoldAbove}
	for _, step := range []func(context.Context) error{
		l.connect,
		func(ctx context.Context) error { return l.bringUpToDate(ctx, found.version) },
		l.readZone,
	} {
		if err := step(ctx); err != nil {
			return nil, errors.Join(classify("open history file", path, err), l.Close())
		}
	}
	l.remember()
	if !l.readOnly {
		l.dropLeftovers(ctx)
	}
	return l, nil
}

const readers = 4 // connections that read

// connect opens the pools: writing first, since only it can recover a file
// that was not closed cleanly.
func (l *Ledger) connect(ctx context.Context) error {
	if !l.readOnly {
		write, err := openLogged(ctx, l.path, logged...)
		switch {
		case err == nil:
			l.write = write
		case isReadOnly(err):
			l.readOnly = true
		default:
			return err
		}
	}
	read, err := openPool(ctx, dsn(l.path, "ro", "query_only(1)"), readers)
	if err != nil && l.readOnly && isReadOnly(err) {
		l.isStill = true
		read, err = openPool(ctx, still(dsn(l.path, "ro", "query_only(1)"), l.path), readers)
	}
	if err != nil && l.readOnly && isFull(err) {
		return l.connectWithoutRoom(ctx)
	}
	l.read = read
	return err
}

// connectWithoutRoom reads what a program left on a disk that is full: with a log beside
// the file, which takes an index that has no room there. The guard has an index in
// memory, and locks the file for itself, so that it may be read as what nobody writes.
func (l *Ledger) connectWithoutRoom(ctx context.Context) (err error) {
	l.isStill = true
	if l.guard, err = openPool(ctx, guarding(l.path), 1); err != nil {
		return err
	}
	l.read, err = openPool(ctx, still(dsn(l.path, "ro", "query_only(1)"), l.path), readers)
	return err
}

func (l *Ledger) readZone(ctx context.Context) error {
	var zone string
	if _, err := l.Setting(ctx, settingZone, &zone); err != nil {
		return err
	}
	var err error
	if l.zone, err = time.LoadLocation(zone); err != nil {
		l.zone = time.UTC
	}
	return nil
}

// logged are the pragmas of a file whose commits reach the disk through a log.
var logged = []string{"journal_mode(wal)", "synchronous(full)"}

// openLogged opens a file for writing, with one connection. What SQLite puts beside it
// is for those alone who may read the file.
func openLogged(ctx context.Context, path string, pragmas ...string) (*sql.DB, error) {
	db, err := openPool(ctx, dsn(path, "rw", pragmas...), 1)
	if err != nil {
		return nil, err
	}
	if err := logsLikeFile(path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openPool opens a pool and proves that it works with a first statement; for a
// writing pool another one takes and gives back the write lock.
func openPool(ctx context.Context, dsn string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	err = openAll(ctx, db, connections)
	if err == nil && connections == 1 {
		err = tryWrite(ctx, db)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openAll opens all connections of a pool at once. One that were opened later would
// be to whatever lies at the path by then, and would read it with the log of this
// file, when that was moved and another one put in its place.
func openAll(ctx context.Context, db *sql.DB, connections int) (err error) {
	var open []*sql.Conn
	for err == nil && len(open) < connections {
		var conn *sql.Conn
		if conn, err = db.Conn(ctx); err != nil {
			break
		}
		open = append(open, conn)
		if _, err = sqlite.Limit(conn, sqlite3.SQLITE_LIMIT_LENGTH, longestValue); err != nil {
			break
		}
		var n int
		err = conn.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n)
	}
	for _, conn := range open {
		err = errors.Join(err, conn.Close()) // back to the pool
	}
	return err
}

func tryWrite(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Rollback()
}

// Close lets go of the file. The last to close leaves one file without side
// files.
func (l *Ledger) Close() error {
	var errs []error
	l.folding.Wait()
	if l.read != nil {
		errs = append(errs, l.read.Close())
	}
	if l.guard != nil {
		_ = l.guard.Close() // nothing was written by it
	}
	if l.write != nil {
		errs = append(errs, classify("close history file", l.path, errors.Join(leaveOneFile(l.write), l.write.Close())))
	}
	if l.copyFolder != "" {
		errs = append(errs, removeCopy(l.copyFolder))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.runLock != nil {
		errs = append(errs, l.runLock.release())
		l.runLock = nil
	}
	return errors.Join(errs...)
}

// leaveOneFile folds the write-ahead log into the file. It is refused, without
// waiting, while another program has the file open: that one does it then.
func leaveOneFile(db *sql.DB) error {
	var mode string
	if _, err := db.Exec(`PRAGMA busy_timeout = 0`); err != nil {
		return err
	}
	if err := db.QueryRow(`PRAGMA journal_mode = delete`).Scan(&mode); err != nil && !isBusy(err) {
		return err
	}
	return nil
}

// Path is where the file lies.
func (l *Ledger) Path() string { return l.path }

// ReadOnly tells whether nothing can be written.
func (l *Ledger) ReadOnly() bool { return l.readOnly }

// Zone is the time zone of bare dates.
func (l *Ledger) Zone() *time.Location { return l.zone }

func removeFiles(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
