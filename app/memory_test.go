package app

import (
	"math"
	"runtime/debug"
	"testing"
)

// While something is read, a small heap may hold more garbage than usual, and less
// of it again afterwards; what package store chooses meanwhile stays.
func TestCollectSeldom_IsOverWithTheLastReading(t *testing.T) {
	percent := func() int { return int(metric("/gc/gogc:percent")) }
	before := percent()
	t.Cleanup(func() {
		collecting.often = false
		debug.SetGCPercent(before)
	})
	t.Setenv("GOGC", "")
	CollectOften()
	if percent() != collectPercent {
		t.Fatalf("the share of garbage is %d %%", percent())
	}
	first, second := collectSeldom(), collectSeldom()
	if percent() <= collectPercent {
		t.Errorf("the share of garbage is %d %% while two things are read", percent())
	}
	first()
	if percent() <= collectPercent {
		t.Errorf("the share of garbage is %d %% while one thing is read", percent())
	}
	second()
	if percent() != collectPercent {
		t.Errorf("the share of garbage is %d %% when nothing is read any more", percent())
	}
	over := collectSeldom()
	debug.SetGCPercent(50)
	over()
	if percent() != 50 {
		t.Errorf("the share of garbage that somebody else chose became %d %%", percent())
	}
}

// While a sync runs, memory is limited to little more than what is in use; a limit of
// the program's user stays, and a program that does not collect often has none.
func TestReturnFree_LimitsMemoryUntilTheSyncIsOver(t *testing.T) {
	limit := func() int64 { return debug.SetMemoryLimit(-1) }
	t.Cleanup(func() { collecting.often = false })
	before := limit()
	returnFree()()
	if limit() != before {
		t.Errorf("the limit is %d where garbage is collected as usual", limit())
	}
	collecting.often = true
	back := returnFree()
	inUse := int64(metric("/gc/heap/live:bytes"))
	if got := limit(); got < inUse || got > 1<<40 {
		t.Errorf("the limit is %d while %d bytes are in use", got, inUse)
	}
	back()
	if limit() != before {
		t.Errorf("the limit is %d when the sync is over", limit())
	}
	const chosen = math.MaxInt64 / 2
	debug.SetMemoryLimit(chosen)
	defer debug.SetMemoryLimit(before)
	back = returnFree()
	if limit() != chosen {
		t.Errorf("a limit that somebody chose became %d", limit())
	}
	back()
}
