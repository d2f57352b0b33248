package store

import (
	"context"
	"database/sql"
	"errors"
	"hash/maphash"
	"os"
	"slices"
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
// Of a temporary staging, much more does; see gather.
//
// It is for one goroutine at a time.
type Staging struct {
	ledger   *Ledger
	info     ledger.SourceInfo
	path     string
	db       *sql.DB     // nil until the pages are in the file
	held     *stagedPage // the newest page while it is not in the file
	state    stagingState
	base     *base  // nil until it is needed
	tally    *tally // nil until it is needed
	owners   map[uint64]delivery
	seed     maphash.Seed // of the keys of owners
	erasures *erasures
	hashers  [2]pageHasher // kept between pages for their memory
	spare    *stagedPage   // one that is in the file, likewise

	temporary bool    // nobody takes the pages up again
	taking    *taking // the pages that are being taken in, of a temporary staging
	counted   atomic.Int64
	ahead     bool // it may have no file, see StageAhead
	forgot    bool // since it would have needed one
	confirmed bool // it was held, and a person let it in
}

// delivery says which page has an owner, or had it last.
type delivery struct {
	page     uint32
	hasFacts bool
}

// stagingState is what a staging file says of its pages, in JSON.
type stagingState struct {
	Format           string
	Changes          bool            // see StageChanges
	Base             ledger.Position // of the newest listing when the first page came
	Epoch            int64           // of history then: texts of people who were forgotten since must not come back
	Cursor           string
	ReadFrom, ReadTo ledger.Instant
	Pages            int64
	Rows             int64
	Sum              []byte // of the listing so far, see hashSum
	Complete         bool
	Mark             string     `json:",omitempty"` // see Staging.Mark
	Held             *heldState `json:",omitempty"` // of a listing that was held
}

// Stage opens the staging of a source or resumes it. Pages whose file is older
// than maxAge, or cannot be read, are thrown away: they cost only the reading.
// A maxAge of 0 makes the staging temporary, for a source that is quickly read
// again: what a kill leaves of it is of no use, and so no page waits for the
// disk.
func (l *Ledger) Stage(ctx context.Context, source string, maxAge time.Duration) (*Staging, error) {
	return l.stage(ctx, source, maxAge, false)
}

// StageChanges opens or resumes a staging whose listing is the newest one of
// the source except for what is put into it. An object with an owner replaces
// every fact of that owner: those whose first column is the owner. One without
// facts removes the owner. Of lines that have no owner, Page.Gone names those
// that the listing has no longer. Publish answers code stale, and changes
// nothing, once another listing of the source is the newest.
func (l *Ledger) StageChanges(ctx context.Context, source string, maxAge time.Duration) (*Staging, error) {
	return l.stage(ctx, source, maxAge, true)
}

func (l *Ledger) stage(ctx context.Context, source string, maxAge time.Duration, changes bool) (*Staging, error) {
	info, ok := ledger.SourceByName(source)
	if !ok {
		return nil, ledger.Errorf(ledger.CodeInternal, "open staging", "There is no source %s.", source)
	}
	s := l.newStaging(info)
	s.temporary = maxAge <= 0
	switch { // pages of a whole listing that is not read to its end stay where they are
	case changes:
		s.path = l.changesPath(info)
	case s.temporary:
		s.path = l.oncePath(info)
	}
	s.begin(changes)
	var err error
	if s.erasures, err = l.loadErasures(ctx, l.read); err != nil {
		return nil, classify("open staging", l.path, err)
	}
	if file, err := os.Stat(s.path); err == nil && time.Since(file.ModTime()) < maxAge && s.resume(ctx) == nil {
		return s, nil
	}
	if err := s.Discard(); err != nil {
		return nil, err
	}
	if changes {
		return s, classify("open staging", l.path, s.ready(ctx))
	}
	return s, nil
}

func (l *Ledger) newStaging(info ledger.SourceInfo) *Staging {
	return &Staging{ledger: l, info: info, path: l.path + "." + info.Name + stagingSuffix, seed: maphash.MakeSeed()}
}

// changesPath is where changes of a source are staged.
func (l *Ledger) changesPath(info ledger.SourceInfo) string {
	return l.path + "." + info.Name + changesSuffix
}

func (s *Staging) begin(changes bool) {
	s.state = stagingState{Format: stagingFormat(), Changes: changes}
	s.held, s.base, s.tally, s.owners = nil, nil, nil, nil
}

// ready loads the base and counts the pages against it, unless that is done.
func (s *Staging) ready(ctx context.Context) error {
	var err error
	if s.base == nil {
		load := s.ledger.newestBase
		if s.state.Changes {
			load = s.ledger.newestPart
		}
		if s.base, err = load(ctx, s.info); err != nil {
			return err
		}
		if s.state.Pages == 0 {
			s.state.Base, s.state.Epoch = s.base.at, s.base.epoch
		}
		if s.state.Changes && (s.state.Base != s.base.at || s.state.Epoch != s.base.epoch) {
			s.base = nil
			return staleChanges(s.info)
		}
	}
	if s.tally == nil {
		s.owners = map[uint64]delivery{}
		s.tally, err = s.replay(ctx, s.base, func(owner []byte, d delivery) { s.owners[maphash.Bytes(s.seed, owner)] = d })
		if err != nil {
			return err
		}
		s.state.Rows = s.tally.sum.rows
	}
	return nil
}

func staleChanges(info ledger.SourceInfo) error {
	return ledger.Errorf(ledger.CodeStale, "read changes",
		"Another listing of %s was kept meanwhile, so what changed since the one before does not fit any more. Nothing was changed; read it again.", info.Name)
}

// replay counts the pages against a base.
func (s *Staging) replay(ctx context.Context, b *base, owned func(owner []byte, d delivery)) (*tally, error) {
	t := newTally(b, s.state.Changes)
	err := s.eachPage(ctx, func(p *stagedPage) error {
		if err := s.knowPage(ctx, t, p); err != nil {
			return err
		}
		if err := eachFact(p.gone, func(_ byte, hash ledger.Hash) { t.drop(hash) }); err != nil {
			return err
		}
		if err := eachFact(p.facts, func(code byte, hash ledger.Hash) { t.add(code, hash) }); err != nil {
			return err
		}
		return eachOwner(p.owners, len(p.facts)/factSize, func(owner []byte, _, count int) {
			if len(owner) > 0 {
				owned(owner, delivery{uint32(p.number), count > 0})
			}
		})
	})
	return t, err
}

// Cursor is where reading goes on; "" at the beginning.
func (s *Staging) Cursor() string { return s.settled().Cursor }

// ReadFrom is when the first page was read; 0 before it.
func (s *Staging) ReadFrom() ledger.Instant { return s.settled().ReadFrom }

// ReadTo is when the last page so far was read.
func (s *Staging) ReadTo() ledger.Instant { return s.settled().ReadTo }

// Rows is how many facts the listing has so far, without those of a page that
// is still being taken in.
func (s *Staging) Rows() int64 {
	if s.taking != nil {
		return s.counted.Load()
	}
	return s.state.Rows
}

// Mark is where what changes after the listing is asked for; "" when nobody
// said. It outlives the program with the pages.
func (s *Staging) Mark() string { return s.settled().Mark }

// SetMark notes it before the first page comes.
func (s *Staging) SetMark(mark string) { s.settled().Mark = mark }

// Complete tells whether the listing was read to its end.
func (s *Staging) Complete() bool { return s.settled().Complete }

// Missing gives the owners that the newest listing has and staging lacks; of
// accounts, those that another source of the directory listed since included.
func (s *Staging) Missing(ctx context.Context) ([]string, error) {
	if !slices.Contains(s.info.Kinds, ledger.KindUser) {
		return nil, nil // only accounts are confirmed one by one
	}
	if err := s.wait(); err != nil {
		return nil, err
	}
	missing, err := s.missing(ctx)
	return missing, classify("compare listings", s.ledger.path, err)
}

func (s *Staging) missing(ctx context.Context) ([]string, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	var gone []int64
	user := kindCode(ledger.KindUser)
	s.tally.eachGone(func(n int) {
		if s.base.codes[n] == user {
			gone = append(gone, s.base.ids[n])
		}
	})
	var missing []string
	err := eachOfFacts(ctx, s.ledger.read, `SELECT user_id FROM user WHERE fact_id IN (SELECT value FROM json_each(?))`, gone, func(rows *sql.Rows) error {
		var owner string
		if err := rows.Scan(&owner); err != nil {
			return err
		}
		if !s.owners[maphash.String(s.seed, owner)].hasFacts { // a changed account is not a missing one
			missing = append(missing, owner)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	others, err := s.missingOfOthers(ctx)
	missing = append(missing, others...)
	slices.Sort(missing)
	return slices.Compact(missing), err
}

// missingOfOthers gives the accounts of the newest listing of the directory,
// if it is newer than this source's own and another's, that staging lacks.
func (s *Staging) missingOfOthers(ctx context.Context) (missing []string, err error) {
	listings, err := readDirectories(ctx, s.ledger.read)
	if err != nil || len(listings.listings) == 0 {
		return nil, err
	}
	last := listings.listings[len(listings.listings)-1]
	if listings.names[last.sourceID] == s.info.Name {
		return nil, nil
	}
	err = each(ctx, s.ledger.read, `SELECT DISTINCT f.user_id FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id
		WHERE s.source_id = ? AND s.to_pos > ? AND s.from_pos <= ?`, []any{last.sourceID, int64(last.pos), int64(last.pos)}, func(rows *sql.Rows) error {
		var owner string
		if err := rows.Scan(&owner); err != nil {
			return err
		}
		if !s.owners[maphash.String(s.seed, owner)].hasFacts {
			missing = append(missing, owner)
		}
		return nil
	})
	return missing, err
}

// Discard throws the pages away; the staging can be filled anew.
func (s *Staging) Discard() error {
	_ = s.wait() // of a page that is thrown away
	if s.ahead {
		s.begin(false)
		return nil
	}
	err := errors.Join(s.hurry(), s.release(), removeFiles(s.path))
	s.begin(s.state.Changes)
	return classify("remove staging", s.path, err)
}

// Close lets go of the file and keeps the pages.
func (s *Staging) Close() error {
	err := s.wait()
	if s.held != nil && !s.ahead {
		err = errors.Join(err, s.spill(context.Background()))
	}
	err = errors.Join(err, s.release())
	s.base, s.tally, s.owners, s.spare = nil, nil, nil, nil
	return classify("keep pages", s.path, err)
}

// hurry has an open file not wait for the disk any more, since it goes away: SQLite moves
// its log when it is closed.
func (s *Staging) hurry() error {
	if s.db == nil {
		return nil
	}
	_, err := s.db.Exec(`PRAGMA synchronous = off`)
	return err
}

func (s *Staging) release() error {
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return err
}
