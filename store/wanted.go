package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// fill puts rows into a table of this connection, made or emptied before, to
// join with: the number of queries then does not grow with what is wanted.
func fill(ctx context.Context, tx *sql.Tx, table, columns string, n int, row func(i int) []any) error {
	stoppable := ctx
	ctx = context.WithoutCancel(ctx) // the driver starts a goroutine for every statement that can be stopped
	// The tables stay with the connection, so that its prepared statements do.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`CREATE TEMP TABLE IF NOT EXISTS %[1]s (%[2]s); DELETE FROM temp.%[1]s`, table, columns)); err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	marks := "(" + strings.TrimPrefix(strings.Repeat(", ?", len(row(0))), ", ") + ")"
	var values []any
	next := 0
	for _, atOnce := range []int{fillAtOnce, 1} {
		if n-next < atOnce {
			continue
		}
		insert, err := tx.PrepareContext(ctx, fmt.Sprintf(`INSERT OR IGNORE INTO temp.%s VALUES %s`, table, marks+strings.Repeat(", "+marks, atOnce-1)))
		if err != nil {
			return err
		}
		defer insert.Close()
		for ; n-next >= atOnce; next += atOnce {
			if err := stoppable.Err(); err != nil {
				return err
			}
			values = values[:0]
			for i := next; i < next+atOnce; i++ {
				values = append(values, row(i)...)
			}
			if _, err := insert.ExecContext(ctx, values...); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillAtOnce is how many rows a statement takes: to run one costs more than to
// insert a row, but the driver looks for each value among all of a statement's.
const fillAtOnce = 8

// fillTexts is fill for a table of one text each, in the order in which an
// index has them: what is looked up next is near then.
func fillTexts(ctx context.Context, tx *sql.Tx, table string, texts []string) error {
	texts = slices.Sorted(slices.Values(texts))
	return fill(ctx, tx, table, `value TEXT PRIMARY KEY`, len(texts), func(i int) []any { return []any{texts[i]} })
}
