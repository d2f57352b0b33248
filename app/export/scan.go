package export

import (
	"context"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// window is how many rows are held at a time: about half a kilobyte each.
const window = 1000

// eachRow calls do for rows from, ..., to-1, with at least these columns filled
// in; the row is do's until it returns. It stops with a canceled Error when ctx
// ends, which it looks at once per window, and with stale when rows are missing:
// the caller has already written down how many there are.
func eachRow(ctx context.Context, rows Rows, columns []column, from, to int, do func(*ledger.Row) error) error {
	picker, ok := rows.(Picker)
	if !ok {
		return eachWhole(ctx, rows, from, to, do)
	}
	fill, err := picker.Pick(keysOf(columns))
	if err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	var r ledger.Row
	for n := from; n < to; n++ {
		if (n-from)%window == 0 {
			if ctx.Err() != nil {
				return canceled(ctx)
			}
			if (n-from)%blockRows == 0 {
				if _, err := rows.Rows(n, 0); err != nil {
					return fmt.Errorf("read rows: %w", err)
				}
			}
		}
		fill(n, &r)
		if err := do(&r); err != nil {
			return err
		}
	}
	return nil
}

// keysOf names the columns of a row that columns are made of, each once.
func keysOf(columns []column) (keys []string) {
	for _, col := range columns {
		if !slices.Contains(keys, col.key) {
			keys = append(keys, col.key)
		}
	}
	return keys
}

// eachWhole is eachRow for rows that are only given whole.
func eachWhole(ctx context.Context, rows Rows, from, to int, do func(*ledger.Row) error) error {
	return eachPage(ctx, rows.Rows, from, to, func(page []ledger.Row) error {
		for i := range page {
			if err := do(&page[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachPage reads from, ..., to-1 a window at a time. Errors as eachRow.
func eachPage[T any](ctx context.Context, read func(from, n int) ([]T, error), from, to int, do func(page []T) error) error {
	for from < to {
		if ctx.Err() != nil {
			return canceled(ctx)
		}
		page, err := read(from, min(window, to-from))
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		if len(page) == 0 || len(page) > to-from {
			return ledger.Errorf(ledger.CodeStale, "read rows",
				"The list changed while it was being written. Open it again and repeat the export.")
		}
		if err := do(page); err != nil {
			return err
		}
		from += len(page)
	}
	return nil
}

func canceled(ctx context.Context) error {
	return &ledger.Error{Code: ledger.CodeCanceled, Op: "export", Message: "The export was stopped; nothing was left behind.", Err: context.Cause(ctx)}
}
