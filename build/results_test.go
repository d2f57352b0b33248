package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	p, _ := testProject(t)
	log, err := os.Create(filepath.Join(p.root, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	file := filepath.Join(p.root, "results.json")
	for _, c := range []struct {
		name, text string
		ended      error
		want       string // in the error; empty for none
	}{
		{"passed", `{"numPassedTests":3}`, nil, ""},
		{"failed", `{"numPassedTests":3,"numFailedTests":2}`, nil, "2 tests failed"},
		{"ended badly", `{"numPassedTests":3}`, errors.New("it crashed"), "it crashed"},
		{"nothing ran", `{"numTotalTests":0}`, nil, "no test ran"},
		{"no results", ``, nil, "left no results"},
		{"broken results", `{`, nil, "read results.json"},
	} {
		os.Remove(file)
		if c.text != "" {
			if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		err := (&stepRun{project: p, log: log}).count(file, vitestResults, c.ended)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// What Vitest reports of a file with a failing test, and of one that cannot be loaded.
const vitestReport = `{"numTotalTests":7,"numPassedTests":4,"numFailedTests":1,"numPendingTests":1,"numTodoTests":1,"success":false,
"testResults":[
 {"name":"/a/days.test.ts","status":"failed","message":"","assertionResults":[
  {"fullName":"days are read","title":"are read","status":"passed","failureMessages":[]},
  {"fullName":"days are told","title":"are told","status":"failed","failureMessages":["AssertionError: expected 1 to be 2\n    at days.test.ts:7"]}]},
 {"name":"/a/place.test.ts","status":"failed","message":"Cannot find module ./gone","assertionResults":[]}]}`

// What Playwright reports of a failed test in a group, one that passed when tried again, and
// of something that went wrong before any test.
const playwrightReport = `{"errors":[{"message":"no Chromium found"}],"stats":{"startTime":"","expected":5,"skipped":1,"unexpected":1,"flaky":1},
"suites":[{"title":"day.spec.ts","specs":[
  {"title":"passes","file":"day.spec.ts","line":3,"tests":[{"status":"expected","results":[{"status":"passed","errors":[]}]}]},
  {"title":"travels","file":"day.spec.ts","line":9,"tests":[{"status":"flaky","results":[{"errors":[{"message":"too slow"}]},{"errors":[]}]}]}],
 "suites":[{"title":"in Dutch","specs":[
  {"title":"says the day","file":"day.spec.ts","line":20,"tests":[{"status":"unexpected","results":[{"errors":[{"message":"Error: \u001b[31mnot visible\u001b[39m"},{"message":"the page failed"}]}]}]}]}]}]}`

func TestRunnerResults(t *testing.T) {
	for _, c := range []struct {
		name   string
		read   func([]byte) (results, error)
		report string
		counts counts
		failed []failedTest
	}{
		{"Vitest", vitestResults, vitestReport, counts{4, 1, 2}, []failedTest{
			{"days.test.ts › days are told", "AssertionError: expected 1 to be 2\n    at days.test.ts:7"},
			{"place.test.ts", "Cannot find module ./gone"},
		}},
		{"Playwright", playwrightResults, playwrightReport, counts{5, 2, 1}, []failedTest{
			{"outside of any test", "no Chromium found"},
			{"day.spec.ts:9 › travels", "too slow"},
			{"day.spec.ts:20 › says the day", "Error: \x1b[31mnot visible\x1b[39m\nthe page failed"},
		}},
	} {
		got, err := c.read([]byte(c.report))
		if err != nil || got.counts != c.counts || !slices.Equal(got.failed, c.failed) {
			t.Errorf("%s: %+v, %v, want %+v and %q", c.name, got, err, c.counts, c.failed)
		}
	}
}

func TestSummary_NamesWhatFailedAndSaysWhy(t *testing.T) {
	failed := []failedTest{{"day.spec.ts:9 › travels", "\x1b[31mnot visible\x1b[39m\n" + strings.Repeat("called from\n", failureLines)}}
	for i := range failuresTold {
		failed = append(failed, failedTest{fmt.Sprintf("test %d", i), fmt.Sprintf("reason %d", i)})
	}
	var out bytes.Buffer
	printSummary(&out, []stepResult{{title: "pages", state: "FAILED", failed: failed}, {title: "types", state: "ok"}})
	text := out.String()
	for _, want := range []string{"Failed in \"pages\"\n  day.spec.ts:9 › travels\n    | not visible\n    | called from\n", "(1 more lines in the log)", "| reason 8\n", "  test 9\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary lacks %q:\n%s", want, text)
		}
	}
	for _, unwanted := range []string{"reason 9", "Failed in \"types\"", "\x1b"} {
		if strings.Contains(text, unwanted) {
			t.Errorf("the summary has %q:\n%s", unwanted, text)
		}
	}
}
