package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// thinner is one thinning in its transaction.
type thinner struct {
	tx       *sql.Tx
	zone     *time.Location
	listings []listing
	spared   []int64             // snapshots that count as openable
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
	all, err := t.openable(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var instants []ledger.Instant
	for _, s := range all {
		instants = append(instants, s.at)
	}
	if newest == 0 {
		newest = instants[len(instants)-1]
	}
	protected := t.protected(all)
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

// openable gives the snapshots that can be opened, oldest first, and reads the
// listings of all.
func (t *thinner) openable(ctx context.Context) (all []candidateSnapshot, err error) {
	if t.listings, err = readListings(ctx, t.tx); err != nil {
		return nil, err
	}
	err = each(ctx, t.tx, `SELECT snapshot_id, at, pinned, is_openable FROM snapshot ORDER BY at, snapshot_id`, nil, func(rows *sql.Rows) error {
		var s candidateSnapshot
		var is bool
		err := rows.Scan(&s.id, &s.at, &s.pinned, &is)
		if is || slices.Contains(t.spared, s.id) {
			all = append(all, s)
		}
		return err
	})
	return all, err
}

// protected keeps the newest listing of every source, and gives the snapshots
// that they belong to, and the newest one of all.
func (t *thinner) protected(all []candidateSnapshot) map[int64]bool {
	newest := map[int64]listing{}
	for _, g := range t.listings { // in order
		newest[g.sourceID] = g
	}
	protected := map[int64]bool{}
	for _, g := range newest {
		protected[g.snapshotID] = true
		t.kept[listingKey{g.sourceID, g.pos}] = true
	}
	if len(all) > 0 {
		protected[all[len(all)-1].id] = true
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
	for _, at := range moments(s.at) {
		for _, g := range cover(t.listings, at) {
			t.kept[listingKey{g.sourceID, g.pos}] = true
		}
	}
}

// moments are when a day is opened at: its instant, and because that is asked
// for in whole seconds, their end.
func moments(at ledger.Instant) []ledger.Instant {
	return []ledger.Instant{at, at - at%1000 + 999}
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
