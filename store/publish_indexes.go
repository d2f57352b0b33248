package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
)

// manyFacts is from how many facts on building an index at once beats growing
// it fact by fact: for a million, half the time of the whole publication.
var manyFacts = 20_000 // a test takes fewer

// sortCache is how much SQLite sorts in memory before it goes on in a file, in KiB.
// It takes this once more while that grows, and the driver keeps what it took.
const sortCache = 4 << 10

// droppedIndex is an index and the statement that creates it.
type droppedIndex struct{ name, create string }

// dropIndexes drops the indexes of tables that are empty and about to be
// filled, and gives the statements that create them again. Other connections
// see nothing of it: both happen in the publication's transaction.
func (b *publisher) dropIndexes(ctx context.Context, all []*kindChange) (indexes []droppedIndex, err error) {
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
			var index droppedIndex
			err := rows.Scan(&index.name, &index.create)
			names, indexes = append(names, index.name), append(indexes, index)
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

// sortedInFiles are the indexes whose columns are ids, dates and the names of
// licenses. Where one outgrows a little memory, SQLite may sort it in temporary
// files, which nobody but it sees: Unix takes their names away as soon as they are
// open, and Windows removes them with the program, however it ends. All others are
// sorted in memory, since names and addresses must not reach a file that is not
// the ledger.
var sortedInFiles = []string{"user_user", "assignment_user", "assigned_plan_user", "assigned_plan_fingerprint", "deleted_user_user", "report_row_assigned"}

// createIndexes creates dropped indexes again. SQLite sorts them: what publication
// is done with makes room.
func (b *publisher) createIndexes(ctx context.Context, indexes []droppedIndex) error {
	if len(indexes) == 0 {
		return nil
	}
	if b.first == nil { // else there is not much
		debug.FreeOSMemory()
	}
	back, err := caching(ctx, b.tx, sortCache, "main")
	if err != nil {
		return err
	}
	for _, index := range indexes {
		if err := b.createIndex(ctx, index); err != nil {
			return errors.Join(err, back())
		}
	}
	return back()
}

func (b *publisher) createIndex(ctx context.Context, index droppedIndex) error {
	if slices.Contains(sortedInFiles, index.name) {
		if sorted, err := b.sortInFile(ctx, index); err != nil || sorted {
			return err
		}
	}
	_, err := b.tx.ExecContext(ctx, index.create)
	return err
}

// sortInFile creates an index with temporary files. sorted is false where there is
// no room for them, or no folder: nothing is done then. The setting holds for this
// one statement, and no temporary table is open: see publish.
func (b *publisher) sortInFile(ctx context.Context, index droppedIndex) (sorted bool, err error) {
	if _, err := b.tx.ExecContext(ctx, `PRAGMA temp_store = file`); err != nil {
		return false, err
	}
	_, failed := b.tx.ExecContext(ctx, index.create)
	if _, err := b.tx.ExecContext(context.WithoutCancel(ctx), `PRAGMA temp_store = memory`); err != nil {
		return false, errors.Join(failed, err)
	}
	if failed != nil && ctx.Err() == nil {
		return false, nil // in memory it may fit, or the ledger's disk is full and says so again
	}
	return failed == nil, failed
}
