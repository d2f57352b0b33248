package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func testProject(t *testing.T) (*project, *bytes.Buffer) {
	t.Helper()
	var out bytes.Buffer
	return &project{root: t.TempDir(), out: &out}, &out
}

func TestRunSteps_StopsAtTheFirstFailureAndShowsItsLog(t *testing.T) {
	p, out := testProject(t)
	var ran []string
	passes := func(ctx context.Context, s *stepRun) error {
		ran = append(ran, "passes")
		s.counts = counts{passed: 2}
		s.note("2 things looked at")
		return nil
	}
	fails := func(ctx context.Context, s *stepRun) error {
		ran = append(ran, "fails")
		for range tailLines + 5 {
			io.WriteString(s.log, "noise\n")
		}
		io.WriteString(s.log, "the reason\n")
		return errors.New("it broke")
	}
	results, err := p.runSteps(t.Context(), []step{
		{name: "one", title: "first", run: passes},
		{name: "two", title: "second", run: fails},
		{name: "three", title: "third", run: passes},
	})
	if err == nil || !strings.Contains(err.Error(), `"second" failed`) || !strings.Contains(err.Error(), "out/logs/two.txt") {
		t.Errorf("the reason is %v", err)
	}
	if want := []string{"passes", "fails"}; !slices.Equal(ran, want) {
		t.Errorf("ran %q, want %q", ran, want)
	}
	text := out.String()
	for _, want := range []string{"[1/3] first", "2 things looked at", "[2/3] second", "FAILED", "| the reason", "| it broke"} {
		if !strings.Contains(text, want) {
			t.Errorf("the output lacks %q:\n%s", want, text)
		}
	}
	if n := strings.Count(text, "| noise"); n >= tailLines {
		t.Errorf("%d lines of the log are shown", n)
	}
	var summary bytes.Buffer
	printSummary(&summary, results)
	for _, want := range []string{"ok ", "first (2 passed, 0 failed)", "FAILED ", "not run ", "third"} {
		if !strings.Contains(summary.String(), want) {
			t.Errorf("the summary lacks %q:\n%s", want, summary.String())
		}
	}
	if log, err := os.ReadFile(filepath.Join(p.root, "out", "logs", "one.txt")); err != nil || string(log) != "2 things looked at\n" {
		t.Errorf("the first log is %q, %v", log, err)
	}
}

func TestRunStepsUntil_GoesOnButNotWithoutSetup(t *testing.T) {
	p, _ := testProject(t)
	passes := func(context.Context, *stepRun) error { return nil }
	fails := func(context.Context, *stepRun) error { return errors.New("no") }
	states := func(steps ...step) (states []string) {
		t.Helper()
		results, err := p.runStepsUntil(t.Context(), steps, true)
		if err == nil {
			t.Error("a failure got lost")
		}
		for _, r := range results {
			states = append(states, r.state)
		}
		return states
	}
	if got := states(step{name: "a", run: fails}, step{name: "b", run: passes}); !slices.Equal(got, []string{"FAILED", "ok"}) {
		t.Errorf("after a failed check: %q", got)
	}
	if got := states(step{name: "a", setup: true, run: fails}, step{name: "b", run: passes}); !slices.Equal(got, []string{"FAILED", "not run"}) {
		t.Errorf("after a failed set-up: %q", got)
	}
}

func TestPickSteps(t *testing.T) {
	steps := []step{{name: "setup", setup: true}, {name: "linters"}, {name: "vet"}, {name: "page", setup: true, after: []string{"vet"}}, {name: "lint", after: []string{"linters"}}, {name: "e2e"}}
	names := func(steps []step) (names []string) {
		for _, st := range steps {
			names = append(names, st.name)
		}
		return names
	}
	all, err := pickSteps(steps, "")
	if err != nil || len(all) != len(steps) {
		t.Errorf("all: %q, %v", names(all), err)
	}
	some, err := pickSteps(steps, "e2e")
	if want := []string{"setup", "page", "e2e"}; err != nil || !slices.Equal(names(some), want) {
		t.Errorf("some: %q, %v, want %q", names(some), err, want)
	}
	some, err = pickSteps(steps, "lint")
	if want := []string{"setup", "linters", "page", "lint"}; err != nil || !slices.Equal(names(some), want) {
		t.Errorf("what builds on another: %q, %v, want %q", names(some), err, want)
	}
	if _, err := pickSteps(steps, "e2e,vte"); !errors.Is(err, errUsage) {
		t.Errorf("a wrong name gives %v", err)
	}
}

// Two steps with one name would write one log.
func TestTestSteps_HaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, st := range testSteps() {
		if st.name == "" || st.title == "" || st.run == nil || seen[st.name] {
			t.Errorf("step %q is incomplete or there twice", st.name)
		}
		for _, on := range st.after {
			if !seen[on] {
				t.Errorf("step %q builds on %q, which is not before it", st.name, on)
			}
		}
		seen[st.name] = true
	}
}

func TestBundleProblems(t *testing.T) {
	has := func(name string) bool { return name == "assets/index.js" || name == "assets/index.css" }
	good := `<link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/index.css"><script src="./assets/index.js"></script>`
	if problems := bundleProblems(good, has); problems != nil {
		t.Errorf("a whole, local page: %q", problems)
	}
	for page, want := range map[string]string{
		`<script src="https://cdn.example.org/a.js"></script>`: "from the network",
		`<script src="//cdn.example.org/a.js"></script>`:       "from the network",
		`<script src="/assets/gone.js"></script>`:              "not in it",
		`<p>empty</p>`: "loads no script",
	} {
		if problems := bundleProblems(page, has); len(problems) != 1 || !strings.Contains(problems[0], want) {
			t.Errorf("%s: %q, want %q", page, problems, want)
		}
	}
}

func TestCompressedSize_CountsScriptsAndStyles(t *testing.T) {
	noise := make([]byte, 5000)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	size, err := compressedSize(fstest.MapFS{
		"assets/a.js":    {Data: noise},
		"assets/b.css":   {Data: []byte(strings.Repeat("a", 5000))},
		"assets/big.png": {Data: noise},
	})
	if err != nil || size < 5000 || size > 5500 {
		t.Errorf("%d bytes, %v", size, err)
	}
}

func TestWriteChecksums(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b": "", "a": "abc"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time the file of checksums is there already
		if err := writeChecksums(dir); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.Join(dir, checksumFile))
	want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n" +
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
	if err != nil || string(got) != want {
		t.Errorf("got\n%s%v, want\n%s", got, err, want)
	}
}

func TestMeasurement_Against(t *testing.T) {
	var table bytes.Buffer
	all := []measurement{
		measurement{Name: "export", Value: 3, Unit: "s"}.against("peer", 2),
		{Name: "size", Value: 12345.6, Unit: "MB"},
	}
	if err := writeTable(&table, all); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(table.String()), "\n")
	if len(lines) != 3 || strings.Join(strings.Fields(lines[1]), " ") != "export 3.00 s peer 2.00 1.50" || strings.Join(strings.Fields(lines[2]), " ") != "size 12346 MB" {
		t.Errorf("got\n%s", table.String())
	}
}

func TestMedian(t *testing.T) {
	got := median([]cost{{took: 9 * time.Second}, {took: time.Second}, {took: 2 * time.Second, memory: 7}})
	if got.memory != 7 {
		t.Errorf("got %+v", got)
	}
}

func TestSyncedRows(t *testing.T) {
	rows, err := syncedRows([]byte(`{"state":"complete","published":[{"source":"graph.users","rows":20000,"began":1},{"source":"graph.subscribedSkus","rows":12}]}`))
	if err != nil || rows != 20012 {
		t.Errorf("%d, %v", rows, err)
	}
}

func TestCountRows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(file, []byte("a,b\r\n1,\"two\r\nlines\"\r\n3,4\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if rows, err := countRows(file); err != nil || rows != 2 {
		t.Errorf("%d, %v", rows, err)
	}
}

func TestReadUsage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "usage.txt")
	if err := os.WriteFile(file, []byte("2048 1500\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := readUsage(file); err != nil || got.memory != 2048*1024 || got.worked != 1500*time.Millisecond {
		t.Errorf("%+v, %v", got, err)
	}
}
