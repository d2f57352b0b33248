package store

import (
	"runtime"
	"sync"
)

// fewRows is how many rows one processor looks at faster than several do.
var fewRows = 1 << 15

// partsOf tells into how many parts to cut n rows: one for each processor,
// unless they are few.
func partsOf(n int) int { return max(1, min(runtime.GOMAXPROCS(0), n/fewRows)) }

// inParts cuts 0..n into parts and hands each to f, side by side.
func inParts(n, parts int, f func(part, from, to int)) {
	var all sync.WaitGroup
	for part := range parts {
		all.Go(func() { f(part, n*part/parts, n*(part+1)/parts) })
	}
	all.Wait()
}
