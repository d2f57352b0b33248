//go:build !unix

package main

import "time"

// processorTime is what the program worked so far; ok is false where it is not
// known.
func processorTime() (worked time.Duration, ok bool) { return 0, false }
