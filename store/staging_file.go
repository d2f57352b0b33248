package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"licenseledger/store/ledger"
)

// One commit per page must be safe against power loss, and staging has one
// user: a write-ahead log with full synchronisation costs one flush a page.
// What nobody takes up again needs neither.
func (s *Staging) pragmas() []string {
	if s.confirmed {
		return nil // it is only read, and stays one file
	}
	if s.temporary {
		return []string{stagingPages, "journal_mode(memory)", "synchronous(off)"}
	}
	return append([]string{stagingPages}, logged...)
}

// stagingPages makes the pages of a staging file as large as its parts are: it is
// written and read in few pieces.
const stagingPages = "page_size(32768)"

const stagingTables = `
	CREATE TABLE stage (state BLOB NOT NULL) STRICT;
	CREATE TABLE page (page INTEGER PRIMARY KEY, gone BLOB NOT NULL, facts BLOB NOT NULL, owners BLOB NOT NULL) STRICT;
	CREATE TABLE fresh (fresh_id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT;
	INSERT INTO stage VALUES (x'')`

// freshID orders content by page first: what a page brings is written at the end of the
// table, and not beside what others brought to each of its buckets.
func freshID(bucket int, page int64) int64 { return page*contentBuckets + int64(bucket) }

// resume takes up the pages of a file, or says why they cannot be used.
func (s *Staging) resume(ctx context.Context) error {
	err := s.tryResume(ctx)
	if err != nil {
		changes := s.state.Changes
		err = errors.Join(err, s.release())
		s.begin(changes)
	}
	return err
}

func (s *Staging) tryResume(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	found, err := readState(ctx, s.db)
	if err != nil {
		return err
	}
	now, err := epoch(ctx, s.ledger.read)
	if err != nil {
		return err
	}
	if found.Format != s.state.Format || found.Changes != s.state.Changes || found.Epoch != now {
		return errOtherPages
	}
	return s.takeUp(ctx, found)
}

// errOtherPages says that a file of pages is not the one that is wanted.
var errOtherPages = errors.New("the pages were staged for something else")

// readState reads what a staging file says of its pages.
func readState(ctx context.Context, db *sql.DB) (found stagingState, err error) {
	var state []byte
	if err := db.QueryRowContext(ctx, `SELECT state FROM stage`).Scan(&state); err != nil {
		return found, err
	}
	if state, err = unseal(state); err != nil {
		return found, err
	}
	return found, json.Unmarshal(state, &found)
}

// stateOf reads it of a file that nobody needs to have open.
func stateOf(ctx context.Context, path string) (found stagingState, err error) {
	db, err := openPool(ctx, dsn(path, "ro"), 2) // with one it would try to write
	if err != nil {
		return found, err
	}
	found, err = readState(ctx, db)
	return found, errors.Join(err, db.Close())
}

// takeUp takes up the pages of an open file that says this of them. Their content
// is looked at by publication alone, which throws damaged pages away too: it is
// most of the file, and whoever goes on reading waits for this.
func (s *Staging) takeUp(ctx context.Context, found stagingState) error {
	s.state = found
	if err := s.ready(ctx); err != nil {
		return err
	}
	if found.Rows != s.tally.sum.rows || !bytes.Equal(found.Sum, s.tally.sum.sum[:]) {
		return errDamaged
	}
	return nil
}

func isDamaged(err error) bool { return errors.Is(err, errDamaged) }

// inStaging marks what SQLite says of a damaged staging file, so that it is not
// taken for the history file.
func inStaging(err error) error {
	if isNotADatabase(err) {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return err
}

// giveUp throws pages away that nobody can publish, so that no run meets them
// again.
func (s *Staging) giveUp(cause error) error {
	return errors.Join(&ledger.Error{Code: ledger.CodeCursorExpired, Op: "use staged pages", Err: cause,
		Message: "The pages of " + s.info.Name + " that were kept cannot be used. They were thrown away; read the source again."}, s.Discard())
}

// open opens the file.
func (s *Staging) open(ctx context.Context) (err error) {
	s.db, err = openLogged(ctx, s.path, s.pragmas()...)
	return err
}

// create makes the file and opens it.
func (s *Staging) create(ctx context.Context) error {
	if err := createAlone(s.path); err != nil { // SQLite takes an empty file as its own
		return err
	}
	err := s.open(ctx)
	if err == nil {
		_, err = s.db.ExecContext(ctx, stagingTables)
	}
	if err != nil {
		return errors.Join(err, s.release(), removeFiles(s.path))
	}
	return nil
}

// spill moves the only page from memory into the file.
func (s *Staging) spill(ctx context.Context) error {
	if s.ahead {
		return errNoRoom
	}
	if s.db == nil {
		if err := s.create(ctx); err != nil {
			return err
		}
	}
	if s.held == nil {
		return nil
	}
	if err := s.keep(ctx, s.held, s.state); err != nil {
		return err
	}
	s.held = nil
	return nil
}

// keep writes a page, and the state after it, in one commit.
func (s *Staging) keep(ctx context.Context, p *stagedPage, state stagingState) error {
	return inStaging(s.insert(ctx, p, state))
}

func (s *Staging) insert(ctx context.Context, p *stagedPage, state stagingState) error {
	text, err := json.Marshal(state)
	if err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO page (page, gone, facts, owners) VALUES (?, ?, ?, ?)`,
		p.number, seal(p.gone), seal(p.facts), seal(p.owners)); err != nil {
		return err
	}
	if err := insertFresh(ctx, tx, p); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE stage SET state = ?`, seal(text)); err != nil {
		return err
	}
	return tx.Commit()
}

func insertFresh(ctx context.Context, tx *sql.Tx, p *stagedPage) (err error) {
	insert, err := tx.PrepareContext(ctx, `INSERT INTO fresh (fresh_id, content) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	for bucket, content := range p.fresh {
		if len(content) == 0 {
			continue
		}
		if _, err := insert.ExecContext(ctx, freshID(bucket, p.number), seal(content)); err != nil {
			return err
		}
	}
	return nil
}

// eachPage hands on the pages in order, without their content.
func (s *Staging) eachPage(ctx context.Context, f func(p *stagedPage) error) error {
	return s.eachPageOf(ctx, 1, s.state.Pages, f)
}

func (s *Staging) eachPageOf(ctx context.Context, first, last int64, f func(p *stagedPage) error) error {
	if last < first {
		return nil
	}
	if s.held != nil && last >= s.held.number {
		if err := s.eachPageOf(ctx, first, s.held.number-1, f); err != nil || first > s.held.number {
			return err
		}
		return f(s.held)
	}
	if s.db == nil { // closed since
		if err := s.open(ctx); err != nil {
			return inStaging(err)
		}
	}
	return inStaging(each(ctx, s.db, `SELECT page, gone, facts, owners FROM page WHERE page BETWEEN ? AND ? ORDER BY page`, []any{first, last}, func(rows *sql.Rows) error {
		var p stagedPage
		var gone, facts, owners sql.RawBytes
		err := rows.Scan(&p.number, &gone, &facts, &owners)
		if err != nil {
			return err
		}
		if p.gone, err = unseal(gone); err != nil {
			return err
		}
		if p.facts, err = unseal(facts); err != nil {
			return err
		}
		if p.owners, err = unseal(owners); err != nil {
			return err
		}
		return f(&p)
	}))
}

// eachContent hands on the unsealed content of a bucket.
func (s *Staging) eachContent(ctx context.Context, bucket int, f func(content []byte) error) error {
	if s.held != nil {
		if err := f(s.held.fresh[bucket]); err != nil {
			return err
		}
	}
	if s.state.Pages == 0 || s.db == nil {
		return nil
	}
	const query = `WITH RECURSIVE wanted (id) AS (VALUES (@first) UNION ALL SELECT id + @step FROM wanted WHERE id < @last)
		SELECT content FROM wanted CROSS JOIN fresh ON fresh_id = id`
	err := each(ctx, s.db, query, []any{sql.Named("first", freshID(bucket, 1)), sql.Named("step", contentBuckets),
		sql.Named("last", freshID(bucket, s.state.Pages))}, func(rows *sql.Rows) error {
		var sealed sql.RawBytes
		if err := rows.Scan(&sealed); err != nil {
			return err
		}
		content, err := unseal(sealed)
		if err != nil {
			return err
		}
		return f(content)
	})
	if err != nil {
		return fmt.Errorf("read staged content: %w", inStaging(err))
	}
	return nil
}
