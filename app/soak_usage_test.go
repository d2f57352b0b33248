package app_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// usage is what a process takes at one instant. handles, connections and resident are
// told on Linux alone, and 0 elsewhere.
type usage struct {
	heap        int64 // in use after garbage was collected
	resident    int64
	goroutines  int64
	handles     int64
	connections int64 // handles on the ledger, which are SQLite's
	temporary   int64 // files in the folder of temporary ones, and beside the ledger
	wal         int64 // bytes
	ledger      int64 // bytes, without the WAL
}

// used measures this process, in which the tenant is too.
func (s *soak) used() usage {
	s.t.Helper()
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	u := usage{heap: int64(memory.HeapAlloc), goroutines: int64(runtime.NumGoroutine()), resident: resident(),
		wal: sizeOf(s.path + "-wal"), ledger: sizeOf(s.path), temporary: filesIn(os.TempDir()) + filesIn(filepath.Dir(s.path))}
	const open = "/proc/self/fd"
	handles, err := os.ReadDir(open)
	if err != nil {
		return u
	}
	u.handles = int64(len(handles))
	for _, h := range handles {
		if target, err := os.Readlink(filepath.Join(open, h.Name())); err == nil && strings.HasPrefix(target, s.path) {
			u.connections++
		}
	}
	return u
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0 // there is none
	}
	return info.Size()
}

func filesIn(folder string) (count int64) {
	_ = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			count++
		}
		return nil
	})
	return count
}

// resident is the memory that the kernel counts for this process, in bytes.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		if value, found := bytes.CutPrefix(line, []byte("VmRSS:")); found {
			kilobytes, _ := strconv.ParseInt(strings.Fields(string(value))[0], 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}
