// Command benchidentity measures how well Unknown rows are identified. It lets
// simulated tenants live through a few busy days, publishes what their sources
// say into real ledgers, and compares every conclusion with the tenants' own
// truth. It promises the same scores for the same seeds. What counts as good is
// left to `go run ./build bench`.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "benchidentity:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	seeds := flag.Int("seeds", 1000, "how many tenants")
	first := flag.Uint64("from", 1, "the first seed")
	dir := flag.String("dir", "", "where the ledgers lie meanwhile; the system's folder for such files if empty")
	flag.Parse()
	scratch, err := os.MkdirTemp(*dir, "identity")
	if err != nil {
		return err
	}
	total, err := measure(ctx, scratch, *first, *seeds)
	if err := errors.Join(err, os.RemoveAll(scratch)); err != nil {
		return err
	}
	for _, line := range total.wrongly {
		fmt.Fprintln(os.Stderr, line)
	}
	out := json.NewEncoder(os.Stdout)
	for key, n := range total.counts() {
		if err := out.Encode(figure{Key: key, Rows: n}); err != nil {
			return err
		}
	}
	return nil
}

// figure is one line of the answer.
type figure struct {
	Key  string `json:"key"`
	Rows int    `json:"rows"`
}

// measure adds up the scores of some seeds, several at once.
func measure(ctx context.Context, dir string, first uint64, seeds int) (*score, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work := make(chan uint64)
	total := &score{}
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for seed := range work {
				got, err := scoreOf(ctx, dir, seed)
				if err != nil {
					stop(fmt.Errorf("seed %d: %w", seed, err))
					continue
				}
				mu.Lock()
				total.add(got)
				mu.Unlock()
			}
		})
	}
	for seed := first; seed < first+uint64(seeds) && ctx.Err() == nil; seed++ {
		work <- seed
		if n := seed - first + 1; n%50 == 0 {
			fmt.Fprintf(os.Stderr, "%d of %d tenants\n", n, seeds)
		}
	}
	close(work)
	workers.Wait()
	return total, context.Cause(ctx)
}
