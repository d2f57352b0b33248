package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
)

func TestFill_KeepsEveryRowWhateverTheirNumber(t *testing.T) {
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = l.inWrite(ctx, "fill", func(tx *sql.Tx) error {
		for _, n := range []int{fillAtOnce*2 + 7, fillAtOnce, fillAtOnce + 1, fillAtOnce - 1, 1, 0} {
			if err := fill(ctx, tx, "filled", `n INTEGER, twice INTEGER`, n, func(i int) []any { return []any{i, 2 * i} }); err != nil {
				return err
			}
			var rows, different, right int
			if err := tx.QueryRow(`SELECT count(*), count(DISTINCT n), count(*) FILTER (WHERE twice = 2 * n AND n BETWEEN 0 AND ?) FROM temp.filled`, n-1).
				Scan(&rows, &different, &right); err != nil {
				return err
			}
			if rows != n || different != n || right != n {
				t.Errorf("of %d rows there are %d, %d different ones and %d right ones", n, rows, different, right)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
