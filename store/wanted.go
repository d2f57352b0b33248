package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// fill puts rows into a table of this connection, made or emptied before, to
// join with: the number of queries then does not grow with what is wanted.
func fill(ctx context.Context, tx *sql.Tx, table, columns string, n int, row func(i int) []any) error {
	// The tables stay with the connection, so that its prepared statements do.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`CREATE TEMP TABLE IF NOT EXISTS %[1]s (%[2]s); DELETE FROM temp.%[1]s`, table, columns)); err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	marks := strings.TrimPrefix(strings.Repeat(", ?", len(row(0))), ", ")
	insert, err := tx.PrepareContext(ctx, fmt.Sprintf(`INSERT OR IGNORE INTO temp.%s VALUES (%s)`, table, marks))
	if err != nil {
		return err
	}
	defer insert.Close()
	for i := range n {
		if _, err := insert.ExecContext(ctx, row(i)...); err != nil {
			return err
		}
	}
	return nil
}

// fillTexts is fill for a table of one text each.
func fillTexts(ctx context.Context, tx *sql.Tx, table string, texts []string) error {
	return fill(ctx, tx, table, `value TEXT PRIMARY KEY`, len(texts), func(i int) []any { return []any{texts[i]} })
}
