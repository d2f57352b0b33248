package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Runs lists every sync and import, oldest first: also those that published
// nothing, and those whose reading was thinned.
func (l *Ledger) Runs(ctx context.Context) ([]ledger.Run, error) {
	const op = "list syncs and imports"
	var all []ledger.Run
	err := each(ctx, l.read, `WITH read AS (
			SELECT g.snapshot_id, sum(g.began) AS began, sum(g.ended) AS ended, max(g.file_name) AS file_name, group_concat(DISTINCT c.name) AS sources
			FROM listing g JOIN source c USING (source_id) GROUP BY g.snapshot_id)
		SELECT r.run_id, r.kind, r.state, r.started_at, r.ended_at, s.snapshot_id, coalesce(s.at, r.started_at), coalesce(s.is_openable, 0),
			coalesce(s.pinned, 0), coalesce(s.label, ''), coalesce(read.began, 0), coalesce(read.ended, 0), coalesce(read.file_name, ''), coalesce(read.sources, ''),
			(SELECT count(*) FROM warning w WHERE w.run_id = r.run_id), coalesce(m.month, ''),
			EXISTS (SELECT 1 FROM listing g WHERE g.snapshot_id = s.snapshot_id AND g.pos = (SELECT max(n.pos) FROM listing n WHERE n.source_id = g.source_id))
		FROM run r LEFT JOIN snapshot s USING (run_id) LEFT JOIN read USING (snapshot_id) LEFT JOIN closed_month m USING (snapshot_id) ORDER BY 7, r.run_id`, nil, func(rows *sql.Rows) error {
		var r ledger.Run
		var started, at ledger.Instant
		var ended, snapshot sql.NullInt64
		var openable bool
		var sources string
		if err := rows.Scan(&r.ID, &r.Kind, &r.State, &started, &ended, &snapshot, &at, &openable, &r.Pinned, &r.Label, &r.Began, &r.Ended, &r.FileName,
			&sources, &r.Warnings, &r.ClosedMonth, &r.Newest); err != nil {
			return err
		}
		r.At, r.StartedAt = at.String(), started.String()
		if ended.Valid {
			r.EndedAt = ledger.Text(ledger.Instant(ended.Int64).String())
		}
		r.Thinned = snapshot.Valid && !openable
		if openable {
			r.SnapshotID = snapshot.Int64
		}
		for _, info := range ledger.Sources() {
			if slices.Contains(strings.Split(sources, ","), info.Name) {
				r.Sources = append(r.Sources, info.Name)
			}
		}
		all = append(all, r)
		return nil
	})
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].SnapshotID != 0 {
			all[i].Newest = true
			break
		}
	}
	return all, classify(op, l.path, err)
}

// RunListings tells what a run read to its end, in the order in which runs read,
// and what a person should know about it. Nothing for a run that is not there.
func (l *Ledger) RunListings(ctx context.Context, runID int64) ([]ledger.RunListing, []ledger.Warning, error) {
	const op = "read sync or import"
	found := map[string]ledger.RunListing{}
	err := each(ctx, l.read, `SELECT c.name, g.read_from, g.read_to, g.rows, g.began, g.ended, coalesce(g.file_name, '')
		FROM listing g JOIN snapshot s USING (snapshot_id) JOIN source c USING (source_id) WHERE s.run_id = ?`, []any{runID}, func(rows *sql.Rows) error {
		var g ledger.RunListing
		var from, to ledger.Instant
		err := rows.Scan(&g.Source, &from, &to, &g.Rows, &g.Began, &g.Ended, &g.FileName)
		g.ReadFrom, g.ReadTo = from.String(), to.String()
		found[g.Source] = g
		return err
	})
	if err != nil {
		return nil, nil, classify(op, l.path, err)
	}
	var all []ledger.RunListing
	for _, info := range ledger.Sources() {
		if g, ok := found[info.Name]; ok {
			all = append(all, g)
		}
	}
	warnings, err := l.warnings(ctx)
	return all, warnings[runID], classify(op, l.path, err)
}
