package store

import (
	"runtime/debug"
	"testing"
)

func percentNow() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}

func TestCollectSeldom_LastsUntilTheLastIsBack(t *testing.T) {
	for _, c := range []struct{ before, during int }{{10, collectPercent}, {400, 400}, {-1, -1}} {
		first := debug.SetGCPercent(c.before)
		one, other := collectSeldom(), collectSeldom()
		one()
		during := percentNow()
		other()
		after := debug.SetGCPercent(first)
		if during != c.during || after != c.before {
			t.Errorf("a program that collects at %d%% did so at %d%% meanwhile, and at %d%% afterwards; want %d%% and %d%%", c.before, during, after, c.during, c.before)
		}
	}
}
