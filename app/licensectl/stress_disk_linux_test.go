//go:build stress

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

var room = flag.Int64("room", 4<<10, "by how many bytes the room on the disk grows from one try to the next; a page of the disk has 4096")

// disks are how many small disks an operation meets at a time: a sync waits for its
// tenant most of the time.
const disks = 6

// TestStress_DiskFull lets everything that writes meet a full disk at every page that it
// writes: a disk with room for none, for one, and so on until there is room for all.
func TestStress_DiskFull(t *testing.T) {
	serve(t, made(t))
	for _, name := range []string{"connected.ledger", "synced.ledger"} { // sign-ins may be asked for a few times in ten seconds, by all
		done(t, made(t), "privacy", name, "--activity", "none")
		t.Cleanup(func() { done(t, made(t), "privacy", name, "--activity", "day") })
	}
	for _, o := range operations() {
		t.Run(o.name, o.survivesFullDisks)
	}
}

// readings are the lines of a story that tell when something was read, and what was new then.
var readings = regexp.MustCompile(`(?m)^snapshot .*\n`)

// survivesFullDisks does an operation on disks with more and more room, until it is done.
// What failed left nothing that is half, and with room again it comes to what an
// untroubled one comes to.
func (o operation) survivesFullDisks(t *testing.T) {
	want, _ := o.untroubled(t)
	before := story(t, filepath.Join(o.begin(t, t.TempDir()), o.ledger))
	var tried, full, enough atomic.Int64
	var all sync.WaitGroup
	for range disks {
		disk, tenant := mounted(t, "size=16m"), o.tenant(t)
		all.Go(func() { // what fails ends this disk alone
			for enough.Load() == 0 && !t.Failed() {
				if o.survivesFullDisk(t, disk, tenant, (tried.Add(1)-1)**room, before, want) {
					enough.Store(1)
				} else {
					full.Add(1)
				}
			}
		})
	}
	all.Wait()
	t.Attr("disks-full", fmt.Sprint(full.Load()))
	t.Attr("disks-full-survived", fmt.Sprint(full.Load()))
}

// tenant is what a sync reads on one of the disks; nil for what is no sync. Syncs at one
// tenant would trouble each other: it prepares one list at a time.
func (o operation) tenant(t *testing.T) *served {
	t.Helper()
	if !o.isSync() {
		return nil
	}
	s := simulate(t, t.TempDir(), "300")
	s.sixDays(t)
	return s
}

func (o operation) isSync() bool { return strings.HasPrefix(o.name, "sync") }

// survivesFullDisk does an operation on a disk with so many bytes free, and tells whether
// they were enough.
func (o operation) survivesFullDisk(t *testing.T, disk string, tenant *served, free int64, before, want string) bool {
	t.Helper()
	// A sync that met a full disk may have published one source; the next one publishes the
	// others, as a reading of its own.
	inParts := o.isSync()
	dir := o.begin(t, filepath.Join(disk, "at"))
	if tenant != nil {
		done(t, dir, tenant.connect(o.ledger)...)
	}
	leave(t, disk, free)
	s := run(t, program(dir, o.args...))
	if err := os.Remove(filepath.Join(disk, filler)); err != nil {
		t.Fatal(err)
	}
	for _, name := range o.makes {
		o.wholeOrNone(t, dir, name)
	}
	if s.code != 0 {
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
		got, want = readings.ReplaceAllString(got, ""), readings.ReplaceAllString(want, "")
	}
	if got != want {
		t.Fatalf("a disk with %d bytes free shows: %s", free, firstDifference(want, got))
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return s.code == 0
}
