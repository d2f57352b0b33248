package store

import (
	"context"
	"database/sql"
	"time"

	"licenseledger/store/ledger"
)

// thinner is one thinning in its transaction.
type thinner struct {
	tx       *sql.Tx
	zone     *time.Location
	listings []listing
	kept     map[listingKey]bool // listings that a kept day shows
	done     ledger.Thinned
}

// candidateSnapshot is a snapshot that can still be opened.
type candidateSnapshot struct {
	id     int64
	at     ledger.Instant
	pinned bool
}

// choose decides which snapshots stay, notes the listings that speak for them,
// and gives the others.
func (t *thinner) choose(ctx context.Context, rule ledger.Retention, newest ledger.Instant) (gone []int64, err error) {
	if t.listings, err = readListings(ctx, t.tx); err != nil {
		return nil, err
	}
	var all []candidateSnapshot
	var instants []ledger.Instant
	err = each(ctx, t.tx, `SELECT snapshot_id, at, pinned FROM snapshot WHERE is_openable ORDER BY at, snapshot_id`, nil, func(rows *sql.Rows) error {
		var s candidateSnapshot
		err := rows.Scan(&s.id, &s.at, &s.pinned)
		all, instants = append(all, s), append(instants, s.at)
		return err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	if newest == 0 {
		newest = instants[len(instants)-1]
	}
	protected := t.protectNewest()
	protected[all[len(all)-1].id] = true
	for i, keep := range rule.Keeps(instants, newest, t.zone) {
		s := all[i]
		if !keep && !s.pinned && !protected[s.id] {
			gone = append(gone, s.id)
			continue
		}
		t.keep(s)
	}
	return gone, nil
}

// protectNewest keeps the newest listing of every source, and gives the
// snapshots that they belong to.
func (t *thinner) protectNewest() map[int64]bool {
	newest := map[int64]listing{}
	for _, g := range t.listings { // in order
		newest[g.sourceID] = g
	}
	protected := map[int64]bool{}
	for _, g := range newest {
		protected[g.snapshotID] = true
		t.kept[listingKey{g.sourceID, g.pos}] = true
	}
	return protected
}

// keep notes the listings that a kept day shows: its own, and those of other
// snapshots that speak for it.
func (t *thinner) keep(s candidateSnapshot) {
	t.done.Kept = append(t.done.Kept, s.at.String())
	for _, g := range t.listings {
		if g.snapshotID == s.id && !g.thinned {
			t.kept[listingKey{g.sourceID, g.pos}] = true
		}
	}
	// A day opens by its instant in whole seconds, to their end.
	for _, at := range []ledger.Instant{s.at, s.at - s.at%1000 + 999} {
		for _, g := range cover(t.listings, at) {
			t.kept[listingKey{g.sourceID, g.pos}] = true
		}
	}
}

// markListings writes down which listings can no longer be opened, and fills
// temp.kept_listing with the others.
func (t *thinner) markListings(ctx context.Context) (marked int, err error) {
	if _, err := t.tx.ExecContext(ctx, `CREATE TEMP TABLE IF NOT EXISTS kept_listing (source_id INTEGER, pos INTEGER, PRIMARY KEY (source_id, pos)) WITHOUT ROWID;
		DELETE FROM temp.kept_listing`); err != nil {
		return 0, err
	}
	for _, g := range t.listings {
		statement := `INSERT INTO temp.kept_listing VALUES (?, ?)`
		if !t.kept[listingKey{g.sourceID, g.pos}] {
			if g.thinned {
				continue
			}
			statement = `INSERT INTO thinned (source_id, pos) VALUES (?, ?)`
			marked++
		}
		if _, err := t.tx.ExecContext(ctx, statement, g.sourceID, int64(g.pos)); err != nil {
			return marked, err
		}
	}
	return marked, nil
}
