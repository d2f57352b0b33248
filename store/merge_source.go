package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// theirListing is a listing of the other ledger that ours lacks.
type theirListing struct {
	pos        ledger.Position
	snapshotID int64 // there
}

// source merges the history of one source: the listings that ours lacks, and
// every fact whose stretches they change.
func (m *merger) source(ctx context.Context, info ledger.SourceInfo) error {
	var ours, theirs int64
	err := m.tx.QueryRowContext(ctx, `SELECT coalesce((SELECT source_id FROM main.source WHERE name = ?1), 0), coalesce((SELECT source_id FROM other.source WHERE name = ?1), 0)`,
		info.Name).Scan(&ours, &theirs)
	if err != nil || theirs == 0 {
		return err
	}
	fresh, err := m.freshListings(ctx, ours, theirs)
	if err != nil || len(fresh) == 0 {
		return err
	}
	positions, err := m.positions(ctx, ours, fresh)
	if err != nil {
		return err
	}
	isFresh := map[ledger.Position]bool{}
	for _, g := range fresh {
		isFresh[g.pos] = true
	}
	f := factMerger{tx: m.tx, axis: newAxis(positions, isFresh), ours: ours, theirs: theirs}
	for _, kind := range info.Kinds {
		if err := f.kind(ctx, kind); err != nil {
			return fmt.Errorf("merge %s: %w", kind, err)
		}
	}
	m.done.Facts += f.added
	for _, g := range fresh {
		if err := m.putListing(ctx, ours, theirs, g); err != nil {
			return err
		}
	}
	m.done.Listings += int64(len(fresh))
	return m.recount(ctx, info, ours, f.axis)
}

// freshListings gives the listings that ours lacks. The same file is not taken
// twice, and a thinned listing is not whole.
func (m *merger) freshListings(ctx context.Context, ours, theirs int64) ([]theirListing, error) {
	var all []theirListing
	err := each(ctx, m.tx, `SELECT g.pos, g.snapshot_id, EXISTS (SELECT 1 FROM other.thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
		FROM other.listing g WHERE g.source_id = ?1
			AND NOT EXISTS (SELECT 1 FROM main.listing o WHERE o.source_id = ?2 AND o.pos = g.pos)
			AND NOT EXISTS (SELECT 1 FROM main.listing o WHERE o.file_hash = g.file_hash)
		ORDER BY g.pos`, []any{theirs, ours}, func(rows *sql.Rows) error {
		var g theirListing
		var thinned bool
		if err := rows.Scan(&g.pos, &g.snapshotID, &thinned); err != nil {
			return err
		}
		if thinned {
			m.done.Thinned++
			return nil
		}
		all = append(all, g)
		return nil
	})
	return all, err
}

// positions gives the places of all listings, ours and those that are new.
func (m *merger) positions(ctx context.Context, ours int64, fresh []theirListing) ([]ledger.Position, error) {
	var all []ledger.Position
	for _, g := range fresh {
		all = append(all, g.pos)
	}
	err := each(ctx, m.tx, `SELECT pos FROM main.listing WHERE source_id = ?`, []any{ours}, func(rows *sql.Rows) error {
		var pos ledger.Position
		err := rows.Scan(&pos)
		all = append(all, pos)
		return err
	})
	slices.Sort(all)
	return all, err
}

// recount counts anew what began and ended with the listings that are new, and
// with those after them, which have another neighbour now.
func (m *merger) recount(ctx context.Context, info ledger.SourceInfo, ours int64, a *axis) error {
	began, ended := map[ledger.Position]int64{}, map[ledger.Position]int64{}
	for _, kind := range info.Kinds {
		for column, count := range map[string]map[ledger.Position]int64{"from_pos": began, "to_pos": ended} {
			query := fmt.Sprintf(`SELECT %[1]s, count(*) FROM main.%[2]s_span WHERE +source_id = ? GROUP BY %[1]s`, column, kind)
			if err := each(ctx, m.tx, query, []any{ours}, func(rows *sql.Rows) error {
				var pos ledger.Position
				var n int64
				err := rows.Scan(&pos, &n)
				count[pos] += n
				return err
			}); err != nil {
				return err
			}
		}
	}
	for i, pos := range a.positions {
		if !a.theirs[i] && (i == 0 || !a.theirs[i-1]) {
			continue
		}
		if _, err := m.tx.ExecContext(ctx, `UPDATE main.listing SET began = ?, ended = ? WHERE source_id = ? AND pos = ?`, began[pos], ended[pos], ours, int64(pos)); err != nil {
			return err
		}
	}
	return nil
}
