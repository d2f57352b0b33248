package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"licenseledger/store/ledger"
)

// Staging keeps the pages of one source in a file of its own beside the
// ledger: the hash of every fact, and the whole fact only where the newest
// listing lacks it. It survives the program and is removed by publication.
//
// The only page of a listing stays in memory until publication or Close: most
// sources have one page, and a kill may cost the page being read in any case.
type Staging struct {
	ledger *Ledger
	info   ledger.SourceInfo
	path   string
	memory string // name of the database in memory; "" once the pages are in the file
	db     *sql.DB
	base   []ledger.Hash   // of the newest listing, sorted
	owners map[uint64]bool // hashes of the owners staged so far, to know a second delivery
	seed   maphash.Seed    // of those hashes
	state  stagingState
	buffer []byte
}

type stagingState struct {
	cursor           string
	readFrom, readTo ledger.Instant
	rows             int64
	complete         bool
}

// Stage opens the staging of a source or resumes it. Pages whose file is older
// than maxAge, or cannot be read, are thrown away: they cost only the reading.
func (l *Ledger) Stage(ctx context.Context, source string, maxAge time.Duration) (*Staging, error) {
	info, ok := ledger.SourceByName(source)
	if !ok {
		return nil, ledger.Errorf(ledger.CodeInternal, "open staging", "There is no source %s.", source)
	}
	s := &Staging{ledger: l, info: info, path: l.path + "." + source + ".staging", owners: map[uint64]bool{}, seed: maphash.MakeSeed()}
	var err error
	if s.base, err = l.baseHashes(ctx, info); err != nil {
		return nil, classify("open staging", l.path, err)
	}
	if file, err := os.Stat(s.path); err == nil && time.Since(file.ModTime()) < maxAge && s.resume(ctx) == nil {
		return s, nil
	}
	if err := s.Discard(); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Staging) resume(ctx context.Context) error {
	db, err := openPool(ctx, dsn(s.path, "rw", stagingPragmas...), 1)
	if err != nil {
		return err
	}
	err = db.QueryRowContext(ctx, `SELECT cursor, read_from, read_to, rows, is_complete FROM stage`).
		Scan(&s.state.cursor, &s.state.readFrom, &s.state.readTo, &s.state.rows, &s.state.complete)
	if err == nil {
		err = each(ctx, db, `SELECT DISTINCT owner FROM row WHERE owner <> ''`, nil, func(rows *sql.Rows) error {
			var owner sql.RawBytes
			err := rows.Scan(&owner)
			s.owners[maphash.Bytes(s.seed, owner)] = true
			return err
		})
	}
	if err != nil {
		s.state = stagingState{}
		return errors.Join(err, db.Close())
	}
	s.db = db
	return nil
}

// One commit per page must be safe against power loss, and staging has one
// user: a write-ahead log with full synchronisation costs one flush a page.
var stagingPragmas = []string{"journal_mode(wal)", "synchronous(full)"}

var stagingsInMemory atomic.Int64

// create begins a staging, in memory.
func (s *Staging) create(ctx context.Context) error {
	if s.db != nil {
		return nil
	}
	name := fmt.Sprintf("file:staging%d?mode=memory&cache=shared", stagingsInMemory.Add(1))
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	statements := []string{
		`CREATE TABLE stage (cursor TEXT NOT NULL, read_from INTEGER NOT NULL, read_to INTEGER NOT NULL, rows INTEGER NOT NULL, is_complete INTEGER NOT NULL) STRICT`,
		`INSERT INTO stage VALUES ('', 0, 0, 0, 0)`,
		// Without indexes: owners and hashes come in any order, and each page would rewrite most of one.
		`CREATE TABLE row (owner TEXT NOT NULL, kind TEXT NOT NULL, hash BLOB NOT NULL) STRICT`}
	for _, kind := range s.info.Kinds {
		statements = append(statements, fmt.Sprintf(`CREATE TABLE %s (hash BLOB, %s)`, kind, strings.Join(ledger.Columns(kind), ", ")))
	}
	if _, err := db.ExecContext(ctx, strings.Join(statements, ";\n")); err != nil {
		return errors.Join(err, db.Close())
	}
	s.db, s.memory = db, name
	return nil
}

// spill moves the pages from memory into the file.
func (s *Staging) spill(ctx context.Context) error {
	if s.memory == "" {
		return nil
	}
	if _, err := s.db.ExecContext(ctx, `VACUUM INTO ?`, s.path); err != nil {
		return err
	}
	if err := settle(s.path); err != nil {
		return err
	}
	db, err := openPool(ctx, dsn(s.path, "rw", stagingPragmas...), 1)
	if err != nil {
		return err
	}
	err = s.db.Close()
	s.db, s.memory = db, ""
	return err
}

// settle makes a file private and safe against power loss, before anybody else
// opens it.
func settle(path string) error {
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	//not-a-ledger: a staging file that SQLite has just written and closed
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// baseHashes gives the hashes of the facts in the newest listing of a source.
func (l *Ledger) baseHashes(ctx context.Context, info ledger.SourceInfo) ([]ledger.Hash, error) {
	var hashes []ledger.Hash
	for _, kind := range info.Kinds {
		query := fmt.Sprintf(`SELECT f.hash FROM %[1]s_span s JOIN %[1]s f USING (fact_id)
			WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos = ?`, kind)
		err := each(ctx, l.read, query, []any{info.Name, int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
			var hash sql.RawBytes
			if err := rows.Scan(&hash); err != nil {
				return err
			}
			hashes = append(hashes, ledger.Hash(hash))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(hashes, compareHash)
	return hashes, nil
}

func compareHash(a, b ledger.Hash) int { return slices.Compare(a[:], b[:]) }

// Cursor is where reading goes on; "" at the beginning.
func (s *Staging) Cursor() string { return s.state.cursor }

// ReadFrom is when the first page was read; 0 before it.
func (s *Staging) ReadFrom() ledger.Instant { return s.state.readFrom }

// ReadTo is when the last page so far was read.
func (s *Staging) ReadTo() ledger.Instant { return s.state.readTo }

// Rows is how many facts are staged.
func (s *Staging) Rows() int64 { return s.state.rows }

// Complete tells whether the listing was read to its end.
func (s *Staging) Complete() bool { return s.state.complete }

// Put keeps a page and its cursor in one commit; last marks the end.
func (s *Staging) Put(ctx context.Context, page ledger.Page, last bool) error {
	err := s.put(ctx, page, last)
	return classify("keep page", s.path, err)
}

func (s *Staging) put(ctx context.Context, page ledger.Page, last bool) error {
	if err := s.create(ctx); err != nil {
		return err
	}
	if s.state.readTo != 0 || !last { // not the only page
		if err := s.spill(ctx); err != nil {
			return err
		}
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	next := s.state
	next.cursor, next.readTo, next.complete = page.Cursor, page.At, last
	if next.readFrom == 0 {
		next.readFrom = page.At
	}
	w, err := s.newPageWriter(ctx, tx)
	if err != nil {
		return err
	}
	for _, object := range page.Objects {
		added, err := w.put(ctx, object)
		if err != nil {
			return err
		}
		next.rows += added
	}
	if _, err := tx.ExecContext(ctx, `UPDATE stage SET cursor = ?, read_from = ?, read_to = ?, rows = ?, is_complete = ?`,
		next.cursor, int64(next.readFrom), int64(next.readTo), next.rows, last); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	s.state = next
	return nil
}

// Missing gives the owners that the newest listing has and staging lacks.
func (s *Staging) Missing(ctx context.Context) ([]string, error) {
	if !slices.Contains(s.info.Kinds, ledger.KindUser) {
		return nil, nil // only accounts are confirmed one by one
	}
	known := map[string]bool{}
	if s.db != nil {
		err := each(ctx, s.db, `SELECT DISTINCT owner FROM row`, nil, func(rows *sql.Rows) error {
			var owner string
			err := rows.Scan(&owner)
			known[owner] = true
			return err
		})
		if err != nil {
			return nil, classify("compare listings", s.path, err)
		}
	}
	var missing []string
	err := each(ctx, s.ledger.read, `SELECT f.user_id FROM user_span s JOIN user f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos = ? ORDER BY 1`,
		[]any{s.info.Name, int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
			var owner string
			err := rows.Scan(&owner)
			if !known[owner] {
				missing = append(missing, owner)
			}
			return err
		})
	return missing, classify("compare listings", s.ledger.path, err)
}

// Discard throws the pages away; the staging can be filled anew.
func (s *Staging) Discard() error {
	err := errors.Join(s.release(), removeFiles(s.path))
	s.state = stagingState{}
	clear(s.owners)
	return classify("remove staging", s.path, err)
}

// Close lets go of the file and keeps the pages.
func (s *Staging) Close() error {
	if s.db == nil {
		return nil
	}
	err := s.spill(context.Background())
	return classify("keep pages", s.path, errors.Join(err, s.release()))
}

func (s *Staging) release() error {
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db, s.memory = nil, ""
	return err
}
