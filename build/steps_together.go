package main

import (
	"bytes"
	"errors"
	"io"
	"sync"
)

// together runs n parts of a step in order, at most so many at a time, to the end of all.
// Each has a log of its own, which goes into the step's in one piece when the part ends.
func (s *stepRun) together(atATime, n int, run func(part int, s *stepRun) error) error {
	var mu sync.Mutex // guards s.log, s.counts and s.failed
	shared := &project{root: s.root, out: &oneByOne{to: s.out}}
	failures := make([]error, n)
	places := make(chan struct{}, atATime)
	var all sync.WaitGroup
	for i := range n {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			var log bytes.Buffer
			part := &stepRun{project: shared, log: &oneByOne{to: &log}}
			failures[i] = run(i, part)
			mu.Lock()
			defer mu.Unlock()
			s.counts.add(part.counts)
			s.failed = append(s.failed, part.failed...)
			_, err := log.WriteTo(s.log)
			failures[i] = errors.Join(failures[i], err)
		})
	}
	all.Wait()
	return errors.Join(failures...)
}

// oneByOne lets several write, one after the other.
type oneByOne struct {
	mu sync.Mutex
	to io.Writer
}

func (w *oneByOne) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}
