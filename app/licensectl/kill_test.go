package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// begin is a folder of its own with what an operation begins with.
func (o operation) begin(t *testing.T, dir string) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	beside, err := filepath.Glob(filepath.Join(made(t), o.ledger+".*")) // what waits for an OK
	if err != nil {
		t.Fatal(err)
	}
	files := append(slices.Clone(o.with), o.ledger)
	for _, name := range beside {
		files = append(files, filepath.Base(name))
	}
	return copyOf(t, made(t), dir, files...)
}

// tell is all that is left of an operation: the story of its ledger, what a command
// tells of it, and which files lie there, with their content where it is always the same.
func (o operation) tell(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(story(t, filepath.Join(dir, o.ledger)))
	if len(o.tells) > 0 {
		text := strings.ReplaceAll(done(t, dir, o.tells...), dir, "DIR")
		b.WriteString(instants.ReplaceAllString(text, "INSTANT"))
	}
	for _, name := range names(t, dir) {
		if !mayBeLeft.MatchString(name) {
			fmt.Fprintf(&b, "file %s\n", name)
		}
	}
	for _, name := range o.makes {
		o.wholeOrNone(t, dir, name)
	}
	return b.String()
}

// instants are those of this computer, in what is told: when a month was closed.
var instants = regexp.MustCompile(`20[2-9][0-9]-[0-9]{2}-[0-9]{2}T[0-9:.]+Z`)

// What may be left, or not, when all is well: a lock file that outlives its
// process holds no lock; pages of a sync that were
// published and not removed go after a day; a restored or migrated file is kept once more when that is
// done again; the parts of a file that was killed lie hidden beside it.
var mayBeLeft = regexp.MustCompile(`\.lock$|\.graph\.\w+\.staging$|-(wal|shm|journal)$|\.backup$|\.partial$|(^|/)\.|_manifest/`)

// names are the files of a folder, and of those in it.
func names(t *testing.T, dir string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			found = append(found, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// untroubled is what an operation comes to, and how long it takes.
func (o operation) untroubled(t *testing.T) (tells string, takes time.Duration) {
	t.Helper()
	dir := o.begin(t, t.TempDir())
	began := time.Now()
	done(t, dir, o.args...)
	takes = time.Since(began)
	return o.tell(t, dir), takes
}

// killed does the operation, and kills the program after a drawn while: of its start,
// or, as often, of its first change to a file.
func (o operation) killed(t *testing.T, r *rand.Rand, dir string, takes time.Duration) bool {
	t.Helper()
	before := sizes(dir)
	c := program(dir, o.args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = c.Wait() // it was killed, or ended before
	}()
	while := time.Duration(r.Int64N(int64(takes)))
	if r.IntN(2) == 0 {
		for sizes(dir) == before {
			select {
			case <-ended:
				return false
			default:
			}
		}
		while /= time.Duration(1 + r.IntN(30))
	}
	timer := time.NewTimer(while)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ended:
	}
	_ = c.Process.Kill()
	<-ended
	return c.ProcessState.ExitCode() < 0
}

// sizes tells apart what a folder looks like.
func sizes(dir string) string {
	var b strings.Builder
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			fmt.Fprint(&b, e.Name(), info.Size(), info.ModTime().UnixNano(), "\n")
		}
	}
	return b.String()
}

// survivesKills kills an operation so many times. Whatever it left is whole, and
// doing it again comes to what an untroubled one comes to.
func (o operation) survivesKills(t *testing.T, kills int) {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(len(o.name)), uint64(o.name[0])))
	want, takes := o.untroubled(t)
	counted := 0
	for tries := 0; counted < kills && tries < 20*kills; tries++ {
		dir := o.begin(t, filepath.Join(t.TempDir(), "at"))
		for range 1 + r.IntN(2) { // once or twice before it is done
			if o.killed(t, r, dir, takes) {
				counted++
			}
		}
		for _, name := range o.makes {
			o.wholeOrNone(t, dir, name)
		}
		if r.IntN(2) == 0 { // otherwise the next program finds the file as the kill left it
			story(t, filepath.Join(dir, o.ledger), "erased")
		}
		again := run(t, program(dir, o.args...))
		if again.code != 0 && (o.again == "" || !strings.Contains(again.stderr, o.again)) {
			t.Fatalf("again: %v", again)
		}
		if got := o.tell(t, dir); got != want {
			t.Fatalf("killing shows: %s", firstDifference(want, got))
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if counted < kills {
		t.Errorf("it was killed %d times of %d", counted, kills)
	}
	t.Attr("kills", fmt.Sprint(counted))
	t.Attr("kills-survived", fmt.Sprint(counted))
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is\n%s\nand not\n%s", i+1, b[i], a[i])
		}
	}
	return fmt.Sprintf("%d lines in place of %d", len(b), len(a))
}
