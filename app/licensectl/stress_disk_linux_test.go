//go:build stress

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var room = flag.Int64("room", 4<<10, "by how many bytes the room on the disk grows from one try to the next")

// TestStress_DiskFull lets what writes meet a full disk at every page that it writes: a
// disk with room for none, for one, and so on until there is room for all.
func TestStress_DiskFull(t *testing.T) {
	serve(t, made(t))
	writes := []string{"sync", "sync-first", "import-report", "import-directory", "import-prices", "backup", "restore", "thin", "forget", "merge", "compact",
		"migrate", "close-month", "export-xlsx", "export-csv", "export-parquet", "export-lake", "export-split"}
	for _, o := range operations() {
		if slices.Contains(writes, o.name) {
			t.Run(o.name, func(t *testing.T) {
				t.Parallel()
				o.survivesFullDisks(t)
			})
		}
	}
}

// readings are the lines of a story that tell when something was read, and what was new then.
var readings = regexp.MustCompile(`(?m)^snapshot .*\n`)

func (o operation) survivesFullDisks(t *testing.T) {
	t.Helper()
	want, _ := o.untroubled(t)
	// A sync that met a full disk may have published one source; the next one publishes the
	// others, as a reading of its own.
	inParts := strings.HasPrefix(o.name, "sync")
	if inParts {
		want = readings.ReplaceAllString(want, "")
	}
	disk := mounted(t, "size=16m")
	full := 0
	for free := int64(0); ; free += *room {
		dir := o.begin(t, filepath.Join(disk, "at"))
		before := story(t, filepath.Join(dir, o.ledger))
		leave(t, disk, free)
		s := run(t, program(dir, o.args...))
		if err := os.Remove(filepath.Join(disk, filler)); err != nil {
			t.Fatal(err)
		}
		for _, name := range o.makes {
			o.wholeOrNone(t, dir, name)
		}
		if s.code != 0 {
			full++
			if !strings.Contains(s.stderr, "[disk_full]") {
				t.Errorf("with %d bytes free: %v", free, s)
			}
			if got := story(t, filepath.Join(dir, o.ledger), "erased"); !inParts && got != before && !strings.HasPrefix(want, got) {
				t.Errorf("with %d bytes free it says something else: %s", free, firstDifference(before, got))
			}
			if again := run(t, program(dir, o.args...)); again.code != 0 && (o.again == "" || !strings.Contains(again.stderr, o.again)) {
				t.Fatalf("with room again, after %d bytes: %v", free, again)
			}
		}
		got := o.tell(t, dir)
		if inParts {
			got = readings.ReplaceAllString(got, "")
		}
		if got != want {
			t.Fatalf("a disk with %d bytes free shows: %s", free, firstDifference(want, got))
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if s.code == 0 {
			break
		}
	}
	t.Attr("disks-full", fmt.Sprint(full))
	t.Attr("disks-full-survived", fmt.Sprint(full))
}
