package export

import (
	"context"
	"fmt"

	"licenseledger/store/ledger"
)

// aheadWindow is how many rows are read at a time while those before are
// written: about half a kilobyte each, in three windows.
const aheadWindow = 4 * window

// EachAhead calls do with all rows, a window at a time and in order, while the
// next window is read; at least the columns of these keys are filled in. The
// window is do's until it returns. It ends as eachRow does, and no row is read
// any more when it has returned.
func EachAhead(ctx context.Context, rows Rows, keys []string, do func([]ledger.Row) error) error {
	read, err := reader(rows, keys)
	if err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	reading, stop := context.WithCancelCause(ctx)
	pages, ended := make(chan []ledger.Row), make(chan error, 1)
	go func() {
		defer close(pages)
		ended <- readAhead(reading, rows.Len(), read, pages)
	}()
	for page := range pages {
		if err == nil {
			if err = do(page); err != nil {
				stop(err)
			}
		}
	}
	readErr := <-ended
	stop(nil)
	if err != nil {
		return err
	}
	return readErr
}

// reader gives what reads a window of rows. Three windows are about: one is
// written, one waits, one is read.
func reader(rows Rows, keys []string) (func(from, n int) ([]ledger.Row, error), error) {
	picker, ok := rows.(Picker)
	if !ok {
		return rows.Rows, nil
	}
	fill, err := picker.Pick(keys)
	var windows [3][]ledger.Row
	turn := 0
	return func(from, n int) ([]ledger.Row, error) {
		if _, err := rows.Rows(from, 0); err != nil {
			return nil, err
		}
		turn = (turn + 1) % len(windows)
		if cap(windows[turn]) < n {
			windows[turn] = make([]ledger.Row, n)
		}
		page := windows[turn][:n]
		for i := range page {
			fill(from+i, &page[i])
		}
		return page, nil
	}, err
}

func readAhead(ctx context.Context, to int, read func(from, n int) ([]ledger.Row, error), pages chan<- []ledger.Row) error {
	for from := 0; from < to; {
		if ctx.Err() != nil {
			return canceled(ctx)
		}
		page, err := read(from, min(aheadWindow, to-from))
		if err != nil {
			return fmt.Errorf("read rows: %w", err)
		}
		if len(page) == 0 || len(page) > to-from {
			return ledger.Errorf(ledger.CodeStale, "read rows",
				"The list changed while it was being written. Open it again and repeat the export.")
		}
		select {
		case pages <- page:
			from += len(page)
		case <-ctx.Done():
			return canceled(ctx)
		}
	}
	return nil
}

// Bounds gives the earliest and the latest instant of Row.StatusSince; "" for
// one that is not known.
func Bounds(since ledger.Text) (from, to ledger.Text) { return bounds(since) }

// CandidatesText gives Row.Candidates as one text: Jane Doe <jane@contoso.com>;
// ...
func CandidatesText(r *ledger.Row) ledger.Text { return candidates(r) }
