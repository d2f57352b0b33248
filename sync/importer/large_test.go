package importer

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// large writes a list of so many rows, three for each person, with equal rows
// and Unknown ones among them.
func large(t testing.TB, rows int) string {
	path := filepath.Join(t.TempDir(), "large 2026-03-01.csv")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprint(out, header2022)
	services := []string{"Power Apps for Office 365 (Plan 3)", "Power Automate for Office 365", "Power Apps Per User Plan"}
	for i := range rows {
		person, assigned := i/3, time.Date(2021, 1, 1, 0, 0, i*7%(1000*24*3600), 0, time.UTC)
		name, address := fmt.Sprintf("Person Number %d", person), fmt.Sprintf("person.number%d@contoso.com", person)
		if person%50 == 0 {
			name, address = "Unknown", "Unknown"
		}
		fmt.Fprintf(out, "%s,%s,%s,Office 365 E5,%s,False,\n", name, address, services[i%3], assigned.Format("1/2/2006 3:04:05 PM"))
		if i%1000 == 0 {
			fmt.Fprintf(out, "%s,%s,%s,Office 365 E5,%s,False,\n", name, address, services[i%3], assigned.Format("1/2/2006 3:04:05 PM"))
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return path
}

// rowsWanted is how many rows the tests of large files read; LARGE_ROWS asks
// for more.
func rowsWanted(t testing.TB, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv("LARGE_ROWS")); err == nil {
		return n
	}
	return otherwise
}

func BenchmarkOpen(b *testing.B) {
	path := large(b, rowsWanted(b, 200_000))
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		if _, err := Open(context.Background(), path, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPull(b *testing.B) {
	path := large(b, rowsWanted(b, 200_000))
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	f, err := Open(context.Background(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		if err := f.Listing().Pull(context.Background(), "", func(ledger.Page) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// Memory does not grow with the file but for what counts people and equal rows:
// 24 bytes a row at most, and some megabytes. LARGE_ROWS=5000000 reads what the
// largest tenants have.
func TestOpen_MemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads a large file")
	}
	rows := rowsWanted(t, 300_000)
	path := large(t, rows)
	peak := watchHeap(t)
	f, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	surveyed := peak()
	read := int64(0)
	err = f.Listing().Pull(t.Context(), "", func(page ledger.Page) error {
		read += int64(len(page.Objects))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	pulled := peak()
	if want := int64(rows + (rows+999)/1000); f.Rows != want || read != want {
		t.Errorf("%d rows, %d handed on, want %d", f.Rows, read, want)
	}
	if most := uint64(24<<20 + 24*rows); surveyed > most || pulled > most {
		t.Errorf("%d rows took %d bytes to survey and %d to hand on, at most %d are expected", rows, surveyed, pulled, most)
	}
	t.Logf("%d rows: %d MiB to survey, %d MiB to hand on", rows, surveyed>>20, pulled>>20)
}

// watchHeap gives the largest live heap since the last call, in bytes beyond
// what there was at the beginning. It looks after each collection.
func watchHeap(t *testing.T) (peak func() uint64) {
	heap := func() uint64 {
		samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(samples)
		return samples[0].Value.Uint64()
	}
	runtime.GC()
	before := heap()
	var most atomic.Uint64
	done, ended := make(chan struct{}), make(chan struct{})
	t.Cleanup(func() { close(done); <-ended })
	go func() {
		defer close(ended)
		ticker := time.NewTicker(time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				most.Store(max(most.Load(), heap()))
			}
		}
	}()
	return func() uint64 {
		largest := max(most.Swap(0), before)
		return largest - before
	}
}
