package main

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestRun_UnknownTargetListsTheTargets(t *testing.T) {
	for _, args := range [][]string{nil, {"biuld"}, {"run", "now"}, {"test", "-onyl", "vet"}, {"bench", "-run", "("}, {"test", "-only", "vet,nothing"}} {
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), args, &stdout, &stderr); code != exitUsage {
			t.Errorf("%q ended with %d, want %d", args, code, exitUsage)
		}
		for _, target := range targets() {
			if !strings.Contains(stderr.String(), "  "+target.name) {
				t.Errorf("%q: the list lacks %s:\n%s", args, target.name, stderr.String())
			}
		}
	}
}

func TestRun_HelpIsNoFailure(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, &stdout, &stderr); code != exitDone || stdout.Len() == 0 {
		t.Errorf("ended with %d and printed %q", code, stdout.String())
	}
}

func TestExitCode(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for _, c := range []struct {
		name string
		ctx  context.Context
		err  error
		want int
	}{
		{"done", t.Context(), nil, exitDone},
		{"failed", t.Context(), errors.New("no"), exitFailed},
		{"wrong use", t.Context(), errUsage, exitUsage},
		{"interrupted", stopped, context.Canceled, exitInterrupted},
	} {
		if got := exitCode(c.ctx, c.err, new(bytes.Buffer)); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestStart_SaysWhichProgramIsMissing(t *testing.T) {
	err := start(t.Context(), command{args: []string{"no-such-program-here"}})
	if err == nil || !strings.Contains(err.Error(), "no-such-program-here is not installed") {
		t.Errorf("got %v", err)
	}
}

func TestOutput_KeepsWhatAFailingProgramSaid(t *testing.T) {
	text, err := output(t.Context(), command{args: []string{"go", "tool", "no-such-tool"}})
	if err == nil || text != "" || !strings.Contains(err.Error(), "no such tool") {
		t.Errorf("got %q and %v", text, err)
	}
}

// A program that is stopped takes with it what it started, so no browser or server is
// left behind.
func TestStart_CancelEndsTheWholeGroup(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("only the program itself is ended on Windows")
	}
	ctx, cancel := context.WithCancel(t.Context())
	lines := make(chanWriter, 1)
	ended := make(chan error, 1)
	go func() {
		err := start(ctx, command{args: []string{"sh", "-c", "sleep 300 & echo started; wait"}, stdout: lines})
		ended <- err
	}()
	<-lines
	cancel()
	began := time.Now()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	// The inner program holds the output open: a start that ended only the outer one
	// would wait for killGrace.
	if took := time.Since(began); took >= killGrace {
		t.Errorf("it took %s to end", took)
	}
}

type chanWriter chan string

func (c chanWriter) Write(b []byte) (int, error) {
	c <- string(b)
	return len(b), nil
}
