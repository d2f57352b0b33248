//go:build stress

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// roads goes the ways over a large history, each in a process of its own, and keeps what
// they took. Times are those of the processor, which other work on the computer does not
// change much.
type roads struct {
	t       *testing.T
	dir     string
	kind    string // begins the names of what is counted
	most    time.Duration
	mostMB  int64
	tried   int
	went    int
	longest time.Duration
	peak    int64 // MB
}

// road runs the program, which must do what it is told within the bounds.
func (r *roads) road(name string, args ...string) (answer string) {
	r.t.Helper()
	return r.within(name, r.most, r.mostMB, args...)
}

// within is the same with bounds of its own.
func (r *roads) within(name string, most time.Duration, mostMB int64, args ...string) (answer string) {
	r.t.Helper()
	r.tried++
	c := program(r.dir, args...)
	s := run(r.t, c)
	if s.code != 0 {
		r.t.Errorf("licensectl %q: %v", args, s)
		return ""
	}
	used := c.ProcessState.SysUsage().(*syscall.Rusage)
	took, mb := c.ProcessState.UserTime()+c.ProcessState.SystemTime(), used.Maxrss/1024
	r.t.Logf("%-24s %8.2f s %6d MB", name, took.Seconds(), mb)
	if took > most || mb > mostMB {
		r.t.Errorf("%s took %v of the processor and %d MB, more than %v and %d MB", name, took, mb, most, mostMB)
		return s.stdout
	}
	r.went++
	r.longest, r.peak = max(r.longest, took), max(r.peak, mb)
	return s.stdout
}

func (r *roads) counts() {
	for name, n := range map[string]int64{"roads-tried": int64(r.tried), "roads-gone-well": int64(r.went), "longest-road-ms": r.longest.Milliseconds(), "peak-mb": r.peak} {
		r.t.Attr(r.kind+"-"+name, fmt.Sprint(n))
	}
}

// lines reads the JSON objects of an answer, one a line.
func lines[T any](t *testing.T, answer string) (all []T) {
	t.Helper()
	for line := range strings.Lines(answer) {
		var one T
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// worked is how much of the processor this program has used so far.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// has fails where a file of an export does not begin as it should, or is smaller than it
// can be.
func (r *roads) has(name, begins string, least int64) {
	r.t.Helper()
	file, err := os.Open(r.dir + "/" + name)
	if err != nil {
		r.t.Error(err)
		return
	}
	defer file.Close()
	head := make([]byte, len(begins))
	info, err := file.Stat()
	if _, read := file.Read(head); err != nil || read != nil || !bytes.Equal(head, []byte(begins)) || info.Size() < least {
		r.t.Errorf("%s is no such file, or smaller than %d bytes: %q, %v", name, least, head, err)
	}
}
