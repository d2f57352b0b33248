package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExecutions_AreCounted(t *testing.T) {
	for line, want := range map[string]int64{
		"fuzz: elapsed: 3s, execs: 325017 (108336/sec), new interesting: 11 (total: 202)\n": 325017,
		"fuzz: elapsed: 1m0s, execs: 7 (0/sec), new interesting: 0 (total: 1)\n":            7,
		"fuzz: elapsed: 0s, gathering baseline coverage: 0/192 completed\n":                 0,
		"fuzz: minimizing 34-byte failing input file\n":                                     0,
	} {
		if got := executions(line); got != want {
			t.Errorf("%q tells %d, want %d", line, got, want)
		}
	}
	events := `{"Action":"output","Package":"p","Output":"fuzz: elapsed: 3s, execs: 5 (1/sec), new interesting: 1 (total: 2)\n"}
{"Action":"output","Package":"p","Output":"fuzz: elapsed: 6s, execs: 9 (1/sec), new interesting: 1 (total: 2)\n"}
{"Action":"output","Package":"p","Output":"PASS\n"}
`
	report, err := readGoTest(strings.NewReader(events), new(bytes.Buffer), func(string, ...any) {})
	if err != nil || report.tried != 9 {
		t.Errorf("%d executions, %v", report.tried, err)
	}
}

// TestKeepCorpus: the smallest inputs that are not there yet, no large one, and never
// more than a corpus holds.
func TestKeepCorpus(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "testdata", "fuzz", "FuzzIt")
	for n := range corpusFiles + 5 {
		if err := os.WriteFile(filepath.Join(from, strings.Repeat("x", n+1)), make([]byte, n), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(from, "large"), make([]byte, corpusBytes+1), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{corpusFiles, 0} {
		if kept, err := keepCorpus(from, to); kept != want || err != nil {
			t.Fatalf("%d inputs are kept, %v, want %d", kept, err, want)
		}
	}
	for name, want := range map[string]bool{"x": true, strings.Repeat("x", corpusFiles): true, strings.Repeat("x", corpusFiles+1): false, "large": false} {
		if _, err := os.Stat(filepath.Join(to, name)); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if kept, err := keepCorpus(filepath.Join(from, "missing"), to); kept != 0 || err != nil {
		t.Errorf("of no folder: %d, %v", kept, err)
	}
}
