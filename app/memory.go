package app

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"

	"licenseledger/store"
)

// collectPercent is by how much the heap may grow before garbage is collected.
// The columns of a large tenant (see package store) are most of the heap and
// have no pointers, so that collecting costs little however large they are, and
// waiting until as much garbage as columns has gathered would double the memory
// for nothing.
const collectPercent = 10

// Files and pages that are read, and rows that are written, make much garbage in a
// small heap: readRoom bytes of it may lie there, or collectPercent where that is
// more, so that reading a small tenant does not spend a quarter of its time collecting.
const (
	readRoom       = 32 << 20
	mostPercent    = 400
	lookAtHeapEach = 100 * time.Millisecond
)

// collecting is how often garbage is collected.
var collecting struct {
	sync.Mutex
	often   bool   // CollectOften was called
	reading int    // files, tenants and exports that are in the making
	stop    func() // ends keepRoom
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

// collectSeldom makes garbage wait while something is read or written, in a program that
// collects often, until the function that it gives is called.
func collectSeldom() (read func()) {
	collecting.Lock()
	defer collecting.Unlock()
	if !collecting.often {
		return func() {}
	}
	if collecting.reading++; collecting.reading == 1 {
		collecting.stop = keepRoom()
	}
	return func() {
		collecting.Lock()
		defer collecting.Unlock()
		if collecting.reading--; collecting.reading == 0 {
			collecting.stop()
		}
	}
}

// keepRoom keeps the share of garbage at what readRoom is of the heap, however that
// grows, until stop is called. A share that somebody else set meanwhile stays.
func keepRoom() (stop func()) {
	ours := collectPercent
	keep := func(percent int) {
		if percent != ours && uint64(ours) == metric("/gc/gogc:percent") {
			debug.SetGCPercent(percent)
			ours = percent
		}
	}
	byHeap := func() int {
		return min(mostPercent, max(collectPercent, store.LeastGarbage(), int(readRoom*100/max(metric("/gc/heap/live:bytes"), 1))))
	}
	keep(byHeap())
	stopped, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticks := time.NewTicker(lookAtHeapEach)
		defer ticks.Stop()
		for {
			select {
			case <-ticks.C:
				keep(byHeap())
			case <-stopped:
				keep(collectPercent)
				return
			}
		}
	}()
	return func() {
		close(stopped)
		<-ended
	}
}

// metric gives one of the numbers of package metrics.
func metric(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
