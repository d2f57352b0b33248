package engine

import (
	"slices"
	"sync"
	"time"
)

// board is the state of a run's stages. Every change is told at once, as a
// whole; who listens coalesces.
type board struct {
	clock  Clock
	tell   func(Progress)
	mu     sync.Mutex
	stages []StageProgress
	began  []time.Time // when a stage's reading began in this run
	before []int64     // rows that were staged before it
	waits  []waits
}

// waits are the calls of a stage that wait.
type waits struct {
	calls int
	was   StageState // before the first of them
}

func newBoard(names []string, clock Clock, tell func(Progress)) *board {
	b := &board{clock: clock, tell: tell, began: make([]time.Time, len(names)), before: make([]int64, len(names)), waits: make([]waits, len(names))}
	for _, name := range names {
		b.stages = append(b.stages, StageProgress{Source: name, State: StageWaiting})
	}
	return b
}

func (b *board) change(stage int, f func(*StageProgress)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(&b.stages[stage])
	if b.tell != nil {
		b.tell(Progress{Stages: slices.Clone(b.stages)})
	}
}

func (b *board) state(stage int, state StageState) {
	b.change(stage, func(p *StageProgress) {
		p.State, p.WaitUntil, p.WaitReason = state, "", ""
	})
}

func (b *board) reading(stage int, rows int64) {
	b.change(stage, func(p *StageProgress) {
		p.State, p.Rows = StageReading, rows
		b.began[stage], b.before[stage] = b.clock.Now(), rows
	})
}

func (b *board) rows(stage int, rows int64) {
	b.change(stage, func(p *StageProgress) {
		if p.WaitUntil == "" { // the next page, fetched while this one was kept, may be waiting
			p.State = StageReading
		}
		p.Rows = rows
		if took := b.clock.Now().Sub(b.began[stage]).Seconds(); took > 0 {
			p.RowsPerSec = float64(rows-b.before[stage]) / took
		}
	})
}

// waiting notes that a call waits, perhaps beside others; over is when it goes on.
func (b *board) waiting(stage int, until time.Time, reason string) (over func()) {
	w := &b.waits[stage]
	b.change(stage, func(p *StageProgress) {
		if w.calls++; w.calls == 1 {
			w.was = p.State
		}
		p.State, p.WaitUntil, p.WaitReason = StagePausing, until.UTC().Format(time.RFC3339), reason
		if reason == reasonReport {
			p.State = StagePending
		}
	})
	return func() {
		b.change(stage, func(p *StageProgress) {
			if w.calls--; w.calls == 0 {
				p.State, p.WaitUntil, p.WaitReason = w.was, "", ""
			}
		})
	}
}

// reasonReport is the reason of a wait that is no trouble: the service works.
const reasonReport = "report_being_prepared"
