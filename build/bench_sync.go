package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

const syncPeople = 20_000

func syncBenches() []bench {
	return []bench{{
		name:  "sync",
		about: fmt.Sprintf("a full sync of %d people, from a simulated tenant in a process of its own", syncPeople),
		run:   benchSync,
	}, {
		name:  "sync-large",
		about: fmt.Sprintf("syncs of %d people that are throttled, or killed and taken up again, and of %d for their memory", troubledPeople, manyPeople),
		run:   benchTroubledSync,
	}}
}

// benchSync syncs a new ledger with the simulated tenant, and then once more without any
// change. The tenant runs beside the client on the same processors.
func benchSync(ctx context.Context, b *benchRun) ([]measurement, error) {
	tenant, stop, err := b.simulate(ctx, syncPeople)
	if err != nil {
		return nil, err
	}
	defer stop()
	ledger := filepath.Join(b.dir, "sync.ledger")
	connect := append([]string{b.console, "connect", ledger}, tenant.flags()...)
	if err := b.do(ctx, command{args: connect}); err != nil {
		return nil, err
	}
	first, rows, err := b.sync(ctx, ledger)
	if err != nil {
		return nil, err
	}
	if rows < syncPeople {
		return nil, fmt.Errorf("the sync read %d rows, fewer than there are people", rows)
	}
	again, changed, err := b.sync(ctx, ledger)
	if err != nil {
		return nil, err
	}
	if changed != 0 {
		return nil, fmt.Errorf("the tenant stood still, but the second sync found %d rows", changed)
	}
	size, err := fileSize(ledger)
	if err != nil {
		return nil, err
	}
	// Most of the time passes between the client's looks whether the report is ready,
	// so the speed is given per second of work.
	const unchanged = "the same sync again, nothing changed"
	return []measurement{
		measurement{Name: fmt.Sprintf("full sync, %d people, %d rows, waiting for the report included", syncPeople, rows), Value: first.took.Seconds(), Unit: "s"}.against(unchanged, again.took.Seconds()),
		measurement{Name: "full sync, processor time", Value: first.worked.Seconds(), Unit: "s"}.against(unchanged, again.worked.Seconds()),
		{Name: "full sync, rows per second", Value: float64(rows) / first.took.Seconds(), Unit: "rows/s"},
		{Name: "full sync, rows per second of work", Value: float64(rows) / first.worked.Seconds(), Unit: "rows/s"},
		measurement{Name: "full sync, peak memory", Value: megabytes(first.memory), Unit: "MB"}.against(unchanged, megabytes(again.memory)),
		{Name: "full sync, ledger size", Value: megabytes(size), Unit: "MB"},
	}, nil
}

// sync runs one sync and returns what it took and how many rows it read.
func (b *benchRun) sync(ctx context.Context, ledger string) (cost, int, error) {
	var answer bytes.Buffer
	got, err := b.measure(ctx, command{
		args:   []string{b.console, "sync", ledger, "--json"},
		stdout: io.MultiWriter(b.log, &answer),
	})
	if err != nil {
		return cost{}, 0, err
	}
	rows, err := syncedRows(answer.Bytes())
	return got, rows, err
}

// syncedRows adds up the rows of every source in the answer of `sync --json`.
func syncedRows(answer []byte) (int, error) {
	var result struct {
		Published []struct{ Rows int }
	}
	if err := json.Unmarshal(answer, &result); err != nil {
		return 0, fmt.Errorf("read the answer of sync: %w", err)
	}
	rows := 0
	for _, source := range result.Published {
		rows += source.Rows
	}
	return rows, nil
}

// connection is the file in which the simulated tenant says how to reach it.
type connection struct {
	TenantID              string `json:"tenant_id"`
	ClientID              string `json:"client_id"`
	Certificate           string `json:"certificate_path"`
	Authority             string `json:"authority"`
	Graph                 string `json:"graph"`
	PowerPlatform         string `json:"power_platform"`
	GraphAudience         string `json:"graph_audience"`
	PowerPlatformAudience string `json:"power_platform_audience"`
	CA                    string `json:"ca_path"`
	Admin                 string `json:"-"` // where the tenant is steered
}

// flags are those of `licensectl connect`.
func (c connection) flags() []string {
	return []string{
		"--tenant", c.TenantID, "--client-id", c.ClientID, "--auth", "certificate", "--certificate", c.Certificate,
		"--authority", c.Authority, "--graph", c.Graph, "--power-platform", c.PowerPlatform,
		"--graph-audience", c.GraphAudience, "--power-platform-audience", c.PowerPlatformAudience, "--ca", c.CA,
	}
}

// simulate starts the simulated tenant as a program of its own and waits until it serves.
// stop ends it and waits for its end.
func (b *benchRun) simulate(ctx context.Context, people int, flags ...string) (tenant connection, stop func(), err error) {
	dir := filepath.Join(b.dir, "tenant")
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := b.do(ctx, command{
			args:   append([]string{b.console, "simulate", "--users", fmt.Sprint(people), "--write", dir}, flags...),
			stdout: write,
		})
		write.CloseWithError(errors.Join(err, io.EOF))
	}()
	stop = func() {
		cancel()
		read.Close()
		<-ended
	}
	// The first line that it prints says that it serves.
	lines := bufio.NewReader(read)
	said, err := lines.ReadString('\n')
	var ends struct{ Admin string }
	if err == nil {
		err = json.Unmarshal([]byte(said), &ends)
	}
	if err != nil {
		stop()
		return connection{}, nil, fmt.Errorf("start the simulated tenant: %w", err)
	}
	go io.Copy(io.Discard, lines)
	text, err := os.ReadFile(filepath.Join(dir, "connection.json"))
	if err == nil {
		err = json.Unmarshal(text, &tenant)
	}
	if err == nil && slices.Contains([]string{tenant.TenantID, tenant.ClientID, tenant.Graph}, "") {
		err = errors.New("it lacks the tenant, the client or the address")
	}
	if err != nil {
		stop()
		return connection{}, nil, fmt.Errorf("read how to reach the simulated tenant: %w", err)
	}
	tenant.Admin = ends.Admin
	return tenant, stop, nil
}
