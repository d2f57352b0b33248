package store

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"
)

// manyFacts is from how many facts on building an index at once beats growing
// it fact by fact: for a million, half the time of the whole publication.
var manyFacts = 20_000 // a test takes fewer

// dropIndexes drops the indexes of tables that are empty and about to be
// filled, and gives the statements that create them again. Other connections
// see nothing of it: both happen in the publication's transaction.
func (b *publisher) dropIndexes(ctx context.Context, all []*kindChange) (indexes []string, err error) {
	if b.tally.fresh.len() < manyFacts {
		return nil, nil
	}
	debug.FreeOSMemory() // what reading the pages took
	for _, c := range all {
		if c.after > 0 {
			continue
		}
		var names []string
		err := each(ctx, b.tx, `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`, []any{string(c.kind)}, func(rows *sql.Rows) error {
			var name, create string
			err := rows.Scan(&name, &create)
			names, indexes = append(names, name), append(indexes, create)
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if _, err := b.tx.ExecContext(ctx, `DROP INDEX `+name); err != nil {
				return nil, fmt.Errorf("drop %s: %w", name, err)
			}
		}
	}
	return indexes, nil
}

// createIndexes creates dropped indexes again. SQLite sorts them in memory, as
// temporary files would hold names: what publication is done with makes room.
func (b *publisher) createIndexes(ctx context.Context, indexes []string) error {
	if len(indexes) > 0 {
		debug.FreeOSMemory()
	}
	for _, create := range indexes {
		if _, err := b.tx.ExecContext(ctx, create); err != nil {
			return err
		}
	}
	return nil
}
