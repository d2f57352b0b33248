package app

import (
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
