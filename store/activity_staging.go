package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"time"

	"licenseledger/store/ledger"
)

// ActivityStaging holds what was read of one day of a source of activity while
// the day was not read to its end, over restarts of the program. It has a file
// of its own beside the ledger, once a day has more than one page.
//
// It is for one goroutine at a time.
type ActivityStaging struct {
	ledger *Ledger
	path   string
	db     *sql.DB // nil while there is no file
	state  activityState
	uses   map[ledger.Use]bool
}

// activityState is what the file says of its pages, in JSON.
type activityState struct {
	Format string
	Day    string // "" when nothing is staged
	Cursor string
	ReadAt ledger.Instant
	Told   int64
	Pages  int
}

const activityStagingFormat = "activity 1"

// StageActivity opens the staging of a source or resumes it. A day that was
// begun more than maxAge ago, or cannot be read, is thrown away.
func (l *Ledger) StageActivity(ctx context.Context, source string, maxAge time.Duration) (*ActivityStaging, error) {
	s := &ActivityStaging{ledger: l, path: l.path + "." + source + stagingSuffix}
	s.begin()
	if file, err := os.Stat(s.path); err == nil && time.Since(file.ModTime()) < maxAge && s.resume(ctx) == nil {
		return s, nil
	}
	return s, s.Discard()
}

func (s *ActivityStaging) begin() {
	s.state, s.uses = activityState{Format: activityStagingFormat}, map[ledger.Use]bool{}
}

// Day is the day that was begun; "" when there is none.
func (s *ActivityStaging) Day() string { return s.state.Day }

// Cursor is where reading the day goes on; "" at its beginning.
func (s *ActivityStaging) Cursor() string { return s.state.Cursor }

// Told is how many entries were read of the day.
func (s *ActivityStaging) Told() int64 { return s.state.Told }

// ReadAt is when the first page of the day was answered: what came later is in
// none of its pages for sure.
func (s *ActivityStaging) ReadAt() ledger.Instant { return s.state.ReadAt }

// Uses gives who was seen so far, each once.
func (s *ActivityStaging) Uses() []ledger.Use {
	uses := make([]ledger.Use, 0, len(s.uses))
	for use := range s.uses {
		uses = append(uses, use)
	}
	return uses
}

// Put keeps a page of a day and its cursor in one commit. The last page of a day
// stays in memory, since its day is published next. A page of another day begins
// anew.
func (s *ActivityStaging) Put(ctx context.Context, day string, page ledger.ActivityPage) error {
	if day != s.state.Day {
		if err := s.Discard(); err != nil {
			return err
		}
		s.state.Day, s.state.ReadAt = day, page.At
	}
	next := s.state
	next.Cursor, next.Told, next.Pages = page.Cursor, next.Told+page.Told, next.Pages+1
	if page.Cursor != "" {
		if err := s.keep(ctx, next, page.Uses); err != nil {
			return classify("keep page", s.path, err)
		}
	}
	s.state = next
	for _, use := range page.Uses {
		s.uses[use] = true
	}
	return nil
}

func (s *ActivityStaging) keep(ctx context.Context, next activityState, uses []ledger.Use) error {
	if s.db == nil {
		if err := s.create(ctx); err != nil {
			return err
		}
	}
	state, err := json.Marshal(next)
	if err != nil {
		return err
	}
	page, err := json.Marshal(uses)
	if err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `INSERT INTO page (page, uses) VALUES (?, ?)`, next.Pages, seal(page)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE stage SET state = ?`, seal(state)); err != nil {
		return err
	}
	return tx.Commit()
}

const activityStagingTables = `
	CREATE TABLE stage (state BLOB NOT NULL) STRICT;
	CREATE TABLE page (page INTEGER PRIMARY KEY, uses BLOB NOT NULL) STRICT;
	INSERT INTO stage VALUES (x'')`

func (s *ActivityStaging) create(ctx context.Context) error {
	if err := createAlone(s.path); err != nil { // SQLite takes an empty file as its own
		return err
	}
	err := s.open(ctx)
	if err == nil {
		_, err = s.db.ExecContext(ctx, activityStagingTables)
	}
	if err != nil {
		return errors.Join(err, s.Close(), removeFiles(s.path))
	}
	return nil
}

func (s *ActivityStaging) open(ctx context.Context) (err error) {
	s.db, err = openLogged(ctx, s.path, logged...)
	return err
}

// resume takes up the day of a file, or says why it cannot be used.
func (s *ActivityStaging) resume(ctx context.Context) error {
	err := s.read(ctx)
	if err != nil {
		err = errors.Join(err, s.Close())
		s.begin()
	}
	return err
}

func (s *ActivityStaging) read(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	found := activityState{}
	var state []byte
	if err := s.db.QueryRowContext(ctx, `SELECT state FROM stage`).Scan(&state); err != nil {
		return err
	}
	if err := unsealJSON(state, &found); err != nil {
		return err
	}
	if found.Format != activityStagingFormat {
		return errOtherPages
	}
	pages := 0
	err := each(ctx, s.db, `SELECT uses FROM page`, nil, func(rows *sql.Rows) error {
		var sealed sql.RawBytes
		var uses []ledger.Use
		if err := rows.Scan(&sealed); err != nil {
			return err
		}
		if err := unsealJSON(sealed, &uses); err != nil {
			return err
		}
		for _, use := range uses {
			s.uses[use] = true
		}
		pages++
		return nil
	})
	if err == nil && pages != found.Pages {
		err = errDamaged
	}
	s.state = found
	return err
}

func unsealJSON(sealed []byte, into any) error {
	text, err := unseal(sealed)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// Discard throws what was read of the day away; the staging can be filled anew.
func (s *ActivityStaging) Discard() error {
	err := errors.Join(s.Close(), removeFiles(s.path))
	s.begin()
	return classify("remove staging", s.path, err)
}

// Close lets go of the file and keeps the pages.
func (s *ActivityStaging) Close() error {
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return classify("keep pages", s.path, err)
}

// ActivityDays tells when each day of a source was read last.
func (l *Ledger) ActivityDays(ctx context.Context, source string) (map[string]ledger.Instant, error) {
	days := map[string]ledger.Instant{}
	err := each(ctx, l.read, `SELECT s.day, min(s.published_at) FROM activity_slice s JOIN source c USING (source_id)
		WHERE c.name = ? GROUP BY s.day`, []any{source}, func(rows *sql.Rows) error {
		var day string
		var at ledger.Instant
		err := rows.Scan(&day, &at)
		days[day] = at
		return err
	})
	return days, classify("read watched days", l.path, err)
}
