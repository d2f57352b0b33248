package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// runFuzz is the target that looks for failures nobody thought of: half of its time
// goes to the properties, with one drawn history after the other, and half to the
// parsers; with -only all of it goes to the parsers that it names. What it finds becomes
// a test with that seed, or a file in testdata/fuzz, since the whole test draws nothing:
// there, what fails is the change that is tested.
func runFuzz(ctx context.Context, p *project, args []string) error {
	flags := flag.NewFlagSet("fuzz", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	length := flags.Duration("for", 20*time.Minute, "how long")
	only := flags.String("only", "", "regular expression of names of parsers")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *length <= 0 {
		return fmt.Errorf("%w: fuzz takes two flags, such as -for 20m -only Reader", errUsage)
	}
	pattern, err := regexp.Compile(*only)
	if err != nil {
		return fmt.Errorf("%w: -only: %w", errUsage, err)
	}
	found, err := findDrawing(p.path())
	if err != nil {
		return err
	}
	found.fuzzed = slices.DeleteFunc(found.fuzzed, func(f fuzzed) bool { return !pattern.MatchString(f.name) })
	if len(found.fuzzed) == 0 {
		return fmt.Errorf("%w: no parser is named like %q", errUsage, *only)
	}
	forParsers := *length
	var steps []step
	if *only == "" {
		forParsers /= 2
		steps = append(steps, step{name: "fuzz-histories", title: "properties, with drawn histories", run: func(ctx context.Context, s *stepRun) error {
			return drawHistories(ctx, s, found, time.Now().Add(*length/2))
		}})
	}
	var tried []parserTried
	steps = append(steps, step{name: "fuzz-parsers", title: "parsers, with made-up input", run: func(ctx context.Context, s *stepRun) (err error) {
		tried, err = fuzzParsers(ctx, s, found, forParsers)
		return err
	}})
	results, err := p.runSteps(ctx, steps)
	printSummary(p.out, results)
	return keepTried(p, tried, err)
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

// minimizing is how often the go command tries to make one input smaller, in which time
// it looks at no other. At the beginning nearly every input reaches new code: by time,
// a parser that runs side by side spends its whole share on a few of them.
const minimizing = "20x"

// fuzzParsers gives every parser its share of the time. One that fails does not keep
// the others from being tried.
func fuzzParsers(ctx context.Context, s *stepRun, found *drawing, length time.Duration) (tried []parserTried, err error) {
	cache, err := s.read(ctx, command{dir: s.path(), args: []string{"go", "env", "GOCACHE"}})
	if err != nil {
		return nil, err
	}
	share := max(length/time.Duration(len(found.fuzzed)), time.Second)
	var failed []string
	for _, f := range found.fuzzed {
		began := time.Now()
		report, err := goTestReported(ctx, s, s.path(), nil, "-run", "^$", "-fuzz", "^"+f.name+"$", "-fuzztime", share.String(), "-fuzzminimizetime", minimizing, "./"+filepath.ToSlash(f.dir))
		if ctx.Err() != nil {
			return tried, ctx.Err()
		}
		one := parserTried{Parser: f.name, Folder: filepath.ToSlash(f.dir), Executions: report.tried, Seconds: int64(time.Since(began).Seconds()), Failed: err != nil}
		if err != nil {
			failed = append(failed, f.name)
			s.say("%s: %v", f.name, err)
		}
		// Where the go command keeps the inputs that reached new code.
		interesting := filepath.Join(strings.TrimSpace(cache), "fuzz", "licenseledger", f.dir, f.name)
		if one.Kept, err = keepCorpus(interesting, s.path(f.dir, "testdata", "fuzz", f.name)); err != nil {
			return tried, err
		}
		tried = append(tried, one)
	}
	if len(failed) > 0 {
		return tried, fmt.Errorf("%s failed; testdata/fuzz beside each has the input", strings.Join(failed, ", "))
	}
	s.note("%d parsers, %s each: none fails", len(found.fuzzed), share.Round(time.Second))
	return tried, nil
}
