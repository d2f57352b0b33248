package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRunSteps_RunSideBySideAndAreToldOneAfterTheOther has two steps that each wait for the
// other, so they end only when both run.
func TestRunSteps_RunSideBySideAndAreToldOneAfterTheOther(t *testing.T) {
	p, out := testProject(t)
	first, second := make(chan struct{}), make(chan struct{})
	meet := func(say string, mine, other chan struct{}) func(context.Context, *stepRun) error {
		return func(ctx context.Context, s *stepRun) error {
			s.note("%s begins", say)
			close(mine)
			select {
			case <-other:
			case <-ctx.Done():
				return ctx.Err()
			}
			s.note("%s ends", say)
			return nil
		}
	}
	seen := false
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	results, err := p.runSteps(ctx, []step{
		{name: "setup", title: "set up", run: func(context.Context, *stepRun) error { return nil }},
		{name: "a", title: "one", after: []string{"setup"}, run: meet("one", first, second)},
		{name: "b", title: "two", after: []string{"setup", "never picked"}, run: meet("two", second, first)},
		{name: "c", title: "last", run: func(context.Context, *stepRun) error {
			text := out.String()
			seen = strings.Contains(text, "one ends") && strings.Contains(text, "two ends")
			return nil
		}},
	})
	if err != nil || len(results) != 4 {
		t.Fatalf("%v, %v", results, err)
	}
	if !seen {
		t.Error("a step that builds on all began before they had ended")
	}
	var lines []string
	for line := range strings.Lines(out.String()) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "ok in") {
			lines = append(lines, line)
		}
	}
	want := []string{"[1/4] set up", "[2/4] one", "one begins", "one ends", "[3/4] two", "two begins", "two ends", "[4/4] last"}
	if !slices.Equal(lines, want) {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func TestFromFirstToLast_CountsWhatRanSideBySideOnce(t *testing.T) {
	at := func(second int) time.Time { return time.Unix(int64(second), 0) }
	results := []stepResult{
		{began: at(100), took: 10 * time.Second}, {began: at(110), took: 40 * time.Second}, {began: at(111), took: 20 * time.Second}, {state: "not run"},
	}
	if got := fromFirstToLast(results); got != 50*time.Second {
		t.Errorf("%s, want 50 s", got)
	}
	if got := fromFirstToLast(results[3:]); got != 0 {
		t.Errorf("nothing ran, and took %s", got)
	}
}

// TestRunSteps_BeginNoneAfterAFailureButEndWhatRuns: the other step is still told.
func TestRunSteps_BeginNoneAfterAFailureButEndWhatRuns(t *testing.T) {
	p, out := testProject(t)
	failed, began := make(chan struct{}), make(chan struct{})
	results, err := p.runSteps(t.Context(), []step{
		{name: "a", title: "breaks", after: []string{}, run: func(context.Context, *stepRun) error {
			<-began
			defer close(failed)
			return errors.New("broken")
		}},
		{name: "b", title: "goes on", after: []string{}, run: func(_ context.Context, s *stepRun) error {
			close(began)
			<-failed
			s.note("to its end")
			return nil
		}},
		{name: "c", title: "never", after: []string{"a"}, run: func(context.Context, *stepRun) error { return nil }},
	})
	var states []string
	for _, r := range results {
		states = append(states, r.state)
	}
	if want := []string{"FAILED", "ok", "not run"}; err == nil || !slices.Equal(states, want) || !strings.Contains(out.String(), "to its end") {
		t.Errorf("%q, want %q; %v\n%s", states, want, err, out)
	}
}
