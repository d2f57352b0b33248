package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// listing is one reading of one source.
type listing struct {
	source     string
	sourceID   int64
	pos        ledger.Position
	snapshotID int64
	readFrom   ledger.Instant
	readTo     ledger.Instant
	wholeAt    ledger.Instant
	rows       int64
	began      int64
	ended      int64
	thinned    bool // it can no longer be opened
}

// cover gives, per source, the listing that speaks at an instant: the newest
// at or before it, if at most ShelfLifeDays old. A source without one is not
// in the map. listings are ordered by position.
func cover(listings []listing, at ledger.Instant) map[string]listing {
	speaks := newestAt(listings, at)
	for source, g := range speaks {
		if g.thinned {
			delete(speaks, source)
		}
	}
	return speaks
}

// newestAt is cover before anything was thinned.
func newestAt(listings []listing, at ledger.Instant) map[string]listing {
	oldest := ledger.InstantOf(at.Time().AddDate(0, 0, -ledger.ShelfLifeDays))
	newest := map[string]listing{}
	for _, g := range listings {
		if g.pos <= ledger.LastPositionAt(at) {
			newest[g.source] = g
		}
	}
	for source, g := range newest {
		if g.pos.Instant() < oldest {
			delete(newest, source)
		}
	}
	return newest
}

// basisOf chooses what the list is made from: the newest report that speaks,
// else the directory.
func basisOf(speaks map[string]listing) (basis ledger.Basis, from listing) {
	for _, info := range ledger.Sources() {
		if g, ok := speaks[info.Name]; ok && info.IsReport && g.pos > from.pos {
			basis, from = ledger.BasisReport, g
		}
	}
	if basis == ledger.BasisReport {
		return basis, from
	}
	if g := newest(speaks, ledger.DirectorySources()); g.pos != 0 {
		return ledger.BasisDirectory, g
	}
	return ledger.BasisNone, listing{}
}

func readListings(ctx context.Context, q querier) ([]listing, error) {
	var all []listing
	err := each(ctx, q, `SELECT c.name, g.source_id, g.pos, g.snapshot_id, g.read_from, g.read_to, coalesce(g.whole_at, g.read_to), g.rows, g.began, g.ended,
			EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
		FROM listing g JOIN source c USING (source_id) ORDER BY g.pos`, nil, func(rows *sql.Rows) error {
		var g listing
		err := rows.Scan(&g.source, &g.sourceID, &g.pos, &g.snapshotID, &g.readFrom, &g.readTo, &g.wholeAt, &g.rows, &g.began, &g.ended, &g.thinned)
		all = append(all, g)
		return err
	})
	return all, err
}

// Snapshots lists every snapshot, oldest first.
func (l *Ledger) Snapshots(ctx context.Context) ([]ledger.Snapshot, error) {
	all, err := l.snapshots(ctx, `s.is_openable`)
	if err == nil {
		err = l.countDirectoryRows(ctx, all)
	}
	return all, classify("list readings", l.path, err)
}

// snapshots reads those that a condition on snapshot s picks.
func (l *Ledger) snapshots(ctx context.Context, condition string, args ...any) ([]ledger.Snapshot, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	warnings, err := l.warnings(ctx)
	if err != nil {
		return nil, err
	}
	var all []ledger.Snapshot
	err = each(ctx, l.read, `SELECT s.snapshot_id, s.at, s.at_rule, r.kind, r.state, coalesce(s.label, ''), s.pinned, s.run_id
		FROM snapshot s JOIN run r USING (run_id) WHERE `+condition+` ORDER BY s.at, s.snapshot_id`, args, func(rows *sql.Rows) error {
		var s ledger.Snapshot
		var at ledger.Instant
		var runID int64
		if err := rows.Scan(&s.ID, &at, &s.AtRule, &s.Kind, &s.State, &s.Label, &s.Pinned, &runID); err != nil {
			return err
		}
		s.At, s.Partial = at.String(), s.State != ledger.RunComplete
		s.Warnings = append([]ledger.Warning{}, warnings[runID]...)
		describe(&s, cover(h.listings, at))
		all = append(all, s)
		return nil
	})
	return all, err
}

// describe fills in what the listings that speak say of a snapshot.
func describe(s *ledger.Snapshot, speaks map[string]listing) {
	for _, info := range ledger.Sources() {
		g, ok := speaks[info.Name]
		if !ok {
			s.Coverage = append(s.Coverage, ledger.Coverage{Source: info.Name})
			continue
		}
		own := g.snapshotID == s.ID
		if own {
			s.Began += g.began
			s.Ended += g.ended
		}
		s.Coverage = append(s.Coverage, ledger.Coverage{Source: info.Name, AsOf: ledger.Text(g.pos.Instant().String()),
			ReadFrom: ledger.Text(g.readFrom.String()), ReadTo: ledger.Text(g.readTo.String()), WholeAt: ledger.Text(g.wholeAt.String()), Rows: g.rows, Own: own})
	}
	var base listing
	if s.Basis, base = basisOf(speaks); s.Basis == ledger.BasisReport {
		s.Rows = base.rows
	}
}

// countDirectoryRows tells the rows of the list where it is made from the
// directory: counted once for every pair of listings, and kept.
func (l *Ledger) countDirectoryRows(ctx context.Context, all []ledger.Snapshot) error {
	known := map[listedFrom]int64{}
	err := each(ctx, l.read, `SELECT users_pos, skus_pos, rows FROM list_count`, nil, func(rows *sql.Rows) error {
		var from listedFrom
		var n int64
		err := rows.Scan(&from.users, &from.skus, &n)
		known[from] = n
		return err
	})
	if err != nil {
		return err
	}
	counted := map[listedFrom]int64{}
	for i := range all {
		if all[i].Basis != ledger.BasisDirectory {
			continue
		}
		from, rows, err := l.directoryRows(ctx, all[i], known)
		if err != nil {
			return err
		}
		if _, is := known[from]; !is {
			known[from], counted[from] = rows, rows
		}
		all[i].Rows = rows
	}
	return l.keepCounts(ctx, counted)
}

// listedFrom names the listings that a list of the directory is made from.
type listedFrom struct{ users, skus ledger.Position }

func (l *Ledger) directoryRows(ctx context.Context, s ledger.Snapshot, known map[listedFrom]int64) (listedFrom, int64, error) {
	h, err := l.history(ctx)
	if err != nil {
		return listedFrom{}, 0, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, err := h.day(s)
	if err != nil {
		return listedFrom{}, 0, err
	}
	from := listedFrom{d.accounts().pos, d.position(ledger.SourceSubscribedSkus)}
	if n, ok := known[from]; ok {
		return from, n, nil
	}
	t, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return from, 0, err
	}
	return from, int64(t.rows), nil
}

// keepCounts spares the next reader the counting. Where nothing can be written
// it is done again.
func (l *Ledger) keepCounts(ctx context.Context, counted map[listedFrom]int64) error {
	if len(counted) == 0 || l.write == nil {
		return nil
	}
	err := l.inWrite(ctx, "keep counts", func(tx *sql.Tx) error {
		for from, rows := range counted {
			if _, err := tx.ExecContext(ctx, `INSERT INTO list_count (users_pos, skus_pos, rows) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
				int64(from.users), int64(from.skus), rows); err != nil {
				return err
			}
		}
		return nil
	})
	if ledger.CodeOf(err) == ledger.CodeBusy {
		return nil // another program writes; what was counted is right all the same
	}
	return err
}

func (l *Ledger) warnings(ctx context.Context) (map[int64][]ledger.Warning, error) {
	all := map[int64][]ledger.Warning{}
	err := each(ctx, l.read, `SELECT run_id, code, source, text, count FROM warning ORDER BY run_id, code, source`, nil, func(rows *sql.Rows) error {
		var runID int64
		var w ledger.Warning
		err := rows.Scan(&runID, &w.Code, &w.Source, &w.Text, &w.Count)
		all[runID] = append(all[runID], w)
		return err
	})
	return all, err
}

// Resolve finds the snapshot that speaks for at: LATEST or "", a snapshot id,
// a date (the last snapshot in that day of the ledger's zone, else the last
// before it) or an RFC 3339 instant. not_found when there is none, usage when
// at is none of these.
func (l *Ledger) Resolve(ctx context.Context, at string) (ledger.Snapshot, error) {
	const op = "find reading"
	condition, argument := `1 = ?`, int64(1)
	at = strings.TrimSpace(at)
	if id, err := strconv.ParseInt(at, 10, 64); err == nil {
		condition, argument = `snapshot_id = ?`, id
	} else if day, err := time.ParseInLocation(time.DateOnly, at, l.zone); err == nil {
		condition, argument = `at < ?`, day.AddDate(0, 0, 1).UnixMilli()
	} else if instant, err := time.Parse(time.RFC3339, at); err == nil {
		condition, argument = `at < ?`, instant.UnixMilli()+1000
	} else if at != "" && !strings.EqualFold(at, "latest") {
		return ledger.Snapshot{}, ledger.Errorf(ledger.CodeUsage, op, "%q is no reading. Use LATEST, a number from the list of readings, or a date such as 2026-03-31.", at)
	}
	var id int64
	err := l.read.QueryRowContext(ctx, `SELECT coalesce((SELECT snapshot_id FROM snapshot WHERE is_openable AND `+condition+`
		ORDER BY at DESC, snapshot_id DESC LIMIT 1), 0)`, argument).Scan(&id)
	if err != nil {
		return ledger.Snapshot{}, classify(op, l.path, err)
	}
	if id == 0 {
		return ledger.Snapshot{}, l.noReading(ctx, at)
	}
	return l.snapshot(ctx, id)
}

func (l *Ledger) noReading(ctx context.Context, at string) error {
	var first, last sql.NullInt64
	if err := l.read.QueryRowContext(ctx, `SELECT min(at), max(at) FROM snapshot WHERE is_openable`).Scan(&first, &last); err != nil {
		return classify("find reading", l.path, err)
	}
	if !first.Valid {
		return ledger.Errorf(ledger.CodeNotFound, "find reading", "Nothing has been read into this history yet. Sync, or import a downloaded list.")
	}
	return ledger.Errorf(ledger.CodeNotFound, "find reading", "There is no reading for %s. The first is of %s, the last of %s.", at,
		ledger.Instant(first.Int64).Time().In(l.zone).Format(time.DateOnly), ledger.Instant(last.Int64).Time().In(l.zone).Format(time.DateOnly))
}

func (l *Ledger) snapshot(ctx context.Context, id int64) (ledger.Snapshot, error) {
	found, err := l.snapshots(ctx, `s.snapshot_id = ?`, id)
	if err == nil && len(found) == 0 {
		err = sql.ErrNoRows // thinned or forgotten since it was resolved
	}
	if err != nil {
		return ledger.Snapshot{}, classify("find reading", l.path, err)
	}
	return found[0], nil
}

// Organization is the tenant as of the newest reading; ok is false before one.
func (l *Ledger) Organization(ctx context.Context) (o ledger.Organization, ok bool, err error) {
	err = each(ctx, l.read, `SELECT f.tenant_id, coalesce(f.display_name, ''), coalesce(f.default_domain, ''), coalesce(f.domains, ''), coalesce(f.country, '')
		FROM organization_span s JOIN organization f USING (fact_id) ORDER BY s.to_pos DESC LIMIT 1`, nil, func(rows *sql.Rows) error {
		ok = true
		return rows.Scan(&o.TenantID, &o.DisplayName, &o.DefaultDomain, &o.Domains, &o.Country)
	})
	return o, ok, classify("read tenant", l.path, err)
}
