package store

import (
	"context"
	"fmt"
)

// putListing takes over one listing, and its snapshot and run when they are not
// here yet. Its counts are made later.
func (m *merger) putListing(ctx context.Context, ours, theirs int64, g theirListing) error {
	snapshotID, err := m.snapshot(ctx, g.snapshotID)
	if err != nil {
		return err
	}
	_, err = m.tx.ExecContext(ctx, `INSERT INTO main.listing (source_id, pos, snapshot_id, read_from, read_to, rows, began, ended, content_hash, file_hash, file_name, whole_at)
		SELECT ?, pos, ?, read_from, read_to, rows, 0, 0, content_hash, file_hash, file_name, whole_at FROM other.listing WHERE source_id = ? AND pos = ?`,
		ours, snapshotID, theirs, int64(g.pos))
	return err
}

// snapshot takes over a snapshot with its run and warnings, once.
func (m *merger) snapshot(ctx context.Context, theirs int64) (int64, error) {
	if id, ok := m.runs[theirs]; ok {
		return id, nil
	}
	run, err := m.tx.ExecContext(ctx, `INSERT INTO main.run (kind, state, started_at, ended_at, app_version)
		SELECT kind, CASE state WHEN 'running' THEN 'partial' ELSE state END, started_at, ended_at, app_version
		FROM other.run WHERE run_id = (SELECT run_id FROM other.snapshot WHERE snapshot_id = ?)`, theirs)
	if err != nil {
		return 0, fmt.Errorf("keep run: %w", err)
	}
	runID, err := run.LastInsertId()
	if err != nil {
		return 0, err
	}
	if _, err := m.tx.ExecContext(ctx, `INSERT INTO main.warning (run_id, code, source, text, count)
		SELECT ?, code, source, text, count FROM other.warning WHERE run_id = (SELECT run_id FROM other.snapshot WHERE snapshot_id = ?)`, runID, theirs); err != nil {
		return 0, fmt.Errorf("keep warnings: %w", err)
	}
	snapshot, err := m.tx.ExecContext(ctx, `INSERT INTO main.snapshot (run_id, at, at_rule, label, pinned, is_openable)
		SELECT ?, at, at_rule, label, pinned, is_openable FROM other.snapshot WHERE snapshot_id = ?`, runID, theirs)
	if err != nil {
		return 0, fmt.Errorf("keep snapshot: %w", err)
	}
	id, err := snapshot.LastInsertId()
	m.runs[theirs] = id
	m.done.Snapshots++
	return id, err
}

// placeSnapshots gives the snapshots that came the instant of the newest of the
// listings that came with them, and those that both have the label and the pin
// of either.
func (m *merger) placeSnapshots(ctx context.Context) error {
	for _, id := range m.runs {
		if _, err := m.tx.ExecContext(ctx, `UPDATE main.snapshot SET at = (SELECT max(read_to) FROM main.listing g WHERE g.snapshot_id = snapshot.snapshot_id)
			WHERE snapshot_id = ?`, id); err != nil {
			return err
		}
	}
	result, err := m.tx.ExecContext(ctx, `UPDATE main.snapshot SET label = coalesce(snapshot.label, x.label), pinned = max(snapshot.pinned, x.pinned)
		FROM (SELECT g.snapshot_id, max(s.label) AS label, max(s.pinned) AS pinned FROM main.listing g
			JOIN main.source c USING (source_id) JOIN other.source d ON d.name = c.name
			JOIN other.listing h ON h.source_id = d.source_id AND h.pos = g.pos JOIN other.snapshot s ON s.snapshot_id = h.snapshot_id GROUP BY 1) x
		WHERE x.snapshot_id = snapshot.snapshot_id AND snapshot.is_openable
			AND ((snapshot.label IS NULL AND x.label IS NOT NULL) OR (snapshot.pinned = 0 AND x.pinned = 1))`)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	m.done.Others += n
	return err
}

// others takes over what is not part of any listing. Where both say something
// about the same thing, ours stays.
func (m *merger) others(ctx context.Context) error {
	if err := m.prices(ctx); err != nil {
		return err
	}
	var listed bool // two lists of cost centers are not mixed
	if err := m.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM main.cost_center_of)`).Scan(&listed); err != nil {
		return err
	}
	statements := []string{
		`INSERT INTO main.evidence (user_id, at, source_id, is_found) SELECT e.user_id, e.at, c.source_id, e.is_found
			FROM other.evidence e JOIN other.source d USING (source_id) JOIN main.source c ON c.name = d.name WHERE true ON CONFLICT DO NOTHING`,
		`INSERT INTO main.license_cover SELECT * FROM other.license_cover WHERE true ON CONFLICT DO NOTHING`,
		`INSERT INTO main.free_keep SELECT * FROM other.free_keep WHERE true ON CONFLICT DO NOTHING`,
		`INSERT INTO main.saved_view SELECT * FROM other.saved_view WHERE true ON CONFLICT DO NOTHING`,
	}
	if !listed {
		statements = append(statements, `INSERT INTO main.cost_center_of SELECT * FROM other.cost_center_of`)
	}
	for _, statement := range statements {
		result, err := m.tx.ExecContext(ctx, statement)
		if err != nil {
			return fmt.Errorf("merge what people wrote: %w", err)
		}
		n, err := result.RowsAffected()
		if err != nil {
			return err
		}
		m.done.Others += n
	}
	return nil
}
