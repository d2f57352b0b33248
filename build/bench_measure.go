package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// cost is what one run of a program took.
type cost struct {
	took   time.Duration // from its start to its end
	worked time.Duration // processor time, which leaves waiting out
	memory int64         // the largest resident size in bytes, as the kernel counted it
}

// measure runs a program once, with its output in the log, and returns what it took.
func (b *benchRun) measure(ctx context.Context, c command) (cost, error) {
	meter, err := b.compile(ctx, "usage")
	if err != nil {
		return cost{}, err
	}
	if c.dir == "" {
		c.dir = b.dir
	}
	fmt.Fprintf(b.log, "$ %s\n", c)
	report := filepath.Join(b.dir, "usage.txt")
	c.args = append([]string{meter, report}, c.args...)
	if c.stdout == nil {
		c.stdout = b.log
	}
	var problem bytes.Buffer
	c.stderr = io.MultiWriter(b.log, &problem)
	began := time.Now()
	err = start(ctx, c)
	took := time.Since(began)
	if err != nil {
		return cost{}, fmt.Errorf("%w\n%s", err, bytes.TrimSpace(problem.Bytes()))
	}
	got, err := readUsage(report)
	got.took = took
	fmt.Fprintf(b.log, "took %s, worked %s, at most %.1f MB of memory\n", got.took, got.worked, megabytes(got.memory))
	return got, err
}

// readUsage reads the report of usage.c.
func readUsage(report string) (cost, error) {
	text, err := os.ReadFile(report)
	if err != nil {
		return cost{}, fmt.Errorf("read what a program took: %w", err)
	}
	var kilobytes, milliseconds int64
	if _, err := fmt.Sscan(string(text), &kilobytes, &milliseconds); err != nil {
		return cost{}, fmt.Errorf("read what a program took: %w", err)
	}
	return cost{worked: time.Duration(milliseconds) * time.Millisecond, memory: kilobytes * 1024}, nil
}

// compile builds a C program of build/bench, once, and returns its path.
func (b *benchRun) compile(ctx context.Context, name string, libraries ...string) (string, error) {
	program := filepath.Join(b.dir, name)
	if exists(program) {
		return program, nil
	}
	source := filepath.Join("build", "bench", name+".c")
	args := append([]string{"gcc", "-O2", "-Wall", "-Wextra", "-o", program, source}, libraries...)
	return program, b.do(ctx, command{args: args})
}

// rounds is how often a short program is run; the middle one counts.
const rounds = 3

// medianOf runs a measurement a few times and returns the one of middle length.
func medianOf(run func() (cost, error)) (cost, error) {
	var all []cost
	for range rounds {
		got, err := run()
		if err != nil {
			return cost{}, err
		}
		all = append(all, got)
	}
	return median(all), nil
}

func median(all []cost) cost {
	sorted := slices.SortedFunc(slices.Values(all), func(x, y cost) int { return int(x.took - y.took) })
	return sorted[len(sorted)/2]
}

func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }
