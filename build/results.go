package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// results are what a test runner's report tells.
type results struct {
	counts counts
	failed []failedTest
}

// failedTest is a test that failed, and what it said.
type failedTest struct {
	name, text string
}

// count adds the results in a runner's file. err is how the runner ended.
func (s *stepRun) count(file string, read func([]byte) (results, error), err error) error {
	text, readErr := os.ReadFile(file)
	if readErr != nil {
		return errors.Join(err, fmt.Errorf("the test runner left no results: %w", readErr))
	}
	got, readErr := read(text)
	if readErr != nil {
		return errors.Join(err, fmt.Errorf("read %s: %w", s.short(file), readErr))
	}
	s.counts.add(got.counts)
	s.failed = append(s.failed, got.failed...)
	s.note("%s", got.counts)
	switch {
	case err != nil:
		return err
	case got.counts.failed > 0:
		return fmt.Errorf("%d tests failed", got.counts.failed)
	case got.counts.passed == 0:
		return errors.New("no test ran")
	}
	return nil
}

// vitestResults reads Vitest's JSON report. A file that could not be loaded has no tests,
// but a message.
func vitestResults(text []byte) (results, error) {
	var report struct {
		NumPassedTests, NumFailedTests, NumPendingTests, NumTodoTests int
		TestResults                                                   []struct {
			Name, Status, Message string
			AssertionResults      []struct {
				FullName, Status string
				FailureMessages  []string
			}
		}
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return results{}, err
	}
	r := results{counts: counts{passed: report.NumPassedTests, failed: report.NumFailedTests, skipped: report.NumPendingTests + report.NumTodoTests}}
	for _, file := range report.TestResults {
		name := filepath.Base(file.Name)
		for _, test := range file.AssertionResults {
			if test.Status == "failed" {
				r.failed = append(r.failed, failedTest{name + " › " + test.FullName, strings.Join(test.FailureMessages, "\n")})
			}
		}
		if file.Status == "failed" && len(file.AssertionResults) == 0 {
			r.failed = append(r.failed, failedTest{name, file.Message})
		}
	}
	return r, nil
}

// playwrightSuite is a file, or a group of tests in it.
type playwrightSuite struct {
	Suites []playwrightSuite
	Specs  []struct {
		Title, File string
		Line        int
		Tests       []struct {
			Status  string
			Results []struct{ Errors []playwrightError }
		}
	}
}

type playwrightError struct{ Message string }

// playwrightResults reads Playwright's JSON report. A test that passed only when tried
// again counts as failed: it tells something.
func playwrightResults(text []byte) (results, error) {
	var report struct {
		Stats  struct{ Expected, Unexpected, Flaky, Skipped int }
		Suites []playwrightSuite
		Errors []playwrightError
	}
	if err := json.Unmarshal(text, &report); err != nil {
		return results{}, err
	}
	s := report.Stats
	r := results{counts: counts{passed: s.Expected, failed: s.Unexpected + s.Flaky, skipped: s.Skipped}}
	for _, e := range report.Errors {
		r.failed = append(r.failed, failedTest{"outside of any test", e.Message})
	}
	for _, suite := range report.Suites {
		suite.collect(&r)
	}
	return r, nil
}

func (suite playwrightSuite) collect(r *results) {
	for _, spec := range suite.Specs {
		for _, test := range spec.Tests {
			if test.Status != "unexpected" && test.Status != "flaky" {
				continue
			}
			var said []string
			for _, try := range test.Results {
				for _, e := range try.Errors {
					said = append(said, e.Message)
				}
			}
			r.failed = append(r.failed, failedTest{fmt.Sprintf("%s:%d › %s", spec.File, spec.Line, spec.Title), strings.Join(said, "\n")})
		}
	}
	for _, inner := range suite.Suites {
		inner.collect(r)
	}
}

// Of each failed test the summary shows so many lines, and of so many tests of a step:
// the others are named.
const (
	failureLines = 12
	failuresTold = 10
)

// colour is what a terminal takes for a change of colour; some runners write it into
// reports whatever they are told.
var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

// printFailed prints the tests that failed, with what they said.
func printFailed(w io.Writer, steps []stepResult) {
	for _, step := range steps {
		if len(step.failed) == 0 {
			continue
		}
		fmt.Fprintf(w, "\nFailed in %q\n", step.title)
		for i, test := range step.failed {
			fmt.Fprintf(w, "  %s\n", test.name)
			if said := strings.TrimSpace(colour.ReplaceAllString(test.text, "")); said != "" && i < failuresTold {
				lines := strings.Split(said, "\n")
				if more := len(lines) - failureLines; more > 0 {
					lines = append(lines[:failureLines], fmt.Sprintf("(%d more lines in the log)", more))
				}
				fmt.Fprintln(w, indent(strings.Join(lines, "\n"), "    | "))
			}
		}
	}
}
