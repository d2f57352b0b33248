package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// memoryFolder is where Linux keeps files in memory.
const memoryFolder = "/dev/shm"

// roomInMemory tells how many bytes files in memory may take, without anybody else
// running short: half of what is free.
func roomInMemory() (int64, error) {
	var folder syscall.Statfs_t
	if err := syscall.Statfs(memoryFolder, &folder); err != nil {
		return 0, err
	}
	told, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0, err
	}
	free, err := freeMemory(string(told))
	return min(int64(folder.Bavail)*folder.Bsize, free/2), err
}

// freeMemory reads from /proc/meminfo how many bytes programs can still get.
func freeMemory(told string) (int64, error) {
	for line := range strings.Lines(told) {
		var kib int64
		if _, err := fmt.Sscanf(line, "MemAvailable: %d kB", &kib); err == nil {
			return kib << 10, nil
		}
	}
	return 0, fmt.Errorf("/proc/meminfo does not tell how much memory is free")
}
