// Command benchsync is `licensectl sync` by a clock that is ahead, so that the time
// of a simulated tenant and that of this program can be moved on together: a sync
// that found one of them set would read everything.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"licenseledger/app"
	"licenseledger/sync/engine"
)

// ahead is the computer's clock, moved on.
type ahead struct {
	engine.SystemClock
	by time.Duration
}

// Now implements engine.Clock.
func (a ahead) Now() time.Time { return a.SystemClock.Now().Add(a.by) }

func main() {
	app.CollectOften() // as the program does
	by := flag.Duration("ahead", 0, "how far the clock is ahead of the computer's")
	flag.Parse()
	if err := run(context.Background(), flag.Arg(0), *by); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, ledger string, by time.Duration) (err error) {
	l, err := app.Open(ctx, ledger, app.OpenOptions{Clock: ahead{by: by}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	result, err := l.Sync(ctx, app.SyncOptions{ReportWait: time.Millisecond}, nil)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(result.Published)
}
