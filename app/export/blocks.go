package export

import (
	"context"
	"runtime"
	"sync"

	"licenseledger/store/ledger"
)

// blockRows is how many rows become one block of text.
const blockRows = 4 * window

// block is some rows as they stand in the file.
type block struct {
	text []byte
	err  error
}

// eachBlock makes text of rows from, ..., to-1 and hands it on in their order,
// with how many rows are done. Where rows can be picked, several processors make
// blocks side by side; newEncode is asked for an encoder for each of them. The
// text is written's until it returns. Errors as eachRow, and those of written.
func eachBlock(ctx context.Context, rows Rows, columns []column, from, to int, newEncode func() func(to []byte, r *ledger.Row) []byte, written func(text []byte, done int) error) error {
	_, picks := rows.(Picker)
	workers := min(runtime.GOMAXPROCS(0), 4, (to-from+blockRows-1)/blockRows)
	if !picks || workers < 2 {
		return oneByOne(ctx, rows, columns, from, to, newEncode(), written)
	}
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()

	type job struct {
		from int
		done chan block
	}
	jobs, ordered := make(chan job), make(chan job, 2*workers)
	free := make(chan []byte, 2*workers+1)
	all.Go(func() {
		defer close(ordered)
		defer close(jobs)
		for at := from; at < to; at += blockRows {
			j := job{at, make(chan block, 1)}
			select {
			case ordered <- j:
			case <-ctx.Done():
				return
			}
			jobs <- j // somebody takes it: workers end when jobs are closed
		}
	})
	for range workers {
		all.Go(func() {
			encode := newEncode()
			for j := range jobs {
				b := block{}
				select {
				case b.text = <-free:
				default:
				}
				b.err = eachRow(ctx, rows, columns, j.from, min(j.from+blockRows, to), func(r *ledger.Row) error {
					b.text = encode(b.text, r)
					return nil
				})
				j.done <- b
			}
		})
	}
	for j := range ordered {
		b := <-j.done
		if b.err != nil {
			return b.err
		}
		if err := written(b.text, min(j.from+blockRows, to)-from); err != nil {
			return err
		}
		select {
		case free <- b.text[:0]:
		default:
		}
	}
	if ctx.Err() != nil {
		return canceled(ctx)
	}
	return nil
}

// oneByOne is eachBlock on one processor.
func oneByOne(ctx context.Context, rows Rows, columns []column, from, to int, encode func(to []byte, r *ledger.Row) []byte, written func(text []byte, done int) error) error {
	var text []byte
	done := 0
	err := eachRow(ctx, rows, columns, from, to, func(r *ledger.Row) error {
		text = encode(text, r)
		if done++; done%window == 0 {
			err := written(text, done)
			text = text[:0]
			return err
		}
		return nil
	})
	if err != nil || done%window == 0 && done > 0 {
		return err
	}
	return written(text, done)
}
