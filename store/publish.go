package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"

	"licenseledger/store/ledger"
)

// Publish makes a staged listing history: one transaction that adds the new
// facts, cuts and opens spans, writes the listing and draws the conclusions.
// The staging is removed. A listing that is already there changes nothing. A
// guarded one with which too much would end is held instead; see HeldListings.
// Code stale says that changes were staged of a listing that is no longer the
// newest, or that so much would end with them that the source has to be read
// whole; code cursor_expired that the pages must be read again.
func (l *Ledger) Publish(ctx context.Context, s *Staging, p ledger.Publication) (ledger.Published, error) {
	done, err := l.publish(ctx, s, p)
	if isDamaged(err) || errors.Is(err, errNoContent) {
		err = s.giveUp(err)
	}
	if err == nil && done.Held != nil {
		err = l.keepWaiting(ctx, s, p, done.Held)
	}
	if err != nil {
		return ledger.Published{}, classify("publish listing", l.path, err)
	}
	if done.Held != nil {
		return done, nil
	}
	err = s.Discard()
	if p.Guarded { // it replaces one that was held
		err = errors.Join(err, l.dropHeld(s.info))
	}
	return done, err
}

func (l *Ledger) publish(ctx context.Context, s *Staging, p ledger.Publication) (done ledger.Published, err error) {
	if l.write == nil {
		return done, ledger.Errorf(ledger.CodeReadOnly, "publish listing", "%s is open for reading only. Copy it to a folder that can be written.", l.path)
	}
	if err := l.present("publish listing"); err != nil {
		return done, err
	}
	if err := s.wait(); err != nil {
		return done, err
	}
	if err := s.ready(ctx); err != nil { // also of an empty listing, which has no page
		return done, fmt.Errorf("count staged pages: %w", err)
	}
	if err := l.dropTemporary(ctx); err != nil {
		return done, err
	}
	beside, err := l.checkpointLater(ctx)
	if err != nil {
		return done, err
	}
	unlinked, linked, err := l.unlinked(ctx, s)
	back := sync.OnceValue(func() error { return errors.Join(linked(), beside()) })
	defer func() { err = errors.Join(err, back()) }() // once the transaction is over
	if err != nil {
		return done, err
	}
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return done, err
	}
	defer conn.Close() // which back waits for
	// Nobody but this function ends it: rows are inserted by conn, which would go on without it.
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return done, err
	}
	defer tx.Rollback()
	b := publisher{unlinked: unlinked, conn: conn, tx: tx, staging: s, tally: s.tally, owners: s.owners, info: s.info, p: p, buffers: &sync.Pool{}}
	// Memory of what the publisher is done with is wanted; after a failure this
	// is made anew from the pages.
	s.base, s.tally, s.owners, s.spare, s.hashers = nil, nil, nil, nil, [2]pageHasher{}
	if done, err = b.run(ctx); err != nil || done.Unchanged || done.Held != nil {
		return done, err
	}
	if err := ctx.Err(); err != nil {
		return done, err
	}
	if err := errors.Join(tx.Commit(), conn.Close()); err != nil {
		return done, err
	}
	if err := back(); err != nil {
		return done, err
	}
	if b.first != nil {
		l.keepFirst(imageMembers(s.info.Name)[0], b.first)
		l.keepAccounts(ctx, s.info)
	}
	return done, nil
}

// dropTemporary has SQLite let go of the temporary tables of publications before:
// where they are kept can be changed in a transaction, as createIndexes does, only
// while there are none.
func (l *Ledger) dropTemporary(ctx context.Context) error {
	_, err := l.write.ExecContext(ctx, `PRAGMA temp_store = file; PRAGMA temp_store = memory`)
	return err
}

// publisher is one publication in its transaction. prev and next are the
// source's listings around the new one; either may be missing.
type publisher struct {
	conn       *sql.Conn // that of tx
	tx         *sql.Tx
	staging    *Staging
	tally      *tally              // of the staged pages against the listing at prev
	owners     map[uint64]delivery // of the staged pages
	info       ledger.SourceInfo
	p          ledger.Publication
	sourceID   int64
	pos        ledger.Position
	prev, next ledger.Position // 0: none; EndOfTime: none
	othersNext bool            // another source of the directory has a later listing
	turn       bool            // of the directory's listings around the new one, one is another source's
	content    []byte
	rows       int64
	began      int64
	ended      int64
	unlinked   bool                         // what rows point at is not looked up as they are inserted
	usersAfter int64                        // highest id of an account's fact before
	first      *firstImage                  // nil for all but the first listing of an image
	allFresh   bool                         // every staged fact is wanted, and is there once
	found      int                          // of facts that are wanted, once all were read
	buffers    *sync.Pool                   // of *firstFacts that nobody needs any more
	perBucket  struct{ facts, content int } // room for what a bucket brings
}

func (b *publisher) run(ctx context.Context) (ledger.Published, error) {
	done := ledger.Published{Source: b.info.Name}
	known, err := b.place(ctx)
	if err != nil {
		return done, err
	}
	if known {
		done.Unchanged = true
		return done, nil
	}
	if err := b.compare(ctx); err != nil {
		return done, err
	}
	if done.Held, err = b.guard(ctx); err != nil || done.Held != nil {
		return done, err
	}
	b.owners = nil // they are as many as accounts, and nobody asks any more
	changed := &changes{frugal: b.p.Guarded, inPast: b.next != ledger.EndOfTime || b.othersNext, began: map[ledger.Kind][]int64{}, ended: map[ledger.Kind][]int64{}}
	if err := b.publishFacts(ctx, changed); err != nil {
		return done, err
	}
	if done.SnapshotID, err = b.putListing(ctx); err != nil {
		return done, fmt.Errorf("keep listing: %w", err)
	}
	if err := b.recountNext(ctx); err != nil {
		return done, fmt.Errorf("count changes: %w", err)
	}
	if err := putEvidence(ctx, b.tx, b.p.Evidence, changed); err != nil {
		return done, fmt.Errorf("keep evidence: %w", err)
	}
	if err := conclude(ctx, b.tx, changed); err != nil {
		return done, fmt.Errorf("draw conclusions: %w", err)
	}
	if err := b.staging.ledger.eraseArrived(ctx, b.tx, changed); err != nil {
		return done, fmt.Errorf("erase what arrived: %w", err)
	}
	done.Rows, done.Began, done.Ended, done.Identifying = b.rows, b.began, b.ended, changed.identifying
	if b.staging.confirmed {
		if err := b.settleRun(ctx); err != nil {
			return done, fmt.Errorf("settle sync: %w", err)
		}
	}
	if err := b.checkLinks(ctx); err != nil {
		return done, err
	}
	if changed.inPast {
		if err := bumpEpoch(ctx, b.tx); err != nil {
			return done, err
		}
	}
	if err := b.putMark(ctx); err != nil {
		return done, fmt.Errorf("keep mark: %w", err)
	}
	return done, bumpGeneration(ctx, b.tx)
}

// place finds where in the history of its source the listing belongs; known
// tells that the very listing is already there.
func (b *publisher) place(ctx context.Context) (known bool, err error) {
	if err := b.tx.QueryRowContext(ctx, `SELECT source_id FROM source WHERE name = ?`, b.info.Name).Scan(&b.sourceID); err != nil {
		return false, err
	}
	b.content, b.rows = slices.Clone(b.tally.sum.sum[:]), b.tally.sum.rows
	b.pos = ledger.PositionOf(b.p.At, b.content)
	err = b.tx.QueryRowContext(ctx, `SELECT
		EXISTS (SELECT 1 FROM listing WHERE (source_id = ?1 AND pos = ?2) OR file_hash = nullif(?3, '')),
		coalesce((SELECT max(pos) FROM listing WHERE source_id = ?1 AND pos < ?2), 0),
		coalesce((SELECT min(pos) FROM listing WHERE source_id = ?1 AND pos > ?2), ?4)`,
		b.sourceID, int64(b.pos), b.p.FileHash, int64(ledger.EndOfTime)).Scan(&known, &b.prev, &b.next)
	if err == nil && slices.Contains(b.info.Kinds, ledger.KindUser) {
		err = b.placeAmongDirectories(ctx)
	}
	return known, err
}

// placeAmongDirectories looks at the listings of the other sources that tell
// who has an account.
func (b *publisher) placeAmongDirectories(ctx context.Context) error {
	const among = `FROM listing g JOIN source c USING (source_id) WHERE c.name IN (%s) AND `
	var before bool
	err := b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT coalesce((SELECT g.source_id <> ?1 `+among+`g.pos < ?2 ORDER BY g.pos DESC LIMIT 1), 0),
		EXISTS (SELECT 1 `+among+`g.pos > ?2 AND g.source_id <> ?1)`, textList(ledger.DirectorySources()), textList(ledger.DirectorySources())),
		b.sourceID, int64(b.pos)).Scan(&before, &b.othersNext)
	b.turn = before || b.othersNext
	return err
}

// compare counts the pages against the listing before the new one, when they
// were counted against another or when history was changed since.
func (b *publisher) compare(ctx context.Context) error {
	current, err := b.tally.base.current(ctx, b.tx, b.prev)
	if err != nil || (current && !b.staging.state.Changes) {
		return err
	}
	if b.staging.state.Changes {
		if !current || b.next != ledger.EndOfTime {
			return staleChanges(b.info)
		}
		return nil
	}
	base, err := b.staging.ledger.loadBase(ctx, b.tx, b.info, b.prev)
	if err != nil {
		return fmt.Errorf("load the listing before: %w", err)
	}
	if b.tally, err = b.staging.replay(ctx, base, func([]byte, delivery) {}); err != nil {
		return fmt.Errorf("count staged pages: %w", err)
	}
	return nil
}

func (b *publisher) putListing(ctx context.Context) (snapshotID int64, err error) {
	p := b.p
	if _, err := b.tx.ExecContext(ctx, `INSERT INTO snapshot (run_id, at, at_rule, label) VALUES (?, ?, ?, nullif(?, ''))
		ON CONFLICT (run_id) DO UPDATE SET at = max(at, excluded.at)`, p.RunID, int64(p.At), p.AtRule, p.FileName); err != nil {
		return 0, err
	}
	if err := b.tx.QueryRowContext(ctx, `SELECT snapshot_id FROM snapshot WHERE run_id = ?`, p.RunID).Scan(&snapshotID); err != nil {
		return 0, err
	}
	whole, err := b.wholeAt(ctx)
	if err != nil {
		return 0, err
	}
	_, err = b.tx.ExecContext(ctx, `INSERT INTO listing
		(source_id, pos, snapshot_id, read_from, read_to, rows, began, ended, content_hash, file_hash, file_name, whole_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?)`,
		b.sourceID, int64(b.pos), snapshotID, int64(p.ReadFrom), int64(p.At), b.rows, b.began, b.ended, b.content, p.FileHash, p.FileName, whole)
	return snapshotID, err
}

// recountNext counts anew what the listing after this one changed, since it has
// another neighbour now.
func (b *publisher) recountNext(ctx context.Context) error {
	if b.next == ledger.EndOfTime {
		return nil
	}
	var began, ended int64
	for _, kind := range b.info.Kinds {
		var b1, e1 int64
		if err := b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT (SELECT count(*) FROM %[1]s_span WHERE source_id = ?1 AND from_pos = ?2),
			(SELECT count(*) FROM %[1]s_span WHERE source_id = ?1 AND to_pos = ?2)`, kind), b.sourceID, int64(b.next)).Scan(&b1, &e1); err != nil {
			return err
		}
		began, ended = began+b1, ended+e1
	}
	_, err := b.tx.ExecContext(ctx, `UPDATE listing SET began = ?, ended = ? WHERE source_id = ? AND pos = ?`, began, ended, b.sourceID, int64(b.next))
	return err
}
