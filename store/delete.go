package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"licenseledger/store/ledger"
)

// DeleteSnapshot takes a snapshot out of those that can be opened. What no
// other has stays in the file until Sweep, so that UndeleteSnapshot brings it
// back whole. Like thinning it never takes the newest listing of a source, and
// other days show what they did. Codes: not_found, invalid for one that is
// pinned, that a month is closed with, or that the newest listing of a source
// belongs to, read_only.
func (l *Ledger) DeleteSnapshot(ctx context.Context, id int64) (ledger.Deleted, error) {
	const op = "delete reading"
	deleted := ledger.Deleted{SnapshotID: id}
	return deleted, l.inWrite(ctx, op, func(tx *sql.Tx) error {
		t := thinner{tx: tx, zone: l.zone, kept: map[listingKey]bool{}}
		all, err := t.openable(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(s candidateSnapshot) bool { return s.id == id })
		month, err := closedWith(ctx, tx, id)
		if err != nil {
			return err
		}
		switch {
		case i < 0:
			return ledger.Errorf(ledger.CodeNotFound, op, "There is no reading %d that can be opened. List the readings and choose one of them.", id)
		case t.protected(all)[id]:
			return ledger.Errorf(ledger.CodeInvalid, op, "This is the newest reading of something, and later days are told from it, so it stays. Read again first.")
		case month != "":
			return ledger.Errorf(ledger.CodeInvalid, op, "%s is closed with this reading, so it stays. Open the month first.", month)
		case all[i].pinned:
			return ledger.Errorf(ledger.CodeInvalid, op, "This reading is pinned, so it stays. Unpin it first.")
		}
		deleted.Gaps = t.gaps(all[i].at)
		return t.setOpenable(ctx, id, false)
	})
}

// UndeleteSnapshot brings back a snapshot as it was when it was deleted. Codes:
// not_found when it is not there, or a part of what it showed is gone for good;
// read_only.
func (l *Ledger) UndeleteSnapshot(ctx context.Context, d ledger.Deleted) error {
	const op = "bring reading back"
	return l.inWrite(ctx, op, func(tx *sql.Tx) error {
		t := thinner{tx: tx, zone: l.zone}
		var err error
		if t.listings, err = readListings(ctx, tx); err != nil {
			return err
		}
		var at ledger.Instant
		err = tx.QueryRowContext(ctx, `SELECT at FROM snapshot WHERE snapshot_id = ? AND NOT is_openable`, d.SnapshotID).Scan(&at)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		own := func(g listing) bool { return g.snapshotID == d.SnapshotID && g.thinned }
		if err != nil || t.gaps(at) > d.Gaps || slices.ContainsFunc(t.listings, own) {
			return ledger.Errorf(ledger.CodeNotFound, op,
				"What only this reading had was removed from the file meanwhile, so it cannot come back. A backup from before has it.")
		}
		return t.setOpenable(ctx, d.SnapshotID, true)
	})
}

func (t *thinner) setOpenable(ctx context.Context, id int64, is bool) error {
	if _, err := t.tx.ExecContext(ctx, `UPDATE snapshot SET is_openable = ? WHERE snapshot_id = ?`, is, id); err != nil {
		return err
	}
	return bumpGeneration(ctx, t.tx)
}

// gaps counts the sources that would speak for an instant had nothing been
// thinned.
func (t *thinner) gaps(at ledger.Instant) int {
	n := 0
	for _, moment := range moments(at) {
		n += len(newestAt(t.listings, moment)) - len(cover(t.listings, moment))
	}
	return n
}

// Sweep removes what only deleted snapshots had, as thinning does, and tells
// what went; all of the spared ones stays. Codes: busy, read_only.
func (l *Ledger) Sweep(ctx context.Context, spared ...int64) (ledger.Thinned, error) {
	const op = "remove deleted readings"
	var done ledger.Thinned
	err := l.exclusive(ctx, op, func(ctx context.Context) error {
		return l.inLongWrite(ctx, op, func(tx *sql.Tx) error {
			t := thinner{tx: tx, zone: l.zone, kept: map[listingKey]bool{}, spared: spared}
			if err := t.keepOpenable(ctx); err != nil {
				return err
			}
			marked, err := t.markListings(ctx)
			if err != nil || marked == 0 {
				return err
			}
			if err := t.thinKinds(ctx); err != nil {
				return err
			}
			done = t.done
			return t.changed(ctx)
		})
	})
	return done, err
}

// Unswept tells whether Sweep would remove something.
func (l *Ledger) Unswept(ctx context.Context, spared ...int64) (bool, error) {
	const op = "look for deleted readings"
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return false, classify(op, l.path, err)
	}
	defer tx.Rollback()
	// In most files nothing was ever deleted, and no more has to be looked at.
	var possible bool
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM snapshot s JOIN listing g USING (snapshot_id) WHERE NOT s.is_openable
		AND NOT EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos))`).Scan(&possible)
	if err != nil || !possible {
		return false, classify(op, l.path, err)
	}
	t := thinner{tx: tx, zone: l.zone, kept: map[listingKey]bool{}, spared: spared}
	if err := t.keepOpenable(ctx); err != nil {
		return false, classify(op, l.path, err)
	}
	for _, g := range t.listings {
		if !g.thinned && !t.kept[listingKey{g.sourceID, g.pos}] {
			return true, nil
		}
	}
	return false, nil
}

// keepOpenable notes the listings that any snapshot shows.
func (t *thinner) keepOpenable(ctx context.Context) error {
	all, err := t.openable(ctx)
	if err != nil {
		return err
	}
	t.protected(all)
	for _, s := range all {
		t.keep(s)
	}
	return nil
}
