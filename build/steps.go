package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// step is one part of a target, with a log file of its own: out/logs/<name>.txt.
type step struct {
	name  string   // file name of the log, and the word for -only
	title string   // what a person reads
	setup bool     // runs also when -only names other steps, since those build on it
	after []string // the steps that it builds on, if it may run beside all others; nil: on every one before it
	run   func(ctx context.Context, s *stepRun) error
}

// stepRun is what a running step works with.
type stepRun struct {
	*project
	log    io.Writer
	counts counts
	failed []failedTest // as far as the runner names them
}

// counts are test results, as the test runners themselves report them.
type counts struct {
	passed, failed, skipped int
}

func (c *counts) add(other counts) {
	c.passed += other.passed
	c.failed += other.failed
	c.skipped += other.skipped
}

// String is the plain line that closes a test run.
func (c counts) String() string {
	line := fmt.Sprintf("%d passed, %d failed", c.passed, c.failed)
	if c.skipped > 0 {
		line += fmt.Sprintf(", %d skipped", c.skipped)
	}
	return line
}

// note prints a line below the step's heading and writes it to the log.
func (s *stepRun) note(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	fmt.Fprintln(s.log, line)
	s.say("      %s", line)
}

// advice is a failure that the person at the terminal can cure. Its text stands alone,
// ready to be copied, and no log is shown.
type advice string

func (a advice) Error() string { return string(a) }

// do runs a program with its output in the step's log.
func (s *stepRun) do(ctx context.Context, c command) error {
	if c.dir == "" {
		c.dir = s.root
	}
	fmt.Fprintf(s.log, "$ %s\n", c)
	if c.stdout == nil {
		c.stdout = s.log
	}
	if c.stderr == nil {
		c.stderr = s.log
	}
	err := start(ctx, c)
	return err
}

// read runs a program and returns its standard output, which goes to the log too.
func (s *stepRun) read(ctx context.Context, c command) (string, error) {
	if c.dir == "" {
		c.dir = s.root
	}
	fmt.Fprintf(s.log, "$ %s\n", c)
	text, err := output(ctx, c)
	fmt.Fprintln(s.log, text)
	return text, err
}

// stepResult is one line of the summary.
type stepResult struct {
	title  string
	state  string // ok, FAILED, not run
	began  time.Time
	took   time.Duration
	counts counts
	failed []failedTest
}

// tailLines is how much of a failed step's log is shown.
const tailLines = 60

// runStep runs one step and prints what it came to.
func (p *project) runStep(ctx context.Context, st step, logPath string) (stepResult, error) {
	log, err := os.Create(logPath)
	if err != nil {
		return stepResult{title: st.title, state: "FAILED"}, fmt.Errorf("make the step's log: %w", err)
	}
	defer log.Close()
	s := &stepRun{project: p, log: log}
	began := time.Now()
	err = st.run(ctx, s)
	result := stepResult{title: st.title, state: "ok", began: began, took: time.Since(began), counts: s.counts, failed: s.failed}
	if err == nil {
		p.say("      ok in %s", seconds(result.took))
		return result, nil
	}
	result.state = "FAILED"
	fmt.Fprintf(log, "\n%v\n", err)
	var cure advice
	if errors.As(err, &cure) {
		p.say("      FAILED after %s", seconds(result.took))
		return result, cure
	}
	p.say("      FAILED after %s; the end of %s:\n", seconds(result.took), p.short(logPath))
	p.say("%s", indent(tail(logPath, tailLines), "      | "))
	return result, fmt.Errorf("%q failed. The whole output is in %s", st.title, p.short(logPath))
}

// printSummary prints one line per step with its time, and then what failed.
func printSummary(w io.Writer, results []stepResult) {
	fmt.Fprint(w, "\nSummary\n")
	for _, r := range results {
		line := fmt.Sprintf("  %-8s %8s  %s", r.state, seconds(r.took), r.title)
		if r.counts != (counts{}) {
			line += " (" + r.counts.String() + ")"
		}
		fmt.Fprintln(w, line)
	}
	fmt.Fprintf(w, "  %-8s %8s\n", "in all", seconds(fromFirstToLast(results)))
	printFailed(w, results)
}

// fromFirstToLast is how long it took from the beginning of the first step to the end of
// the last: less than the sum of steps that ran side by side.
func fromFirstToLast(results []stepResult) time.Duration {
	var first, last time.Time
	for _, r := range results {
		if r.began.IsZero() {
			continue
		}
		if first.IsZero() || r.began.Before(first) {
			first = r.began
		}
		if end := r.began.Add(r.took); end.After(last) {
			last = end
		}
	}
	return last.Sub(first)
}

func seconds(d time.Duration) string {
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// tail returns the last lines of a file.
func tail(path string, lines int) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}

func indent(text, prefix string) string {
	return prefix + strings.ReplaceAll(text, "\n", "\n"+prefix)
}
