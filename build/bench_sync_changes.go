package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"time"
)

const (
	changedPeople = 100_000
	changedAhead  = 12 * time.Hour // of a working day, in which about 0.5 % of the accounts change
	mostOfSDK     = 0.5
	mostOfWhole   = 0.1
)

func syncChangesBenches() []bench {
	return []bench{{
		name:  "sync-changes",
		about: fmt.Sprintf("a whole sync of %d people beside Microsoft's SDK that only counts them, and a sync of what changed", changedPeople),
		run:   benchSyncChanges,
	}}
}

// benchSyncChanges syncs the directory of a tenant: whole, beside Microsoft's SDK going
// through the same pages with the same properties and keeping nothing; and by what changed
// in half a day. The list of used licenses is refused: the SDK knows none.
func benchSyncChanges(ctx context.Context, b *benchRun) ([]measurement, error) {
	c := &conform{stepRun: b.stepRun, console: b.console, sdk: filepath.Join(b.dir, executable("conform")), dir: b.dir}
	if err := b.do(ctx, command{dir: b.path("build", "conform"), args: []string{"go", "build", "-o", c.sdk, "."}}); err != nil {
		return nil, err
	}
	program := filepath.Join(b.dir, executable("benchsync"))
	if err := b.do(ctx, command{args: []string{"go", "build", "-o", program, "./build/benchsync"}}); err != nil {
		return nil, err
	}
	stop, err := c.serve(ctx, changedPeople)
	if err != nil {
		return nil, err
	}
	defer stop()
	counting, err := medianOf(func() (cost, error) {
		return b.measure(ctx, command{args: append(c.sdkCall(), "-count")})
	})
	if err != nil {
		return nil, fmt.Errorf("count with Microsoft's SDK: %w", err)
	}
	var facts, changed published
	var ledgers []string // as many as the whole sync was measured with
	whole, err := medianOf(func() (got cost, err error) {
		ledger := filepath.Join(b.dir, fmt.Sprintf("changes%d.ledger", len(ledgers)+1))
		ledgers = append(ledgers, ledger)
		if err := b.connectHere(ctx, c, ledger); err != nil {
			return got, err
		}
		got, facts, err = b.syncUsers(ctx, program, ledger, 0)
		return got, err
	})
	if err != nil {
		return nil, err
	}
	before, err := fileSize(ledgers[0])
	if err != nil {
		return nil, err
	}
	if err := c.steer(ctx, http.MethodPost, "/advance?by="+changedAhead.String(), nil); err != nil {
		return nil, err
	}
	next := 0
	changes, err := medianOf(func() (got cost, err error) {
		got, changed, err = b.syncUsers(ctx, program, ledgers[next], changedAhead)
		next++
		return got, err
	})
	if err != nil {
		return nil, err
	}
	after, err := fileSize(ledgers[0])
	if err != nil {
		return nil, err
	}
	if changed.Began == 0 || changed.Began > facts.Began/50 {
		return nil, fmt.Errorf("%d of %d facts are new: that is no sync of what changed", changed.Began, facts.Began)
	}
	const sdk = "msgraph-sdk-go's page iterator only counts them"
	return []measurement{
		measurement{Name: fmt.Sprintf("sync.whole, %d people stored", changedPeople), Value: whole.took.Seconds(), Unit: "s"}.against(sdk, counting.took.Seconds()).atMostRatio(mostOfSDK),
		measurement{Name: "sync.whole, processor time", Value: whole.worked.Seconds(), Unit: "s"}.against(sdk, counting.worked.Seconds()),
		measurement{Name: "sync.whole, peak memory", Value: megabytes(whole.memory), Unit: "MB"}.against(sdk, megabytes(counting.memory)),
		measurement{Name: fmt.Sprintf("sync.changes, %d facts that are new", changed.Began), Value: changes.took.Seconds(), Unit: "s"}.against("the whole sync", whole.took.Seconds()).atMostRatio(mostOfWhole),
		measurement{Name: "sync.changes, processor time", Value: changes.worked.Seconds(), Unit: "s"}.against("the whole sync", whole.worked.Seconds()),
		measurement{Name: "sync.changes, bytes that the file grew by", Value: megabytes(after - before), Unit: "MB"}.against("the file after the whole sync", megabytes(before)).atMostRatio(mostOfWhole),
	}, nil
}

// connectHere makes a ledger of the simulated tenant: by its address, and not through the
// proxy, as the SDK goes.
func (b *benchRun) connectHere(ctx context.Context, c *conform, ledger string) error {
	here := "https://" + c.tenant.Address
	return b.do(ctx, command{args: []string{b.console, "connect", ledger, "--tenant", c.tenant.TenantID, "--client-id", c.tenant.ClientID, "--auth", "certificate",
		"--certificate", c.file("client.pem"), "--ca", c.file("ca.pem"), "--authority", here + "/" + c.tenant.TenantID, "--graph", here, "--power-platform", here}})
}

// published is what a sync changed in a source.
type published struct {
	Source       string
	Rows         int64
	Began, Ended int64
}

// syncUsers runs one sync, by a clock that is ahead, and tells what it changed of people.
func (b *benchRun) syncUsers(ctx context.Context, program, ledger string, ahead time.Duration) (cost, published, error) {
	var answer bytes.Buffer
	got, err := b.measure(ctx, command{args: []string{program, "-ahead", ahead.String(), ledger}, stdout: io.MultiWriter(b.log, &answer)})
	if err != nil {
		return got, published{}, err
	}
	var all []published
	if err := json.Unmarshal(answer.Bytes(), &all); err != nil {
		return got, published{}, fmt.Errorf("read the answer of benchsync: %w", err)
	}
	for _, p := range all {
		if p.Source == "graph.users" {
			return got, p, nil
		}
	}
	return got, published{}, fmt.Errorf("people were not read: %s", answer.String())
}
