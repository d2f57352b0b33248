package store

import (
	"context"
	"database/sql"
	"fmt"

	"licenseledger/store/ledger"
)

// dropHistory leaves only what the newest day shows: the listings that speak
// for it, as if each were the first of its source.
func (s *stripper) dropHistory(ctx context.Context) error {
	listings, err := readListings(ctx, s.tx)
	if err != nil || len(listings) == 0 {
		return err
	}
	var newest int64
	var at ledger.Instant
	if err := s.tx.QueryRowContext(ctx, `SELECT snapshot_id, at FROM snapshot WHERE is_openable ORDER BY at DESC, snapshot_id DESC LIMIT 1`).Scan(&newest, &at); err != nil {
		return err
	}
	speaks := cover(listings, at)
	for _, info := range ledger.Sources() {
		for _, kind := range info.Kinds {
			if err := s.keepOnly(ctx, info.Name, kind, speaks[info.Name].pos); err != nil {
				return fmt.Errorf("keep newest %s: %w", kind, err)
			}
		}
		if _, err := s.tx.ExecContext(ctx, `DELETE FROM listing WHERE pos <> ? AND source_id = (SELECT source_id FROM source WHERE name = ?)`,
			int64(speaks[info.Name].pos), info.Name); err != nil {
			return err
		}
	}
	if err := s.exec(ctx, `UPDATE listing SET began = rows, ended = 0`, `DELETE FROM thinned`, `DELETE FROM evidence`,
		`DELETE FROM snapshot WHERE snapshot_id NOT IN (SELECT snapshot_id FROM listing)`,
		`DELETE FROM warning WHERE run_id NOT IN (SELECT run_id FROM snapshot)`, `DELETE FROM run WHERE run_id NOT IN (SELECT run_id FROM snapshot)`,
		// An older day whose listing still speaks would show too little.
		`UPDATE snapshot SET is_openable = 0, at = (SELECT max(read_to) FROM listing g WHERE g.snapshot_id = snapshot.snapshot_id)`); err != nil {
		return err
	}
	_, err = s.tx.ExecContext(ctx, `UPDATE snapshot SET is_openable = 1 WHERE snapshot_id = ?`, newest)
	return err
}

// keepOnly keeps the facts of a kind that one listing has; 0 keeps none.
func (s *stripper) keepOnly(ctx context.Context, source string, kind ledger.Kind, pos ledger.Position) error {
	args := []any{sql.Named("source", source), sql.Named("pos", int64(pos)), sql.Named("end", int64(ledger.EndOfTime))}
	for _, statement := range []string{
		`DELETE FROM %[1]s_span WHERE source_id = (SELECT source_id FROM source WHERE name = @source) AND NOT (from_pos <= @pos AND to_pos > @pos)`,
		`UPDATE %[1]s_span SET from_pos = @pos, to_pos = @end WHERE source_id = (SELECT source_id FROM source WHERE name = @source)`,
		`DELETE FROM %[1]s WHERE source_id = (SELECT source_id FROM source WHERE name = @source) AND NOT EXISTS (SELECT 1 FROM %[1]s_span s WHERE s.fact_id = %[1]s.fact_id)`,
	} {
		if _, err := s.tx.ExecContext(ctx, fmt.Sprintf(statement, kind), args...); err != nil {
			return err
		}
	}
	return nil
}
