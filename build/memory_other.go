//go:build !linux

package main

import (
	"errors"
	"fmt"
)

// memoryFolder is nowhere: no folder of this system lies in memory.
const memoryFolder = ""

func roomInMemory() (int64, error) {
	return 0, fmt.Errorf("files in memory: %w", errors.ErrUnsupported)
}
