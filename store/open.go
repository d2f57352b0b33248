package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
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
	readOnly   bool
	appVersion string
	zone       *time.Location
	write      *sql.DB // one connection; nil when read-only
	read       *sql.DB

	mu      sync.Mutex // guards the two below
	runLock *fileLock  // held between BeginRun and EndRun
	days    dayCache
}

// Create makes a new ledger file, mode 0600. Codes: invalid when the file
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
	if err := createFile(ctx, path, zone); err != nil {
		return nil, errors.Join(classify("create history file", path, err), removeFiles(path))
	}
	o.ReadOnly = false
	return Open(ctx, path, o)
}

func checkCreate(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return ledger.Errorf(ledger.CodeInvalid, "create history file",
			"%s already exists. Choose another name, or open it as it is.", path)
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

func createFile(ctx context.Context, path string, zone *time.Location) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "rwc", "journal_mode(delete)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	// SQLite makes the file empty; nothing private is in it before this line.
	if _, err := db.ExecContext(ctx, `PRAGMA user_version = 0`); err != nil {
		return err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
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

// Open opens a ledger file. Codes: not_found, not_a_ledger, schema_too_new,
// busy, read_only.
func Open(ctx context.Context, path string, o Options) (*Ledger, error) {
	if err := sniff(ctx, path); err != nil {
		return nil, err
	}
	l := &Ledger{path: path, readOnly: o.ReadOnly, appVersion: o.AppVersion}
	if err := l.connect(ctx); err != nil {
		return nil, errors.Join(classify("open history file", path, err), l.Close())
	}
	if err := l.prepare(ctx); err != nil {
		return nil, errors.Join(classify("open history file", path, err), l.Close())
	}
	return l, nil
}

// connect opens the pools: writing first, since only it can recover a file
// that was not closed cleanly.
func (l *Ledger) connect(ctx context.Context) error {
	if !l.readOnly {
		write, err := openPool(ctx, dsn(l.path, "rw", "journal_mode(wal)", "synchronous(full)"), 1)
		switch {
		case err == nil:
			l.write = write
		case isReadOnly(err):
			l.readOnly = true
		default:
			return err
		}
	}
	read, err := openPool(ctx, dsn(l.path, "ro", "query_only(1)"), 4)
	if err != nil && l.readOnly && isReadOnly(err) {
		read, err = openPool(ctx, dsn(l.path, "ro", "query_only(1)")+"&immutable=1", 4)
	}
	l.read = read
	return err
}

func (l *Ledger) prepare(ctx context.Context) error {
	var zone string
	if _, err := l.Setting(ctx, settingZone, &zone); err != nil {
		return err
	}
	var err error
	if l.zone, err = time.LoadLocation(zone); err != nil {
		l.zone = time.UTC
	}
	var version int
	if _, err := l.Setting(ctx, settingDerivedVersion, &version); err != nil {
		return err
	}
	if version != schema.DerivedVersion && l.write != nil {
		return l.Rebuild(ctx)
	}
	return nil
}

// openPool opens a pool and proves that it works with a first statement; for a
// writing pool that statement takes and gives back the write lock.
func openPool(ctx context.Context, dsn string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	var n int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n)
	if err == nil && connections == 1 {
		err = tryWrite(ctx, db)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func tryWrite(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return tx.Rollback()
}

// sniff looks at a file through SQLite only, without writing: opening and
// closing it in another way would drop the locks of this process.
func sniff(ctx context.Context, path string) error {
	const op = "open history file"
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ledger.Errorf(ledger.CodeNotFound, op, "There is no file %s. Check the name.", path)
	}
	if err != nil {
		return classify(op, path, err)
	}
	notALedger := ledger.Errorf(ledger.CodeNotALedger, op,
		"%s is not a License Ledger history file. To read a downloaded list, import it into one.", path)
	if info.IsDir() || info.Size() == 0 {
		return notALedger
	}
	db, err := sql.Open("sqlite", dsn(path, "ro", "query_only(1)"))
	if err != nil {
		return err
	}
	defer db.Close()
	var id, version int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)`).Scan(&id, &version)
	if err != nil && isReadOnly(err) {
		db.Close()
		if db, err = sql.Open("sqlite", dsn(path, "ro", "query_only(1)")+"&immutable=1"); err != nil {
			return err
		}
		defer db.Close()
		err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version)`).Scan(&id, &version)
	}
	switch {
	case isNotADatabase(err) || (err == nil && id != schema.ApplicationID):
		return notALedger
	case err != nil:
		return classify(op, path, err)
	case version > schema.Version:
		return ledger.Errorf(ledger.CodeSchemaTooNew, op,
			"%s was written by a newer version of License Ledger (file version %d, this program reads up to %d). Install the newer version to open it.",
			path, version, schema.Version)
	}
	return nil
}

// Close lets go of the file. The last to close leaves one file without side
// files.
func (l *Ledger) Close() error {
	var errs []error
	if l.read != nil {
		errs = append(errs, l.read.Close())
	}
	if l.write != nil {
		errs = append(errs, leaveOneFile(l.write), l.write.Close())
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
