package engine

import (
	"testing"
	"time"
)

// TestBoard_CallsThatWaitTogether are of one stage: it goes on once none of them waits,
// whichever ends first, and as it did before.
func TestBoard_CallsThatWaitTogether(t *testing.T) {
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		var last StageProgress
		b := newBoard([]string{"graph.users"}, SystemClock{}, func(p Progress) { last = p.Stages[0] })
		b.state(0, StageChecking)
		until := time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)
		over := []func(){b.waiting(0, until, "throttled"), b.waiting(0, until.Add(time.Second), "throttled")}
		over[order[0]]()
		if last.State != StagePausing || last.WaitUntil == "" {
			t.Errorf("%v: while one of two calls waits the stage is %s until %q", order, last.State, last.WaitUntil)
		}
		over[order[1]]()
		if last.State != StageChecking || last.WaitUntil != "" || last.WaitReason != "" {
			t.Errorf("%v: after both waits the stage is %s until %q for %q, want checking", order, last.State, last.WaitUntil, last.WaitReason)
		}
	}
}
