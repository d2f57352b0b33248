package app

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// collectPercent is by how much the heap may grow before garbage is collected.
// The columns of a large tenant (see package store) are most of the heap and
// have no pointers, so that collecting costs little however large they are, and
// waiting until as much garbage as columns has gathered would double the memory
// for nothing.
const collectPercent = 10

// A file that is read makes much garbage in a small heap, so that as many more
// collections as that saves memory would take a tenth of the time.
const (
	readPercent = 40
	readRoom    = 32 << 20 // bytes of garbage that a large heap may have then
)

// collecting is how often garbage is collected.
var collecting struct {
	sync.Mutex
	often   bool // CollectOften was called
	reading int  // files that are being read
}

// CollectOften sets the garbage collector for a program that opens ledgers,
// unless its user did so by GOGC (see package runtime).
func CollectOften() {
	if os.Getenv("GOGC") != "" {
		return
	}
	collecting.Lock()
	defer collecting.Unlock()
	collecting.often = true
	debug.SetGCPercent(collectPercent)
}

// collectSeldom makes garbage wait while a file is read, in a program that
// collects often, until the function that it gives is called.
func collectSeldom() (read func()) {
	collecting.Lock()
	defer collecting.Unlock()
	if !collecting.often {
		return func() {}
	}
	if collecting.reading++; collecting.reading == 1 {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(min(readPercent, max(collectPercent, int(readRoom*100/max(live[0].Value.Uint64(), 1)))))
	}
	return func() {
		collecting.Lock()
		defer collecting.Unlock()
		if collecting.reading--; collecting.reading == 0 {
			debug.SetGCPercent(collectPercent)
		}
	}
}
