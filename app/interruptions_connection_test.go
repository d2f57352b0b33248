package app_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

// everything is all that can be unreachable.
var everything = []string{"sign_in", "graph", "power_platform", "download"}

var connectionInterruptions = map[string]interruption{
	"window-closed": func(t *testing.T) outcome {
		o := newOffice(t)
		ctx, cancel := context.WithCancel(t.Context())
		kept := int64(0)
		result, err := o.syncUntil(ctx, in(ledger.SourceUsers, func(rows int64) { kept = rows; cancel() }))
		return o.goesOnAt(outcome{string(result.State), said(result, err)}, ledger.SourceUsers, kept)
	},
	"killed": func(t *testing.T) outcome {
		o := newOffice(t)
		if err := o.ledger.Close(); err != nil {
			t.Fatal(err)
		}
		kept := o.kill(ledger.SourceUsers)
		o.reopen()
		// The row of the run still says that it runs, and nobody holds its lock.
		runs, err := o.ledger.Runs(t.Context())
		if err != nil || len(runs) != 1 || runs[0].State != ledger.RunRunning {
			t.Fatalf("runs are %+v (%v)", runs, err)
		}
		return o.goesOnAt(outcome{state: "interrupted"}, ledger.SourceUsers, kept)
	},
	"network-gone": func(t *testing.T) outcome {
		o := newOffice(t)
		kept := int64(0)
		result, err := o.sync(counting(ledger.SourceUsers, &kept, in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.Unreachable = everything })
		})))
		if !published(result, ledger.SourceOrganization) || published(result, ledger.SourceUsers) {
			t.Errorf("published %+v", result.Published)
		}
		return o.goesOnAt(outcome{string(result.State), said(result, err)}, ledger.SourceUsers, kept)
	},
	"network-never": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Unreachable = everything })
		result, err := o.sync(nil)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"network-blinks": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.DropConnectionAt = 2 })
		waits := 0
		result, err := o.sync(func(_ string, s engine.StageProgress) {
			if s.WaitReason == "connection_lost" {
				waits++
			}
		})
		if waits == 0 {
			t.Error("nobody was told of the wait")
		}
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"connections-retired": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.RetireConnections = true })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"one-service-away": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Unreachable = []string{"graph"} })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceLicenseReport) {
			t.Errorf("the list was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"not-trusted": func(t *testing.T) outcome {
		o := newOffice(t)
		other, err := simtenant.New(simtenant.Config{Users: 2, Seed: 1}).Serve("127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		o.connect(other.Endpoints().CAPEM)
		result, err := o.sync(nil)
		first := outcome{string(result.State), said(result, err)}
		o.connect(o.server.Endpoints().CAPEM)
		return o.after(first)
	},
	"sleep": func(t *testing.T) outcome {
		o := newOffice(t)
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.DropConnectionAt = 3 })
			o.tenant.Clock().Advance(9 * time.Hour)
		}))
		// What was read before it is as of then; the next sync is of one moment.
		o.over()
		o.good()
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"sleep-for-days": func(t *testing.T) outcome {
		o := newOffice(t)
		ctx, cancel := context.WithCancel(t.Context())
		result, err := o.syncUntil(ctx, in(ledger.SourceUsers, func(int64) { cancel() }))
		o.tenant.Clock().Advance(30 * time.Hour)
		o.age(30 * time.Hour)
		return o.goesOnAt(outcome{string(result.State), said(result, err)}, ledger.SourceUsers, 0)
	},
	"another-program": func(t *testing.T) outcome {
		o := newOffice(t)
		other, err := app.Open(t.Context(), o.path, app.OpenOptions{Clock: o.clock})
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		var second app.SyncResult
		var busy error
		first, err := o.sync(in(ledger.SourceUsers, func(int64) {
			second, busy = other.Sync(t.Context(), app.SyncOptions{}, nil)
		}))
		if err != nil || second.State != "" || ledger.CodeOf(busy) != ledger.CodeBusy {
			t.Fatalf("the second sync is %q with %v, the first: %v", second.State, busy, err)
		}
		o.settled()
		return outcome{"none; the other " + string(first.State), said(second, busy)}
	},
	"file-gone": func(t *testing.T) outcome {
		o := newOffice(t)
		o.good()
		o.over()
		away := o.path + ".away"
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			if err := os.Rename(o.path, away); err != nil {
				t.Error(err)
			}
		}))
		if _, err := os.Stat(o.path); err == nil {
			t.Error("a file was made where the ledger was")
		}
		if err := os.Rename(away, o.path); err != nil {
			t.Fatal(err)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
}

// age makes the pages that are kept so much older.
func (o *office) age(d time.Duration) {
	o.t.Helper()
	kept, err := filepath.Glob(o.path + ".*.staging")
	if err != nil || len(kept) == 0 {
		o.t.Fatalf("no pages are kept (%v)", err)
	}
	then := time.Now().Add(-d)
	for _, path := range kept {
		if err := os.Chtimes(path, then, then); err != nil {
			o.t.Fatal(err)
		}
	}
}

// goesOnAt ends the trouble and checks that the next sync takes a source up at
// the rows that were kept.
func (o *office) goesOnAt(first outcome, source string, kept int64) outcome {
	o.t.Helper()
	o.over()
	var from int64
	result, err := o.sync(begun(source, &from))
	if err != nil {
		o.t.Fatalf("the sync after the trouble: %v", err)
	}
	if from != kept {
		o.t.Errorf("%s went on from %d rows, %d were kept", source, from, kept)
	}
	o.settled()
	first.state += ", then " + string(result.State)
	return first
}

func (o *office) reopen() {
	o.t.Helper()
	var err error
	if o.ledger, err = app.Open(o.t.Context(), o.path, app.OpenOptions{Clock: o.clock, SignIns: o.signs}); err != nil {
		o.t.Fatal(err)
	}
}

// Variables of a process that syncs until it is killed.
const childPath, childSource = "APP_TEST_SYNC", "APP_TEST_KILL_AT"

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		if err := syncUntilKilled(path, os.Getenv(childSource)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// syncUntilKilled syncs until it is in the middle of a source, says so, and
// waits to be killed.
func syncUntilKilled(path, source string) error {
	l, err := app.Open(context.Background(), path, app.OpenOptions{})
	if err != nil {
		return err
	}
	_, err = l.Sync(context.Background(), app.SyncOptions{}, func(p app.Progress) {
		for _, s := range p.Stages {
			if s.Source == source && s.State == engine.StageReading && s.Rows > 0 {
				fmt.Println(s.Rows)
				select {}
			}
		}
	})
	return fmt.Errorf("the sync ended before it could be killed: %w", err)
}

// kill lets another process sync until it is in the middle of a source, and
// kills it; it gives how many rows that had kept.
func (o *office) kill(source string) (kept int64) {
	o.t.Helper()
	program, err := os.Executable()
	if err != nil {
		o.t.Fatal(err)
	}
	var complaints bytes.Buffer
	command := exec.CommandContext(o.t.Context(), program)
	command.Env = append(os.Environ(), childPath+"="+o.path, childSource+"="+source)
	command.Stderr = &complaints
	out, err := command.StdoutPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		o.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if lines.Scan() {
		_, err = fmt.Sscan(lines.Text(), &kept)
	}
	_ = command.Process.Kill()
	_ = command.Wait() // it was killed
	if err != nil || kept == 0 {
		o.t.Fatalf("the process kept %d rows: %v\n%s", kept, err, complaints.String())
	}
	return kept
}
