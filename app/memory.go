package app

import (
	"math"
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
	syncRoom       = 24 << 20 // of garbage and free memory, beside what a sync uses
	lookAtHeapEach = 100 * time.Millisecond
)

// collecting is how often garbage is collected.
var collecting struct {
	sync.Mutex
	often   bool   // CollectOften was called
	reading int    // files, tenants and exports that are in the making, and tenants that are simulated
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
	return lookAtHeap(func() { keep(byHeap()) }, func() { keep(collectPercent) })
}

// returnFree has memory that a sync does not use any more given back at once, until
// back is called, where the program collects often and its user set no limit by
// GOMEMLIMIT. By itself the runtime takes seconds over it, in which the next step grows.
// The limit follows what is in use, so that nothing is collected more often for it.
func returnFree() (back func()) {
	collecting.Lock()
	often := collecting.often
	collecting.Unlock()
	before := debug.SetMemoryLimit(-1)
	if !often || before != math.MaxInt64 {
		return func() {}
	}
	return lookAtHeap(func() {
		heap := metric("/memory/classes/heap/objects:bytes") + metric("/memory/classes/heap/unused:bytes") + metric("/memory/classes/heap/free:bytes")
		other := metric("/memory/classes/total:bytes") - metric("/memory/classes/heap/released:bytes")
		other -= min(other, heap) // of the runtime's own
		debug.SetMemoryLimit(int64(metric("/gc/heap/live:bytes") + metric("/memory/classes/heap/unused:bytes") + other + syncRoom))
	}, func() { debug.SetMemoryLimit(before) })
}

// lookAtHeap calls a function now and then, until stop is called, and last another one.
func lookAtHeap(look, last func()) (stop func()) {
	look()
	stopped, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticks := time.NewTicker(lookAtHeapEach)
		defer ticks.Stop()
		for {
			select {
			case <-ticks.C:
				look()
			case <-stopped:
				last()
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
