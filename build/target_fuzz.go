package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// runFuzz is the target that looks for failures nobody thought of: half of its time
// goes to the properties, with one drawn history after the other, and half to the
// parsers. What it finds becomes a test with that seed, or a file in testdata/fuzz,
// since the whole test draws nothing: there, what fails is the change that is tested.
func runFuzz(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("fuzz", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	length := flags.Duration("for", 20*time.Minute, "how long")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *length <= 0 {
		return fmt.Errorf("%w: fuzz takes one flag, such as -for 20m", errUsage)
	}
	found, err := findDrawing(p.path())
	if err != nil {
		return err
	}
	results, err := p.runSteps(ctx, []step{
		{name: "fuzz-histories", title: "properties, with drawn histories", run: func(ctx context.Context, s *stepRun) error {
			return drawHistories(ctx, s, found, time.Now().Add(*length/2))
		}},
		{name: "fuzz-parsers", title: "parsers, with made-up input", run: func(ctx context.Context, s *stepRun) error {
			return fuzzParsers(ctx, s, found, *length/2)
		}},
	})
	printSummary(p.out, results)
	return err
}

// drawHistories runs every property with one seed after the other until the time is
// over, and at least once.
func drawHistories(ctx context.Context, s *stepRun, found *drawing, until time.Time) error {
	var names, packages []string
	for dir, tests := range found.seeded {
		names, packages = append(names, tests...), append(packages, "./"+filepath.ToSlash(dir))
	}
	slices.Sort(packages)
	for seeds := 1; ; seeds++ {
		seed := fmt.Sprintf("LL_SEED=%d", time.Now().UnixNano())
		if err := goTest(ctx, s, s.path(), []string{seed}, append([]string{"-run", "^(" + strings.Join(names, "|") + ")$"}, packages...)...); err != nil {
			return fmt.Errorf("with %s: %w", seed, err)
		}
		if time.Now().After(until) {
			s.note("%d drawn histories: every property holds", seeds)
			return nil
		}
	}
}

// fuzzParsers gives every parser its share of the time.
func fuzzParsers(ctx context.Context, s *stepRun, found *drawing, length time.Duration) error {
	share := max(length/time.Duration(len(found.fuzzed)), time.Second)
	for _, f := range found.fuzzed {
		if err := goTest(ctx, s, s.path(), nil, "-run", "^$", "-fuzz", "^"+f.name+"$", "-fuzztime", share.String(), "./"+filepath.ToSlash(f.dir)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	s.note("%d parsers, %s each: none fails", len(found.fuzzed), share.Round(time.Second))
	return nil
}
