package importer

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
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
