//go:build !windows

package main

import (
	"fmt"
	"os"
	"syscall"
)

// limitVariable is the most bytes that a file of the program may have.
const limitVariable = "LL_TEST_FILE_LIMIT"

// limitFiles lets the system refuse what is too large, as a disk that has its own
// limit does: no file of FAT32 has 4 GiB.
func limitFiles() {
	text := os.Getenv(limitVariable)
	if text == "" {
		return
	}
	var most uint64
	if _, err := fmt.Sscan(text, &most); err != nil {
		panic(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
		panic(err)
	}
}
