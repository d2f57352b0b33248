package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"sync"
)

// stepsAtATime is how many steps run side by side, where they may: each leaves processors
// idle at times, since it waits for a network, a disk or one thread of its own.
const stepsAtATime = 3

// runSteps runs the steps and begins none after the first that fails. It returns what
// each step came to, and the reason why it stopped.
func (p *project) runSteps(ctx context.Context, steps []step) ([]stepResult, error) {
	return p.runStepsUntil(ctx, steps, false)
}

// runStepsUntil is runSteps that can go on after a failure, unless that was in a step on
// which the others build or ctx has ended. Steps begin in their order, except that one that
// may run beside others does not wait for them.
func (p *project) runStepsUntil(ctx context.Context, steps []step, goOn bool) ([]stepResult, error) {
	logs, err := p.outDir("logs")
	if err != nil {
		return nil, err
	}
	results := make([]stepResult, len(steps))
	for i, st := range steps {
		results[i] = stepResult{title: st.title, state: "not run"}
	}
	failures := make([]error, len(steps))
	begun, done := make([]bool, len(steps)), make([]bool, len(steps))
	ended := make(chan int)
	turns := &inTurn{to: p.out}
	for running, stopped := 0, false; ; {
		for running < stepsAtATime && !stopped {
			i := nextStep(steps, begun, done)
			if i < 0 {
				break
			}
			begun[i] = true
			running++
			out := turns.next()
			go func() {
				shown := &project{root: p.root, out: out}
				shown.say("\n[%d/%d] %s", i+1, len(steps), steps[i].title)
				results[i], failures[i] = shown.runStep(ctx, steps[i], filepath.Join(logs, steps[i].name+".txt"))
				out.end()
				ended <- i
			}()
		}
		if running == 0 {
			return results, errors.Join(failures...)
		}
		i := <-ended
		running--
		done[i] = true
		if failures[i] != nil && (!goOn || steps[i].setup) || ctx.Err() != nil {
			stopped = true
		}
	}
}

// nextStep is the first step that has not begun and builds on nothing that is not done;
// -1 is none.
func nextStep(steps []step, begun, done []bool) int {
	for i, st := range steps {
		if begun[i] {
			continue
		}
		waits := slices.Contains(done[:i], false)
		if st.after != nil {
			waits = slices.ContainsFunc(st.after, func(name string) bool {
				on := slices.IndexFunc(steps, func(other step) bool { return other.name == name })
				return on >= 0 && !done[on] // one that was not picked is not waited for
			})
		}
		if !waits {
			return i
		}
	}
	return -1
}

// inTurn lets several print to one place, each in one piece, in the order in which they
// began: the foremost at once, the others when those before them have ended.
type inTurn struct {
	mu       sync.Mutex
	to       io.Writer
	all      []*turn
	foremost int
}

// turn is what one of them prints to.
type turn struct {
	of    *inTurn
	place int
	held  bytes.Buffer
	ended bool
}

// next is the place of the one that begins now.
func (t *inTurn) next() *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	one := &turn{of: t, place: len(t.all)}
	t.all = append(t.all, one)
	return one
}

func (t *turn) Write(p []byte) (int, error) {
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	if t.place == t.of.foremost {
		return t.of.to.Write(p)
	}
	return t.held.Write(p)
}

// end says that nothing more comes.
func (t *turn) end() {
	t.of.mu.Lock()
	defer t.of.mu.Unlock()
	t.ended = true
	for t.of.foremost < len(t.of.all) && t.of.all[t.of.foremost].ended {
		t.of.foremost++
		if t.of.foremost < len(t.of.all) {
			// Where what is printed cannot be shown, there is nobody to tell it.
			_, _ = t.of.all[t.of.foremost].held.WriteTo(t.of.to)
		}
	}
}
