package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// events is what `go test -json` prints for a package with a passing test, a test with
// one failing and one passing subtest, and a skipped test; a package without tests; one
// that does not compile; and one that panics at its start.
const events = `
{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestOne"}
{"Action":"output","Package":"a","Test":"TestOne","Output":"=== RUN   TestOne\n"}
{"Action":"pass","Package":"a","Test":"TestOne","Elapsed":0.1}
{"Action":"run","Package":"a","Test":"TestTwo"}
{"Action":"run","Package":"a","Test":"TestTwo/good"}
{"Action":"pass","Package":"a","Test":"TestTwo/good"}
{"Action":"run","Package":"a","Test":"TestTwo/bad"}
{"Action":"output","Package":"a","Test":"TestTwo/bad","Output":"    a_test.go:7: got 1, want 2\n"}
{"Action":"fail","Package":"a","Test":"TestTwo/bad"}
{"Action":"fail","Package":"a","Test":"TestTwo"}
{"Action":"run","Package":"a","Test":"TestThree"}
{"Action":"skip","Package":"a","Test":"TestThree"}
{"Action":"output","Package":"a","Output":"FAIL\n"}
{"Action":"fail","Package":"a","Elapsed":1.5}
{"Action":"start","Package":"b"}
{"Action":"skip","Package":"b"}
{"ImportPath":"c [c.test]","Action":"build-output","Output":"c/c.go:3:1: undefined: x\n"}
{"ImportPath":"c [c.test]","Action":"build-fail"}
{"Action":"start","Package":"c"}
{"Action":"fail","Package":"c","FailedBuild":"c [c.test]"}
{"Action":"start","Package":"d"}
{"Action":"output","Package":"d","Output":"panic: no\n"}
{"Action":"fail","Package":"d"}
# a linker's warning
{"Action":"start","Package":"e"}
{"Action":"run","Package":"e","Test":"TestFive"}
{"Action":"attr","Package":"e","Test":"TestFive","Key":"kills","Value":"12"}
{"Action":"attr","Package":"e","Test":"TestFive","Key":"system","Value":"linux"}
{"Action":"pass","Package":"e","Test":"TestFive"}
{"Action":"run","Package":"e","Test":"TestSix"}
{"Action":"attr","Package":"e","Test":"TestSix","Key":"kills","Value":"30"}
{"Action":"pass","Package":"e","Test":"TestSix"}
{"Action":"pass","Package":"e","Elapsed":0.25}
`

func TestReadGoTest(t *testing.T) {
	var log bytes.Buffer
	var said []string
	report, err := readGoTest(strings.NewReader(strings.TrimLeft(events, "\n")), &log, func(format string, args ...any) {
		said = append(said, fmt.Sprintf(format, args...))
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (counts{passed: 4, failed: 3, skipped: 1}); report.counts != want {
		t.Errorf("counted %+v, want %+v", report.counts, want)
	}
	if got, want := strings.Join(said, "\n"), "FAIL\ta\t1.500s\nFAIL\tc\t0.000s\nFAIL\td\t0.000s\nok  \te\t0.250s"; got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
	failures := fmt.Sprint(report.failures)
	for _, text := range []string{"got 1, want 2", "undefined: x", "panic: no"} {
		if !strings.Contains(failures, text) {
			t.Errorf("the failures lack %q:\n%s", text, failures)
		}
	}
	if !strings.Contains(log.String(), "a linker's warning") {
		t.Error("the log lacks a line that is no event")
	}
	if len(report.figures) != 1 || report.figures["kills"] != 42 {
		t.Errorf("the tests counted %v, want 42 kills", report.figures)
	}
}

// A test that fails in itself, after its subtests passed, counts.
func TestReadGoTest_FrameFails(t *testing.T) {
	report, err := readGoTest(strings.NewReader(`{"Action":"run","Package":"a","Test":"T"}
{"Action":"run","Package":"a","Test":"T/x"}
{"Action":"pass","Package":"a","Test":"T/x"}
{"Action":"fail","Package":"a","Test":"T"}
{"Action":"fail","Package":"a"}
`), new(bytes.Buffer), func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	if want := (counts{passed: 1, failed: 1}); report.counts != want {
		t.Errorf("counted %+v, want %+v", report.counts, want)
	}
}
