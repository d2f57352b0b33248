//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime is what the program worked so far, on all processors; ok is
// false where it is not known.
func processorTime() (worked time.Duration, ok bool) {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return 0, false
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano()), true
}
