package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

func TestTogether_RunsAllAndKeepsEachLogWhole(t *testing.T) {
	p, out := testProject(t)
	file := filepath.Join(p.root, "log")
	log, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	s := &stepRun{project: p, log: log}
	var running, most atomic.Int32
	meet := make(chan struct{})
	err = s.together(2, 4, func(i int, part *stepRun) error {
		if now := running.Add(1); now > most.Load() {
			most.Store(now)
		}
		defer running.Add(-1)
		part.counts.passed = 1 << i
		part.note("part %d begins", i)
		if i == 0 { // each of the first two waits for the other
			meet <- struct{}{}
		} else if i == 1 {
			<-meet
		}
		part.note("part %d ends", i)
		if i%2 == 1 {
			return fmt.Errorf("part %d broke", i)
		}
		return nil
	})
	if err == nil || !strings.Contains(err.Error(), "part 1 broke") || !strings.Contains(err.Error(), "part 3 broke") {
		t.Errorf("the reason is %v", err)
	}
	if most.Load() != 2 || s.counts.passed != 15 {
		t.Errorf("%d at a time, counts %v", most.Load(), s.counts)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if whole := fmt.Sprintf("part %d begins\npart %d ends\n", i, i); !strings.Contains(string(text), whole) || !strings.Contains(out.String(), fmt.Sprintf("part %d ends", i)) {
			t.Errorf("the log of part %d is torn:\n%s", i, text)
		}
	}
}
