package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// goTestEvent is one line of `go test -json`.
type goTestEvent struct {
	Action      string
	Package     string
	ImportPath  string // of build-output and build-fail
	Test        string
	Elapsed     float64
	Output      string
	FailedBuild string
	Key, Value  string // of attr
}

// goTestReport follows `go test -json`: it counts tests, prints one line per package as
// it ends, and keeps what failing tests wrote and what any of them counted.
type goTestReport struct {
	counts   counts
	packages int                 // packages that ended
	failures []failedTest        // each failed test or package, and its output
	output   map[string][]string // test key -> its output so far
	hasSubs  map[string]bool     // tests that are only the frame of their subtests
	failed   map[string]bool     // packages of which a test failed
	build    map[string][]string // import path -> compiler output
	figures  map[string]int64    // sums of the attributes of tests (testing.T.Attr) that are numbers
	tried    int64               // inputs that fuzzing made up and ran
}

// readGoTest reads events until r ends. Lines go to log as the tests wrote them; a
// line per package goes to say.
func readGoTest(r io.Reader, log io.Writer, say func(string, ...any)) (*goTestReport, error) {
	report := &goTestReport{
		output:  map[string][]string{},
		hasSubs: map[string]bool{},
		failed:  map[string]bool{},
		build:   map[string][]string{},
		figures: map[string]int64{},
	}
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			var event goTestEvent
			if json.Unmarshal(line, &event) != nil {
				fmt.Fprintf(log, "%s", line) // something that is not an event, such as a linker's warning
			} else {
				report.take(event, log, say)
			}
		}
		if err == io.EOF {
			return report, nil
		}
		if err != nil {
			return report, fmt.Errorf("read the test events: %w", err)
		}
	}
}

func (r *goTestReport) take(e goTestEvent, log io.Writer, say func(string, ...any)) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "build-output":
		io.WriteString(log, e.Output)
		r.build[e.ImportPath] = append(r.build[e.ImportPath], e.Output)
	case "run":
		if parent, _, sub := cutLast(e.Test, "/"); sub {
			r.hasSubs[e.Package+" "+parent] = true
		}
	case "output":
		io.WriteString(log, e.Output)
		r.output[key] = append(r.output[key], e.Output)
		r.tried = max(r.tried, executions(e.Output))
	case "attr":
		if n, err := strconv.ParseInt(e.Value, 10, 64); err == nil {
			r.figures[e.Key] += n
		}
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e, say)
		} else {
			r.endTest(e, key)
		}
		delete(r.output, key)
	}
}

// endTest counts a test, unless it only frames subtests that were counted. A frame that
// fails by its own doing, while every subtest passed, counts as one failure.
func (r *goTestReport) endTest(e goTestEvent, key string) {
	frame := r.hasSubs[key]
	switch e.Action {
	case "pass":
		if !frame {
			r.counts.passed++
		}
	case "skip":
		if !frame {
			r.counts.skipped++
		}
	case "fail":
		if !frame || !r.failed[key] {
			r.counts.failed++
		}
		r.failed[e.Package] = true
		if parent, _, sub := cutLast(e.Test, "/"); sub {
			r.failed[e.Package+" "+parent] = true
		}
		r.failures = append(r.failures, failedTest{key, strings.Join(r.output[key], "")})
	}
}

// endPackage prints the package's line. A package that fails without a failing test
// (it does not compile, it panics, it ends early) counts as one failure.
func (r *goTestReport) endPackage(e goTestEvent, say func(string, ...any)) {
	switch e.Action {
	case "pass":
		r.packages++
		say("ok  \t%s\t%.3fs", e.Package, e.Elapsed)
	case "fail":
		r.packages++
		say("FAIL\t%s\t%.3fs", e.Package, e.Elapsed)
		if !r.failed[e.Package] {
			r.counts.failed++
			text := strings.Join(r.build[e.FailedBuild], "") + strings.Join(r.output[e.Package+" "], "")
			r.failures = append(r.failures, failedTest{e.Package, text})
		}
	}
}

// cutLast cuts text around the last sep.
func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}
