// Command benchstore does the store's side of the benches: it makes a ledger of
// a big generated tenant, reads and changes it, and prints what each call took
// as JSON lines. It promises to measure from call to return with a monotonic
// clock, and to leave out nothing that a caller waits for. The baselines, and
// what to compare with what, are left to `go run ./build bench`.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"time"

	"licenseledger/app"
	"licenseledger/store/storetest/tenant"
)

// options are shared by all commands; each takes what it needs.
type options struct {
	ledger   string
	users    int
	from, to int    // days of the tenant, from 1
	out      string // a file to write
	at       string // the day to look at, as store.ViewSpec.At
	rounds   int
	leavers  int
	stream   bool
	heap     string // a file for a profile of the memory in use
}

const seed = 20260331

var commands = map[string]func(context.Context, options) error{
	"build":  build,
	"rest":   rest,
	"merge":  merge,
	"read":   readAll,
	"csv":    writeCSV,
	"lists":  writeLists,
	"first":  firstPages,
	"select": selections,
	"jump":   jumps,
	"diff":   diffs,

	"leavers": leavers,
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "benchstore:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		return fmt.Errorf("the first argument must be one of build, rest, merge, read, csv, lists, first, select, jump, diff, leavers")
	}
	var o options
	flags := flag.NewFlagSet(os.Args[1], flag.ContinueOnError)
	flags.StringVar(&o.ledger, "ledger", "", "the ledger file")
	flags.IntVar(&o.users, "users", 400_000, "accounts of the tenant")
	flags.IntVar(&o.from, "from", 1, "first day")
	flags.IntVar(&o.to, "to", 1, "last day")
	flags.StringVar(&o.out, "out", "", "file to write")
	flags.StringVar(&o.at, "at", "", "day to look at")
	flags.IntVar(&o.rounds, "rounds", 5, "how often to measure")
	flags.IntVar(&o.leavers, "leavers", 10_000, "accounts that leave on one day")
	flags.BoolVar(&o.stream, "stream", false, "make pages as they are read, in little memory")
	profile := flags.String("cpuprofile", "", "write a profile of the processor time")
	heap := flags.String("memprofile", "", "write what is on the heap at the end of reading")
	if err := flags.Parse(os.Args[2:]); err != nil {
		return err
	}
	if *profile != "" {
		file, err := os.Create(*profile)
		if err != nil {
			return err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	o.heap = *heap
	if os.Args[1] != "merge" || o.stream {
		app.CollectOften() // as the program does, which never has a million rows lie ready as the merge does
	}
	return commands[os.Args[1]](context.Background(), o)
}

// figure is one line of the answer.
type figure struct {
	Key    string    `json:"key"`
	Millis []float64 `json:"ms"`   // in the order in which they were measured
	Rows   int       `json:"rows"` // of the whole answer, to compare with the baseline's
}

func tell(f figure) error { return json.NewEncoder(os.Stdout).Encode(f) }

// timed gives the milliseconds that a call took. The garbage of what came
// before is not its affair.
func timed(call func() error) (float64, error) {
	runtime.GC()
	began := time.Now()
	err := call()
	return float64(time.Since(began).Nanoseconds()) / 1e6, err
}

// tenantAt is the tenant on a day. It lives through the days before, which
// takes little.
func tenantAt(o options, day int) *tenant.Tenant {
	t := tenant.New(o.users, seed)
	for t.DayNumber() < day {
		t.Day()
	}
	return t
}

func progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
}

// writeHeap writes a profile of the memory in use, if one is asked for.
func (o options) writeHeap() error {
	if o.heap == "" {
		return nil
	}
	file, err := os.Create(o.heap)
	if err != nil {
		return err
	}
	runtime.GC()
	return errors.Join(pprof.WriteHeapProfile(file), file.Close())
}
